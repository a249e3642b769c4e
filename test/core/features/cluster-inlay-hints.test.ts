import { describe, expect, it } from 'vitest';
import { inlayHints, type Settings, Snapshot } from '../../../server/src/core/index';
import type { SourceFiles } from '../../../server/src/core/model/aks/template-files';
import { configured } from './support/cursor';

interface Asked {
  readonly file?: string;
  readonly settings?: Settings;
  readonly others?: Readonly<Record<string, string>>;
  readonly only?: string;
}

function hintsIn(text: string, { file = 'main.bicep', settings, others = {}, only }: Asked = {}) {
  const snapshot = new Snapshot({ uri: `file:///work/${file}`, version: 1, text });
  const all = [
    snapshot,
    ...Object.entries(others).map(
      ([name, content]) => new Snapshot({ uri: `file:///work/${name}`, version: 1, text: content }),
    ),
  ];
  const files: SourceFiles = {
    get: (uri) => all.find((each) => each.uri === uri),
    all: () => all,
  };
  const start = only === undefined ? 0 : text.indexOf(only);
  const range = { start, end: only === undefined ? text.length : start + only.length };
  return inlayHints(snapshot, range, configured(settings, file), files);
}

/** The text with the hints in brackets where they are shown. */
function shown(text: string, asked: Asked = {}): string {
  return [...hintsIn(text, asked)]
    .reverse()
    .reduce(
      (before, { offset, label }) => `${before.slice(0, offset)} [${label}]${before.slice(offset)}`,
      text,
    );
}

const bicep = (version: string, more = '') =>
  `resource aks 'Microsoft.ContainerService/managedClusters@2026-01-01' = {\n  name: 'aks'\n  properties: {\n    kubernetesVersion: ${version}\n    ${more}\n  }\n}\n`;

describe('inlay hints', () => {
  it.each([
    ["'1.33'", "'1.33' [Cilium 1.17]"],
    ["'1.34.2'", "'1.34.2' [Cilium 1.18]"],
    ["'1.36'", "'1.36' [Cilium 1.18 or 1.19]"],
    ["'1.99'", "'1.99'"],
    ["'latest'", "'latest'"],
    ['version', 'version'],
  ])('show the Cilium of a version in Bicep: %s', (written, after) => {
    expect(shown(bicep(written))).toBe(bicep(after));
  });

  it('show it in files of parameters, where they decide', () => {
    const template = `param given string = '1.33'\n${bicep('given')}`;
    const text = "using '../main.bicep'\nparam other = 1\nparam given = '1.34'\n";
    const asked = { file: 'envs/prod.bicepparam', others: { 'main.bicep': template } };
    expect(shown(text, asked)).toBe(text.replace("'1.34'", "'1.34' [Cilium 1.18]"));
    expect(shown(text, { file: 'envs/prod.bicepparam' })).toBe(text);
    const fixed = { ...asked, others: { 'main.bicep': bicep("'1.33'") } };
    expect(shown(text, fixed)).toBe(text);
    const none = "using none\nparam given = '1.34'\n";
    expect(shown(none, asked)).toBe(none);
    const dev = "using '../main.bicep'\nparam given = '1.32'\n";
    const beside = { ...asked.others, 'envs/dev.bicepparam': dev };
    expect(shown(text, { ...asked, others: beside })).toBe(shown(text, asked));
  });

  it('follow parameters and variables, to files of parameters', () => {
    const text = `param given string = '1.33'\nvar version = given\n${bicep('version')}`;
    const written = text.replace(': version', ': version [Cilium 1.17]');
    expect(shown(text)).toBe(written);
    const prod = "using 'main.bicep'\nparam given = '1.34'\n";
    const dev = "using 'main.bicep'\nparam given = '1.32'\n";
    expect(shown(text, { others: { 'prod.bicepparam': prod } })).toBe(
      text.replace(': version', ': version [Cilium 1.18]'),
    );
    expect(shown(text, { others: { 'prod.bicepparam': prod, 'dev.bicepparam': dev } })).toBe(
      text.replace(': version', ': version [Cilium 1.17 or 1.18]'),
    );
  });

  it('stand at the parameter of the module', () => {
    const text =
      "module aks 'br/public:avm/res/container-service/managed-cluster:0.10.0' = {\n  params: {\n    networkDataplane: 'cilium'\n    kubernetesVersion: '1.33'\n  }\n}\n";
    expect(shown(text)).toBe(text.replace("'1.33'", "'1.33' [Cilium 1.17]"));
  });

  it('stand in templates in JSON', () => {
    const text =
      '{ "contentVersion": "1.0.0.0", "parameters": { "v": { "type": "string", "defaultValue": "1.35" } }, "resources": [\n{ "type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2026-01-01", "name": "a", "properties": { "kubernetesVersion": "1.33" } },\n{ "type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2026-01-01", "name": "b", "properties": { "kubernetesVersion": "[parameters(\'v\')]" } }] }\n';
    expect(shown(text, { file: 'main.json' })).toBe(
      text
        .replace('"1.33" }', '"1.33" [Cilium 1.17] }')
        .replace('"[parameters(\'v\')]"', '"[parameters(\'v\')]" [Cilium 1.18]'),
    );
  });

  it('stand in commands where that is asked for', () => {
    const text =
      'V=1.33\naz aks create -n a --kubernetes-version $V\naz aks upgrade -n a -k 1.34\n';
    expect(shown(text, { file: 'a.sh' })).toBe(text);
    expect(shown(text, { file: 'a.sh', settings: { inlayHints: 'all' } })).toBe(
      text.replace('$V', '$V [Cilium 1.17]').replace('-k 1.34', '-k 1.34 [Cilium 1.18]'),
    );
    const guide = `\`\`\`bash\n${text}\`\`\`\n`;
    expect(hintsIn(guide, { file: 'a.md', settings: { inlayHints: 'all' } })).toHaveLength(2);
  });

  it('are off where settings say so, where the file is ignored, and where Cilium is not meant', () => {
    const text = bicep("'1.33'");
    for (const settings of [
      { inlayHints: 'off' },
      { ignore: ['*.bicep'] },
      { profile: { dataplane: 'azure' } },
    ] satisfies Settings[]) {
      expect(hintsIn(text, { settings })).toEqual([]);
    }
    const azure = bicep("'1.33'", "networkProfile: { networkDataplane: 'azure' }");
    expect(hintsIn(azure)).toEqual([]);
    const cilium = bicep("'1.33'", "networkProfile: { networkDataplane: 'cilium' }");
    expect(hintsIn(cilium)).toHaveLength(1);
  });

  it('follow the edition, which may not know a version', () => {
    expect(hintsIn(bicep("'1.34'"), { settings: { edition: '2025-05-22' } })).toEqual([]);
    expect(hintsIn(bicep("'1.32'"), { settings: { edition: '2025-05-22' } })).toHaveLength(1);
  });

  it('are those of the range', () => {
    const text = `${bicep("'1.33'")}${bicep("'1.34'").replaceAll('aks', 'two')}`;
    expect(hintsIn(text)).toHaveLength(2);
    expect(hintsIn(text, { only: "kubernetesVersion: '1.34'" })).toMatchObject([
      { label: 'Cilium 1.18' },
    ]);
  });

  it('tell more when asked', () => {
    const [hint] = hintsIn(bicep("'1.32'"), { settings: { today: '2026-11-25' } });
    expect(hint?.tooltip).toContain('**Kubernetes 1.32: Cilium 1.17**');
    expect(hint?.tooltip).toContain('**Only long-term support remains.**');
  });
});
