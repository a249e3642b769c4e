import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AksCluster, SettingEdit } from '../../../server/src/core/model/aks/aks-cluster';
import { bicepClusters } from '../../../server/src/core/model/aks/bicep-clusters';
import { parseBicep } from '../../../server/src/core/syntax/bicep/parse';
import { applyEdits } from '../../../server/src/core/text/range';
import { Snapshot } from '../../../server/src/core/workspace/snapshot';
import { say } from './objects';

function clusterIn(text: string): AksCluster {
  const snapshot = new Snapshot({ uri: 'file:///w/main.bicep', version: 1, text });
  const files = { get: () => undefined, all: () => [snapshot] };
  const [cluster] = bicepClusters(snapshot, files).flatMap(({ clusters }) => clusters);
  if (cluster === undefined) {
    throw new Error('There is no cluster.');
  }
  return cluster;
}

const path = 'networkProfile.networkPolicy';

/** The text after an edit, or the reason why there is none. */
function outcome(text: string, edit: (cluster: AksCluster) => SettingEdit): string {
  const result = edit(clusterIn(text));
  return 'disabledReason' in result ? result.disabledReason : applyEdits(text, result.edits);
}

const head = "resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {\n";
const withPolicy = (policy: string, before = '') =>
  `${before}${head}  properties: {\n    networkProfile: {\n      networkPolicy: ${policy}\n    }\n  }\n}\n`;

describe('a value is written', () => {
  it.each([
    [withPolicy("'azure' // why"), withPolicy("'cilium' // why")],
    [withPolicy('p', "var p = 'azure'\n"), withPolicy('p', "var p = 'cilium'\n")],
    [
      `${head}  properties: {}\n}\n`,
      `${head}  properties: {\n    networkProfile: {\n      networkPolicy: 'cilium'\n    }\n  }\n}\n`.replace(
        '  properties',
        '  properties',
      ),
    ],
    [
      `var n = { networkPlugin: 'azure' }\n${head}  properties: { networkProfile: n }\n}\n`,
      `var n = { networkPlugin: 'azure', networkPolicy: 'cilium' }\n${head}  properties: { networkProfile: n }\n}\n`,
    ],
  ])('%j', (before, after) => {
    expect(outcome(before, ({ edits }) => edits.set(path, 'cilium'))).toBe(after);
  });

  it.each([
    [withPolicy('p', "param p string = 'azure'\n"), 'The value comes from parameter "p".'],
    [
      withPolicy('p', "var p = 'azure'\noutput o string = p\n"),
      'Variable "p" is used in several places.',
    ],
    [
      withPolicy("1 == 1 ? 'azure' : 'calico'"),
      'What stands here is computed when the template is deployed.',
    ],
    [
      withPolicy('p', "import { p } from 'other.bicep'\n"),
      'What stands here is computed when the template is deployed.',
    ],
    [
      `param n object = {}\n${head}  properties: { networkProfile: n }\n}\n`,
      'The value comes from parameter "n".',
    ],
    [
      `param n object\n${head}  properties: { networkProfile: n }\n}\n`,
      'What stands here is computed when the template is deployed.',
    ],
  ])('not where others decide: %j', (text, reason) => {
    expect(outcome(text, ({ edits }) => edits.set(path, 'cilium'))).toBe(reason);
  });
});

describe('a name is written', () => {
  it('in place of another', () => {
    const text = withPolicy("'azure'");
    expect(outcome(text, ({ edits }) => edits.rename(path, 'networkDataplane'))).toBe(
      text.replace('networkPolicy', 'networkDataplane'),
    );
  });

  it('not beside the same one', () => {
    const text = withPolicy("'azure'\n      networkDataplane: 'cilium'");
    expect(outcome(text, ({ edits }) => edits.rename(path, 'networkDataplane'))).toBe(
      'There is a "networkDataplane" beside it.',
    );
  });
});

it('an API version is written in the type', () => {
  expect(outcome(withPolicy("'azure'"), ({ edits }) => edits.setApiVersion('2026-01-01'))).toBe(
    withPolicy("'azure'").replace('2025-05-01', '2026-01-01'),
  );
});

