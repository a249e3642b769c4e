import { describe, expect, it } from 'vitest';
import { summaryLine } from '../../../server/src/cli/formatters/summary';
import { formatText } from '../../../server/src/cli/formatters/text';
import { finding, report, richReport } from '../support/report';

const plain = { colour: false, width: 100 };
const controlSequence = '\u001b[';

describe('text', () => {
  it('has findings with their source, what can be done, and a summary', async () => {
    await expect(formatText(richReport(), plain)).toMatchFileSnapshot('../golden/text.txt');
  });

  it('has colours on a terminal, and the same words', async () => {
    const coloured = formatText(richReport(), { ...plain, colour: true });
    await expect(coloured.replaceAll(controlSequence, '<')).toMatchFileSnapshot(
      '../golden/text.colour.txt',
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of it.
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(formatText(richReport(), plain));
  });

  it('counts by rule when there are many findings, the gravest first', async () => {
    const many = [
      ...Array.from({ length: 9 }, (_, index) =>
        finding({ rule: 'all-pods-peer', severity: 'info', file: `${index}.yaml`, source: [] }),
      ),
      finding({ source: [] }),
      finding({ rule: 'end-port-ignored', severity: 'error', source: [] }),
      finding({ rule: 'end-port-ignored', severity: 'info', source: [] }),
    ];
    const text = formatText(report(many), plain);
    expect(text.slice(text.indexOf('Found '))).toBe(
      [
        'Found 1 error, 1 warning, 10 infos in 3 files (5 documents).',
        '  2  error    end-port-ignored           endPort has no effect',
        '  1  warning  ipblock-any-excludes-pods  ipBlock for every address does not reach pods',
        '  9  info     all-pods-peer              Many policies list every pod',
        'For what a rule means and why, run: aks-cilium explain end-port-ignored',
        '',
      ].join('\n'),
    );
  });

  it('lists the fixes to choose from one by one where a line has no room for them', () => {
    const fixes = ['Allow pods in all namespaces too', 'Make Internet-only explicit'].map(
      (title) => ({ title, safety: 'suggestion' as const }),
    );
    const narrow = formatText(report([finding({ fixes })]), { colour: false, width: 60 });
    expect(narrow).toContain(
      [
        '  fix in the editor, one of:',
        '      Allow pods in all namespaces too',
        '      Make Internet-only explicit',
        '',
      ].join('\n'),
    );
  });

  it('says that all is well', () => {
    expect(formatText(report([]), plain)).toBe('No problems found in 3 files (5 documents).\n');
  });

  it('does not say that all is well when nothing was looked at', () => {
    const nothing = report([], { summary: { ...report([]).summary, files: 0, documents: 0 } });
    expect(formatText(nothing, plain)).toBe('Nothing was checked: there was no file to lint.\n');
  });

  it('says where mild findings come from when little is known of the cluster', () => {
    const mild = [finding({ severity: 'info' })];
    const unknown = report(mild, { profile: [] });
    expect(formatText(unknown, plain)).toContain('see it with: aks-cilium profile');
    expect(formatText(report(mild), plain)).not.toContain('aks-cilium profile');
    expect(formatText(report([finding()], { profile: [] }), plain)).not.toContain('profile');
  });

  it('offers --fix only for what is left to fix', () => {
    const fixable = finding({ fixes: [{ title: 'Do it', safety: 'safe' }] });
    expect(formatText(report([fixable]), plain)).toContain('1 finding can be fixed with --fix.');
    const summary = { ...report([fixable]).summary, fixed: 4 };
    const after = formatText(report([fixable], { summary }), plain);
    expect(after).toContain('4 findings fixed.');
    expect(after).not.toContain('can be fixed with --fix.');
  });

  it('names some of the documents that could not be checked, but none that does not parse', () => {
    const documents = Array.from({ length: 8 }, (_, index) => ({
      file: `chart/${index}.yaml`,
      line: index + 1,
      reason: 'It is a template.',
    }));
    const summary = { ...report([]).summary, skippedDocuments: documents };
    const syntax = finding({ rule: 'yaml-syntax', file: 'chart/0.yaml' });
    const text = formatText(report([syntax], { summary }), plain);
    expect(text).toContain(
      '7 documents could not be checked:\n  chart/1.yaml:2 It is a template.\n',
    );
    expect(text).toContain('  chart/5.yaml:6 It is a template.\n  and 2 more, see --format json\n');
  });

  it('neutralises what would steer the terminal', () => {
    const evil = finding({
      file: 'a\u001b[31m.yaml',
      message: 'bell \u0007, new line\nand \u202eback',
      source: [{ number: 11, text: '\u001b]0;title\u0007 cidr: \u009b31m' }],
      related: [
        {
          file: 'b\u001b.yaml',
          range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
          message: '\u001b[2J',
        },
      ],
      fixes: [{ title: '\u001b[H', safety: 'safe' }],
    });
    const documents = [{ file: '\u001b', line: 1, reason: '\u001b' }];
    const summary = { ...report([evil]).summary, skippedDocuments: documents };
    const text = formatText(report([evil], { summary }), plain);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(text).toContain('a\\x1b[31m.yaml:11:19');
    expect(text).toContain('bell \\x07, new line\\nand \\u202eback');
  });

  it('has its headline as a line for logs', () => {
    expect(summaryLine(richReport())).toBe(
      'Found 1 error, 1 warning, 1 info, 1 hint in 3 files (5 documents).',
    );
  });
});
