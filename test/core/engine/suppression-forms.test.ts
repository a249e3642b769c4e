import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/core/index';
import { lintText } from '../../support/lint';

const rule = 'dataplane-policy-conflict';
const word = 'aks-cilium-disable';

/** A file with a finding of the rule, how a line of it is commented, and the line of the finding. */
interface Form {
  readonly file: string;
  readonly text: string;
  readonly comment: (content: string) => string;
  /** The line, without its end, that a comment may follow. */
  readonly line: string;
  /** Where a comment for the next line may stand. */
  readonly above: string;
}

const command =
  'az aks create -n a --network-plugin azure --network-plugin-mode overlay --network-dataplane cilium --network-policy azure';
const hash = (content: string) => `# ${content}`;
const slashes = (content: string) => `// ${content}`;
const block = (content: string) => `/* ${content} */`;
const bicep = `resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'aks'
  properties: {
    networkProfile: {
      networkPlugin: 'azure'
      networkDataplane: 'cilium'
      networkPolicy: 'azure'
    }
  }
}
`;
const json = `{
  "contentVersion": "1.0.0.0", // the first
  "resources": [
    {
      "type": "Microsoft.ContainerService/managedClusters",
      "apiVersion": "2025-05-01",
      "name": "aks",
      "properties": {
        "networkProfile": {
          "networkPlugin": "azure",
          "networkDataplane": "cilium",
          "networkPolicy": "azure"
        }
      }
    }
  ]
}
`;

const inBicep = { file: 'a.bicep', text: bicep, line: "networkPolicy: 'azure'" };
const inJson = { file: 'a.json', text: json, line: '"networkPolicy": "azure"' };
const forms: Readonly<Record<string, Form>> = {
  sh: { file: 'a.sh', text: `${command}\n`, comment: hash, line: command, above: command },
  PowerShell: { file: 'a.ps1', text: `${command}\n`, comment: hash, line: command, above: command },
  'blocks of PowerShell': {
    file: 'a.ps1',
    text: `${command}\n`,
    comment: (content) => `<# ${content} #>`,
    line: command,
    above: command,
  },
  'several lines of sh': {
    file: 'a.sh',
    text: `${command.replaceAll(' --', ' \\\n  --')}\n`,
    comment: hash,
    line: '--network-policy azure',
    above: 'az aks',
  },
  'batch files': {
    file: 'a.bat',
    text: `@echo off\n${command} ^\n  --yes\n`,
    comment: (content) => `rem ${content}`,
    line: '',
    above: command,
  },
  'colons in batch files': {
    file: 'a.cmd',
    text: `@echo off\n${command}\n`,
    comment: (content) => `:: ${content}`,
    line: '',
    above: command,
  },
  'a batch file in Markdown': {
    file: 'a.md',
    text: `\`\`\`cmd\n${command}\n\`\`\`\n`,
    comment: (content) => `REM ${content}`,
    line: '',
    above: command,
  },
  Markdown: {
    file: 'a.md',
    text: `Text.\n\n\`\`\`bash\n${command}\n\`\`\`\n`,
    comment: hash,
    line: command,
    above: command,
  },
  'Markdown around a script': {
    file: 'a.md',
    text: `Text.\n\n\`\`\`bash\n${command}\n\`\`\`\n`,
    comment: (content) => `<!-- ${content} -->`,
    line: '',
    above: '```bash',
  },
  'a script in a pipeline': {
    file: 'a.yml',
    text: `steps:\n  - bash: ${command}\n`,
    comment: hash,
    line: command,
    above: '  - bash',
  },
  Bicep: { ...inBicep, comment: slashes, above: '      networkPolicy' },
  'blocks of Bicep': { ...inBicep, comment: block, above: '      networkPolicy' },
  JSON: { ...inJson, comment: slashes, above: '          "networkPolicy"' },
  'blocks of JSON': { ...inJson, comment: block, above: '          "networkPolicy"' },
};

const found = (text: string, file: string) =>
  lintText(text, { extends: 'recommended' }, file).findings.filter(({ rule: name }) =>
    [rule, 'unused-suppression'].includes(name),
  );

/** The text with something behind the line of the finding. */
function behind({ text, line }: Form, more: string): string {
  return text.replace(line, (found) => `${found} ${more}`);
}

function above({ text, above: mark }: Form, more: string): string {
  return text.replace(mark, (found) => `${more}\n${found}`);
}

describe.each(Object.entries(forms))('suppressions in %s', (_name, form) => {
  const { file, text, comment } = form;
  const isInLine = form.line !== '';

  it('has a finding to suppress', () => {
    expect(found(text, file).map((finding) => finding.rule)).toEqual([rule]);
  });

  it.runIf(isInLine)('end a line', () => {
    expect(found(behind(form, comment(`${word}-line ${rule} -- why`)), file)).toEqual([]);
  });

  it.runIf(isInLine && (comment === hash || comment === slashes))(
    'stand behind another comment of the line',
    () => {
      const second = behind(form, comment(`a remark ${comment(`${word}-line ${rule}`)}`));
      expect(found(second, file)).toEqual([]);
      const unused = second.replace(rule, 'windows-pool');
      const [problem] = found(unused, file).filter(({ rule: name }) => name !== rule);
      const [removal] = problem?.fixes() ?? [];
      expect(applyEdits(unused, removal?.edits ?? [])).toBe(behind(form, comment('a remark')));
    },
  );

  it('stand above a line', () => {
    expect(found(above(form, comment(`${word}-next-line ${rule}, a-b -- why`)), file)).toHaveLength(
      1,
    );
    expect(found(above(form, comment(`${word}-next-line ${rule} -- why`)), file)).toEqual([]);
    expect(found(above(form, comment(`${word}-next-line`)), file)).toEqual([]);
  });

  it('hold for a file', () => {
    expect(found(above(form, comment(`${word}-file ${rule}`)), file)).toEqual([]);
  });

  it('are told of when they are of no use, and go without a trace', () => {
    const needless = above(form, comment(`${word}-next-line windows-pool`));
    const problems = found(needless, file).filter(({ rule: name }) => name !== rule);
    expect(problems).toHaveLength(1);
    const [removal] = problems[0]?.fixes() ?? [];
    expect(applyEdits(needless, removal?.edits ?? [])).toBe(text);
  });
});
