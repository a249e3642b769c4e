import { describe, expect, it } from 'vitest';
import {
  completions,
  documentSymbols,
  hover,
  inlayHints,
  type Settings,
} from '../../../server/src/core/index';
import { configured, snapshotOf } from './support/cursor';

const settings: Settings = { inlayHints: 'all', today: '2026-11-25' };
const options = { snippets: true, adjustsIndentation: false };

/** Asks everything at an offset; the answers must lie in the text. */
function ask(text: string, file: string, offset: number): void {
  const snapshot = snapshotOf(text, file);
  const configuration = configured(settings, file);
  const whole = { start: 0, end: text.length };
  const found = [
    hover(snapshot, offset, configuration)?.range,
    ...completions(snapshot, offset, configuration, options).map(({ edit }) => edit.range),
    ...inlayHints(snapshot, whole, configuration).map((hint) => ({
      start: hint.offset,
      end: hint.offset,
    })),
    ...documentSymbols(snapshot).map(({ range }) => range),
  ];
  for (const range of found) {
    expect(range?.start ?? 0).toBeGreaterThanOrEqual(0);
    expect(range?.end ?? 0).toBeLessThanOrEqual(text.length);
  }
}

const samples = {
  'main.bicep': `var net = { networkPlugin: 'azure', networkDataplane: 'cilium' }
resource aks 'Microsoft.ContainerService/managedClusters@2026-01-01' = {
  name: 'a\${net}'
  properties: {
    kubernetesVersion: '1.33'
    networkProfile: net
    agentPoolProfiles: [for i in range(0, 2): { name: 'p', osType: i == 0 ? 'Linux' : 'Windows' }]
  }
  resource pool 'agentPools' = { properties: { ipFamilies: [ 'IPv4' ] } }
}
`,
  'main.json':
    '{ "contentVersion": "1.0.0.0", "resources": [{ "type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2026-01-01",\n "name": "[concat(\'a\', 1)]", "properties": { "kubernetesVersion": "1.33", "networkProfile": { "networkPlugin": "azure", "ipFamilies": ["IPv4"] } } }] }\n',
  'a.sh':
    'N="a b"\naz aks create -n "$N" \\\n  --network-plugin=azure --network-dataplane cilium -k 1.33 # why\naz aks nodepool add --cluster-name $(id) --os-type Linux\n',
  'a.ps1': '$n = "a"\naz aks create -n $n `\n  --network-plugin azure -k 1.33\n',
  'a.md': '# a\n\n```bash\naz aks create --network-plugin azure\n```\n',
  'ci.yaml': 'steps:\n- script: |\n    az aks create \\\n      --network-plugin azure\n',
} as const satisfies Readonly<Record<string, string>>;

describe.each(Object.entries(samples))('what is shown on clusters in %s', (file, text) => {
  it('stands any beginning of the text', () => {
    for (let end = 0; end <= text.length; end += 3) {
      ask(text.slice(0, end), file, end);
    }
  });

  it('stands a text with a part missing', () => {
    for (let start = 0; start < text.length; start += 7) {
      const broken = text.slice(0, start) + text.slice(start + 11);
      ask(broken, file, Math.min(start, broken.length));
    }
  });

  it('stands any place in the text, and places outside of it', () => {
    for (const offset of [...Array(text.length).keys()]
      .filter((each) => each % 3 === 0)
      .concat(text.length + 10)) {
      ask(text, file, offset);
    }
  });
});

describe('what is shown on clusters in large files', () => {
  const many = (count: number, text: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => text(index)).join('');

  it.each([
    [
      'many resources',
      'main.bicep',
      many(100, (index) => samples['main.bicep'].replace(/\b(net|aks)\b/g, `$1${index}`)),
    ],
    ['many commands', 'a.sh', many(200, () => samples['a.sh'])],
    [
      'nesting without end',
      'main.bicep',
      `resource a 'Microsoft.ContainerService/managedClusters@2026-01-01' = ${'{ a: ['.repeat(3000)}`,
    ],
    [
      'a name that is used everywhere',
      'main.bicep',
      `var a = '1'\n${many(9000, (index) => `var b${index} = a\n`)}`,
    ],
    [
      'one line',
      'main.bicep',
      `resource a 'Microsoft.ContainerService/managedClusters@2026-01-01' = { properties: { networkProfile: { ${'networkPlugin: '.repeat(20_000)}`,
    ],
  ])('of %s comes to an end', (_what, file, text) => {
    for (const offset of [9, Math.floor(text.length / 2), text.length]) {
      ask(text, file, offset);
    }
  });
});
