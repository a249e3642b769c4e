import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  type Finding,
  Snapshot,
  suppressionFixes,
} from '../../../server/src/core/index';
import { corpusFiles } from '../../support/corpus';
import { lintText, ruleNames } from '../../support/lint';

type Files = Readonly<Record<string, string>>;

/** Lints one of some files that lie in one folder. */
function lintIn(files: Files, name = 'main.bicep') {
  const snapshots = Object.entries(files).map(
    ([path, text]) => new Snapshot({ uri: `file:///work/${path}`, version: 1, text }),
  );
  return lintText(files[name] ?? '', {}, name, {
    revision: 1,
    get: (uri) => snapshots.find((snapshot) => snapshot.uri === uri),
    all: () => snapshots,
  });
}

const messages = (files: Files, name?: string) =>
  lintIn(files, name).findings.map(({ message }) => message.replace(/.*\(\w+\)\./, '...'));

const related = ({ related: places }: Finding, files: Files) =>
  places.map(({ uri, range, message }) => {
    const name = uri.slice('file:///work/'.length);
    return `${name} ${files[name]?.slice(range.start, range.end)}: ${message}`;
  });

const cluster = (policy: string, dataplane = "'cilium'") =>
  `resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'aks'
  properties: {
    networkProfile: { networkPlugin: 'azure', networkDataplane: ${dataplane}, networkPolicy: ${policy} }
  }
}
`;
const template = `param policy string = 'azure'\n${cluster('policy')}`;
const parameters = (policy: string) => `using 'main.bicep'\nparam policy = '${policy}'\n`;

describe('a finding about a cluster', () => {
  it('names the parameters whose defaults it rests on, and leads to them', () => {
    const files = { 'main.bicep': template };
    expect(messages(files)).toEqual(['... This follows from the default of parameter "policy".']);
    const [finding] = lintIn(files).findings;
    expect(finding && related(finding, files)).toEqual([
      `main.bicep 'cilium': networkDataplane is "cilium" here.`,
      `main.bicep 'azure': The default of parameter "policy" is set here.`,
    ]);
  });

  it('is none when a file of parameters says otherwise', () => {
    expect(messages({ 'main.bicep': template, 'a.bicepparam': parameters('cilium') })).toEqual([]);
  });

  it('names the files with which alone it holds, and leads there', () => {
    const files = {
      'main.bicep': template,
      'dev.bicepparam': parameters('calico'),
      'prod.bicepparam': parameters('cilium'),
      'test.bicepparam': "using 'main.bicep'\n",
    };
    expect(messages(files)).toEqual([
      '... This follows from the default of parameter "policy". This holds only with test.bicepparam.',
      '... This holds only with dev.bicepparam.',
    ]);
    const finding = lintIn(files).findings.find(({ message }) => message.includes('calico'));
    expect(finding && related(finding, files)).toEqual([
      `main.bicep 'cilium': networkDataplane is "cilium" here.`,
      `dev.bicepparam 'calico': Parameter "policy" gets its value here.`,
    ]);
  });

  it('is said once when it holds with all of them', () => {
    const files = {
      'main.bicep': template,
      'a.bicepparam': parameters('calico'),
      'b.bicepparam': parameters('calico'),
    };
    expect(messages(files)).toEqual(['...']);
  });

  it('in a module names the callers', () => {
    const files = {
      'main.bicep': `module good 'aks.bicep' = { params: { policy: 'cilium' } }
module bad 'aks.bicep' = { params: { policy: 'none' } }
`,
      'aks.bicep': template,
    };
    expect(messages(files, 'aks.bicep')).toEqual([
      '... This holds only with main.bicep (module bad).',
    ]);
    expect(messages(files)).toEqual([]);
  });

  it('has fixes where the values are written', () => {
    const text = cluster("'azure'");
    const [finding] = lintIn({ 'main.bicep': text }).findings;
    const fixes = finding?.fixes() ?? [];
    expect(fixes.map(({ title, edits }) => [title, applyEdits(text, edits)])).toEqual([
      ['Set networkPolicy to cilium', cluster("'cilium'")],
      ['Set networkDataplane to azure', cluster("'azure'", "'azure'")],
    ]);
    const [byDefault] = lintIn({ 'main.bicep': template }).findings;
    expect(byDefault?.fixes()[0]).toMatchObject({
      edits: [],
      disabledReason: 'The value comes from parameter "policy".',
    });
  });
});

