import { describe, expect, it } from 'vitest';
import { applyEdits, type Finding, fixAllEdits, type Settings } from '../server/src/core/index';
import { allFixtures, type Fixture, slugOf } from './support/fixtures';
import { lintFixture } from './support/lint';
import { differences, readMarkers } from './support/markers';

const fixtures = allFixtures();
const cases = fixtures.filter(({ outcomeOf }) => outcomeOf === undefined);
const outcomes = fixtures.filter(({ outcomeOf }) => outcomeOf !== undefined);

describe('fixtures: findings are exactly those marked', () => {
  it.each(fixtures.map((fixture) => [`${fixture.rule}/${fixture.fileName}`, fixture] as const))(
    '%s',
    (_name, fixture) => {
      const { text, expectations, settings } = readMarkers(fixture.content);
      const { findings, failures } = lintFixture(fixture, text, settings);
      expect(failures).toEqual([]);
      expect(differences(text, findings, expectations)).toEqual([]);
    },
  );
});

describe('fixtures: a fix gives the text of its outcome file', () => {
  it.each(outcomes.map((fixture) => [`${fixture.rule}/${fixture.fileName}`, fixture] as const))(
    '%s',
    (_name, outcome) => {
      const original = cases.find(
        ({ rule, caseName }) => rule === outcome.rule && caseName === outcome.caseName,
      );
      expect(original, 'the case that the outcome belongs to').toBeDefined();
      const { text, settings } = readMarkers(original?.content ?? '');
      const fixed =
        outcome.outcomeOf === 'safe'
          ? applyAllSafe(text, settings, outcome)
          : applyOne(text, settings, outcome, outcome.outcomeOf ?? '');
      expect(fixed).toBe(readMarkers(outcome.content).text);
      expect(fixed).not.toBe(text);
    },
  );
});

function applyAllSafe(text: string, settings: Settings, fixture: Fixture): string {
  let current = text;
  for (let round = 0; round < 10; round++) {
    const edits = fixAllEdits(lintFixture(fixture, current, settings).findings, 'safe');
    if (edits.length === 0) {
      return current;
    }
    current = applyEdits(current, edits);
  }
  throw new Error('Safe fixes do not come to an end.');
}

function applyOne(text: string, settings: Settings, fixture: Fixture, slug: string): string {
  const { findings } = lintFixture(fixture, text, settings);
  const fix = findings
    .flatMap((finding: Finding) => finding.fixes())
    .find(({ title }) => slugOf(title) === slug);
  if (fix === undefined) {
    throw new Error(`No finding offers the fix "${slug}".`);
  }
  expect(fix.disabledReason).toBeUndefined();
  return applyEdits(text, fix.edits);
}
