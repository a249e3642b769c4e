import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  apiProperties,
  apiPropertyValues,
  cidrLimits,
  cidrRules,
  ciliumConfig,
  ciliumEntities,
  ciliumKinds,
  ciliumProtocols,
  cliConditions,
  cliFlags,
  combinationRules,
  editions,
  featureMatrix,
  featureMinimums,
  formerCliFlags,
  hoverTopics,
  inEdition,
  issues,
  knowledgeTables,
  knownDefects,
  metadataKeys,
  policyFieldRequirements,
  previewApiVersions,
  readOn,
  references,
  removedConstructs,
  sources,
  sourcesOf,
  stableApiVersions,
  statements,
  supportCalendar,
} from '../../../server/src/core/knowledge';
import type { Dated, Source } from '../../../server/src/core/knowledge/types';
import { rules } from '../../../server/src/core/rules/index';

const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const allSources: readonly Source[] = [...Object.values(sources), ...Object.values(issues)];
const allEntries = knowledgeTables.flatMap((table) => table.entries);

describe('sources', () => {
  it('have unique ids and public addresses', () => {
    expect(new Set(allSources.map((source) => source.id)).size).toBe(allSources.length);
    for (const source of allSources) {
      expect(source.url).toMatch(
        /^https:\/\/(learn\.microsoft|github|kubernetes|www\.npmjs)\.(com|io)\//,
      );
      expect(source.read).toMatch(day);
      if (source.changed !== undefined) {
        expect(source.changed).toMatch(day);
        expect(source.changed <= source.read).toBe(true);
      }
    }
  });

  it('are all used', () => {
    const used = new Set(allEntries.flatMap(sourcesOf));
    const named = new Set(rules.flatMap(({ meta }) => meta.references));
    const unused = allSources.filter((source) => !used.has(source) && !named.has(source.url));
    expect(unused.map(({ id }) => id)).toEqual([]);
  });

  it('lend their addresses to the rules', () => {
    expect(references.ciliumPage).toBe(sources.ciliumPage.url);
    expect(references.sctp).toBe(issues.sctp.url);
  });
});

describe('entries of all tables', () => {
  it.each(knowledgeTables.map((table) => [table.file, table] as const))('%s', (_, table) => {
    expect(table.entries.length).toBeGreaterThan(0);
    for (const entry of table.entries) {
      expect(allSources).toContain(entry.source);
      expect(entry.date).toMatch(day);
      expect(entry.date <= sources.ciliumPage.read).toBe(true);
      expect(['verified', 'inferred', 'unsettled']).toContain(entry.confidence);
      expect(new Set(sourcesOf(entry)).size).toBe(sourcesOf(entry).length);
    }
  });

  it('name only editions there are', () => {
    for (const entry of allEntries) {
      expect(editions.filter((edition) => inEdition(entry, edition))).toHaveLength(
        entry.editions.length,
      );
    }
  });

  it('never take a fact of the old edition from a later page', () => {
    for (const entry of allEntries) {
      if (entry.editions.length !== 1 || !inEdition(entry, '2025-05-22')) continue;
      expect(entry.date <= '2025-05-22').toBe(true);
    }
  });
});

describe('the documentation', () => {
  const page = readFileSync(new URL('../../../docs/knowledge.md', import.meta.url), 'utf8');

  it('names every table, and the day the sources were read', () => {
    for (const { file } of knowledgeTables) expect(page).toContain(`| \`${file}\` |`);
    expect(page).toContain(`last read on ${readOn}`);
    expect(page).toContain(`| \`latest\` | ${sources.ciliumPage.changed},`);
  });
});

describe('order', () => {
  const sorted: readonly (readonly [string, readonly string[]])[] = [
    ['cidrLimits', Object.keys(cidrLimits)],
    ['cidrRules', cidrRules.map((entry) => entry.id)],
    ['ciliumConfig', ciliumConfig.map((entry) => entry.key)],
    ['ciliumEntities', ciliumEntities.map((entry) => entry.name)],
    ['ciliumProtocols', ciliumProtocols.map((entry) => entry.name)],
    ['cliConditions', cliConditions.map((entry) => entry.id)],
    ['cliFlags', cliFlags.map((entry) => entry.name)],
    ['combinationRules', combinationRules.map((entry) => entry.id)],
    ['formerCliFlags', formerCliFlags.map((entry) => entry.name)],
    ['hoverTopics', [...new Set(hoverTopics.map((entry) => entry.id))]],
    ['metadataKeys', metadataKeys.map((entry) => entry.key)],
    ['policyFieldRequirements', policyFieldRequirements.map((entry) => entry.path)],
    ['previewApiVersions', previewApiVersions.versions],
    ['removedConstructs', removedConstructs.map((entry) => entry.id)],
    ['stableApiVersions', stableApiVersions.versions],
  ];

  it.each(sorted)('%s is sorted and unique', (_, keys) => {
    expect(keys).toEqual([...keys].sort(byCodePoint));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('supportCalendar goes up minor by minor', () => {
    const minors = supportCalendar.map((entry) => Number(entry.kubernetes.split('.')[1]));
    expect(minors).toEqual(minors.map((_, i) => (minors[0] ?? 0) + i));
  });
});

describe('one entry per id and edition', () => {
  const keyed: readonly (readonly [string, readonly (readonly [string, Dated])[]])[] = [
    ['apiProperties', apiProperties.map((entry) => [`${entry.on} ${entry.path}`, entry])],
    ['apiPropertyValues', apiPropertyValues.map((e) => [`${e.path}=${e.value}`, e])],
    ['ciliumKinds', ciliumKinds.map((entry) => [`${entry.group}/${entry.kind}`, entry])],
    ['featureMatrix', featureMatrix.map((entry) => [entry.id, entry])],
    ['featureMinimums', featureMinimums.map((entry) => [entry.id, entry])],
    ['hoverTopics', hoverTopics.map((entry) => [entry.id, entry])],
    ['knownDefects', knownDefects.map((entry) => [entry.id, entry])],
    ['statements', statements.map((entry) => [entry.id, entry])],
  ];

  it.each(keyed)('%s', (_, entries) => {
    for (const edition of editions) {
      const ids = entries.filter(([, entry]) => inEdition(entry, edition)).map(([id]) => id);
      expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    }
  });
});

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