describe('files in Bicep', () => {
  it('have no complaint about their syntax', () => {
    const { findings, skipped } = lintIn({ 'main.bicep': `resource ) = {\n${cluster("'azure'")}` });
    expect(skipped).toEqual([]);
    expect(ruleNames(findings)).toEqual(['dataplane-policy-conflict']);
  });

  it('of parameters have no findings of their own', () => {
    expect(lintIn({ 'a.bicepparam': parameters('calico') }, 'a.bicepparam').findings).toEqual([]);
  });

  it('that need each other come to an end', () => {
    const files = {
      'main.bicep': `var a = b\nvar b = a\nmodule m 'b.bicep' = { params: { x: a } }\n${cluster('a')}`,
      'b.bicep': `param x string\nmodule m 'main.bicep' = { params: {} }\n`,
      'a.bicepparam': "using 'main.bicep'\nextends 'b.bicepparam'\n",
      'b.bicepparam': "using 'main.bicep'\nextends 'a.bicepparam'\n",
    };
    const { findings, failures } = lintIn(files);
    expect(ruleNames(findings)).toEqual(['template-cycle', 'template-cycle']);
    expect(failures).toEqual([]);
  });
});

describe('suppression comments in Bicep', () => {
  const withComment = (comment: string) =>
    cluster("'azure'").replace('    networkProfile', `    ${comment}\n    networkProfile`);

  it.each([
    ['// aks-cilium-disable-next-line dataplane-policy-conflict', []],
    [
      '// aks-cilium-disable-next-line dataplane-policy-conflict -- why\n    #disable-next-line BCP036',
      [],
    ],
    ['#disable-next-line dataplane-policy-conflict', ['dataplane-policy-conflict']],
    ['/* aks-cilium-disable-next-line dataplane-policy-conflict */', []],
    ["'// aks-cilium-disable-next-line': 1", ['dataplane-policy-conflict']],
    [
      '// aks-cilium-disable-next-line windows-pool',
      ['unused-suppression', 'dataplane-policy-conflict'],
    ],
  ])('%s', (comment, expected) => {
    expect(ruleNames(lintIn({ 'main.bicep': withComment(comment) }).findings)).toEqual(expected);
  });

  it('are written by the fix', () => {
    const text = cluster("'azure'").replaceAll('\n', '\r\n');
    const snapshot = new Snapshot({ uri: 'file:///work/main.bicep', version: 1, text });
    const [finding] = lintIn({ 'main.bicep': text }).findings;
    const fixes = finding === undefined ? [] : suppressionFixes(snapshot, finding);
    for (const { edits } of fixes) {
      const suppressed = applyEdits(text, edits);
      expect(suppressed).toMatch(/^ *\/\/ aks-cilium-disable-\S+ dataplane-policy-conflict\r$/m);
      expect(lintIn({ 'main.bicep': suppressed }).findings).toEqual([]);
    }
    expect(fixes).toHaveLength(2);
  });

  it('do not stand inside of a string', () => {
    const text = `var x = '''\n// aks-cilium-disable-file\n'''\n${cluster("'azure'")}`;
    expect(ruleNames(lintIn({ 'main.bicep': text }).findings)).toEqual([
      'dataplane-policy-conflict',
    ]);
  });
});

describe('real files', () => {
  const files = corpusFiles(/\.bicep(?:param)?$/);

  const errorsIn = (texts: Readonly<Record<string, string>>, name: string) =>
    lintIn(texts, name).findings.filter(({ severity }) => severity === 'error');

  it.runIf(files.length > 0)('have the one mistake that is known, and its fix', () => {
    const found = files.flatMap(({ name, text }) =>
      errorsIn({ [name]: text }, name).map((finding) => ({ name, text, finding })),
    );
    expect(found.map(({ name, finding }) => `${name} ${finding.rule}`)).toEqual([
      'Azure__AKS-Construction/bicep/main.ebpf-2024-04.bicep ebpf-dataplane-removed',
    ]);
    for (const { name, text, finding } of found) {
      const fixed = applyEdits(text, finding.fixes()[0]?.edits ?? []);
      expect(fixed).toContain("    networkDataplane: networkPlugin=='azure' ? ebpfDataplane : ''");
      expect(errorsIn({ [name]: fixed }, name)).toEqual([]);
    }
  });

  it('that end anywhere are judged as far as they go', () => {
    const text = template + cluster("'none'").replaceAll('aks', 'other');
    for (let end = 0; end < text.length; end++) {
      const part = {
        'main.bicep': text.slice(0, end),
        'a.bicepparam': parameters('calico').slice(0, end),
      };
      expect(lintIn(part).failures).toEqual([]);
    }
  });
});
