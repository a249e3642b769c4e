import { describe, expect, it } from 'vitest';
import type { Rule } from '../server/src/core/engine/define-rule';
import { rules } from '../server/src/core/rules/index';
import { allFixtures, type Fixture } from './support/fixtures';
import { readMarkers } from './support/markers';

/** Where a cluster or a command may be written. `other scripts`: PowerShell, batch files, Markdown and pipelines. */
type Syntax = 'bicep' | 'arm' | 'sh' | 'other scripts';

const syntaxesByEnding: Readonly<Record<string, Syntax>> = {
  bicep: 'bicep',
  bicepparam: 'bicep',
  json: 'arm',
  sh: 'sh',
  azcli: 'sh',
  ps1: 'other scripts',
  bat: 'other scripts',
  md: 'other scripts',
  yaml: 'other scripts',
  yml: 'other scripts',
};

/** How commands are found in a script matters to rules about commands; what they say is the same model for all others. */
const syntaxesByKind: Readonly<Record<string, readonly Syntax[]>> = {
  AksCluster: ['bicep', 'arm', 'sh'],
  AzCommand: ['sh', 'other scripts'],
};

/** What a rule cannot have a finding in, and why. */
const impossible: Readonly<Record<string, string>> = {
  'api-version-lacks-property sh': 'The CLI chooses the API version, and no command names it.',
  'ebpf-dataplane-removed sh': 'The flag of that time is the matter of removed-dataplane-flag.',
  'template-cycle sh': 'Scripts have no expressions that need each other.',
};

function syntaxesOf({ meta }: Rule): readonly Syntax[] {
  return [...new Set(meta.appliesTo.flatMap((kind) => syntaxesByKind[kind] ?? []))];
}

const cases = allFixtures().filter(({ outcomeOf }) => outcomeOf === undefined);

function syntaxOf({ fileName }: Fixture): Syntax | undefined {
  return syntaxesByEnding[fileName.slice(fileName.lastIndexOf('.') + 1)];
}

/** The syntaxes in which a case of the rule shows a finding of it. */
function shownIn(rule: string): ReadonlySet<Syntax | undefined> {
  const failing = cases.filter(
    (fixture) =>
      fixture.rule === rule &&
      readMarkers(fixture.content).expectations.some((expected) => expected.rule === rule),
  );
  return new Set(failing.map(syntaxOf));
}

const ofClusters = rules.filter((rule) => syntaxesOf(rule).length > 0);

describe('rules about clusters and commands', () => {
  it('are those of the category, and look at nothing else', () => {
    const category = rules.filter(({ meta }) => meta.category === 'cluster');
    expect(ofClusters.map(({ meta }) => meta.name)).toEqual(category.map(({ meta }) => meta.name));
  });

  it('have a case with a finding in every syntax that they serve', () => {
    const missing = ofClusters.flatMap((rule) => {
      const { name } = rule.meta;
      const shown = shownIn(name);
      return syntaxesOf(rule)
        .filter((syntax) => !shown.has(syntax))
        .map((syntax) => `${name} ${syntax}`)
        .filter((each) => !Object.hasOwn(impossible, each));
    });
    expect(missing).toEqual([]);
  });

  it('are impossible only where no case shows the opposite', () => {
    const wrong = Object.keys(impossible).filter((each) => {
      const [name = '', syntax = ''] = each.split(' ');
      return (
        !ofClusters.some(({ meta }) => meta.name === name) || shownIn(name).has(syntax as Syntax)
      );
    });
    expect(wrong).toEqual([]);
  });
});