it('a pool in the list of its cluster can be edited', () => {
  const text = `${head}  properties: {\n    agentPoolProfiles: [\n      { name: 'a' }\n      {\n        name: 'b'\n        osType: 'Windows'\n      }\n    ]\n  }\n}\n`;
  expect(outcome(text, ({ pools }) => pools[1]?.edits.remove('osType') ?? { edits: [] })).toBe(
    text.replace("        osType: 'Windows'\n", ''),
  );
});

/** Templates as people write them: objects in one line or several, comments, blank lines, line ends, indentation. */
const templates = fc
  .record({
    indent: fc.constantFrom('  ', '    ', '\t'),
    eol: fc.constantFrom('\n', '\r\n'),
    profile: fc.constantFrom('lines', 'line', 'empty', 'absent', 'variable', 'comment'),
    comment: fc.constantFrom('', ' // note', ' /* note */'),
    members: fc.subarray([
      "networkPlugin: 'azure'",
      "networkPolicy: 'azure'",
      "podCidr: '10.244.0.0/16'",
      "'dnsServiceIP': '10.0.0.10'",
    ]),
    above: fc.constantFrom('', '// above', '#disable-next-line BCP036'),
  })
  .map(({ indent, eol, profile, comment, members, above }) => {
    const inLines = [
      '{',
      ...members.flatMap((member) => [
        ...(above === '' ? [] : [`${indent}${indent}${indent}${above}`]),
        `${indent.repeat(3)}${member}${comment}`,
      ]),
      ...(profile === 'comment' ? [`${indent.repeat(3)}// the end`] : []),
      `${indent.repeat(2)}}`,
    ];
    const inOne = `{ ${members.join(', ')} }`;
    const written =
      profile === 'empty'
        ? '{}'
        : profile === 'line'
          ? inOne
          : profile === 'variable'
            ? 'profile'
            : inLines.join(eol);
    return [
      ...(profile === 'variable' ? [`var profile = ${inOne}`] : []),
      head.trimEnd(),
      `${indent}name: 'a'${comment}`,
      `${indent}properties: {`,
      ...(profile === 'absent' ? [] : [`${indent.repeat(2)}networkProfile: ${written}${comment}`]),
      `${indent.repeat(2)}enableRBAC: true`,
      `${indent}}`,
      '}',
      '',
    ].join(eol);
  });

const comments = (text: string) =>
  text.match(/\/\/[^\r\n]*|\/\*.*?\*\/|#disable[^\r\n]*/g)?.length ?? 0;

describe('in any template', () => {
  it('what is set is what it then says, and nothing else changes', () => {
    fc.assert(
      fc.property(
        templates,
        fc.constantFrom(
          path,
          'networkProfile.networkDataplane',
          'autoUpgradeProfile.upgradeChannel',
        ),
        (text, at) => {
          const fixed = outcome(text, ({ edits }) => edits.set(at, "it's new"));
          expect(parseBicep(text).problems).toEqual([]);
          expect(parseBicep(fixed).problems).toEqual([]);
          const [before, after] = [clusterIn(text), clusterIn(fixed)];
          expect(say(after.text(at))).toBe("it's new");
          for (const other of [
            'networkProfile.networkPlugin',
            'networkProfile.podCidr',
            'networkProfile.dnsServiceIP',
          ]) {
            expect(say(after.text(other))).toBe(say(before.text(other)));
          }
          expect(comments(fixed)).toBe(comments(text));
          expect(/(?<!\r)\n/.test(fixed)).toBe(/(?<!\r)\n/.test(text));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('what is removed or renamed is gone, and the rest is there', () => {
    fc.assert(
      fc.property(templates, fc.boolean(), (text, isRename) => {
        const { edits, ...before } = clusterIn(text);
        const result = isRename ? edits.rename(path, 'renamed') : edits.remove(path);
        if (before.text(path).state === 'absent') {
          expect(result).toEqual({ disabledReason: 'It is not set.' });
          return;
        }
        const fixed = 'edits' in result ? applyEdits(text, result.edits) : '';
        expect(parseBicep(fixed).problems).toEqual([]);
        const after = clusterIn(fixed);
        expect(after.has(path)).toBe('no');
        expect(after.has('networkProfile.renamed')).toBe(isRename ? 'yes' : 'no');
        expect(say(after.text('networkProfile.podCidr'))).toBe(
          say(before.text('networkProfile.podCidr')),
        );
      }),
      { numRuns: 300 },
    );
  });
});
