import { describe, expect, it } from 'vitest';
import { formatJunit } from '../../../server/src/cli/formatters/junit';
import { finding, report, richReport } from '../support/report';
import { readXml } from '../support/xml';

describe('JUnit', () => {
  it('has a suite per file and a case per finding', async () => {
    const text = formatJunit(richReport());
    await expect(text).toMatchFileSnapshot('../golden/junit.xml');
    const suites = readXml(text);
    expect(suites.attributes).toEqual({
      name: 'aks-cilium',
      tests: '5',
      failures: '2',
      errors: '0',
    });
    expect(suites.children.map(({ attributes }) => attributes.name)).toEqual([
      'policies/egress.yaml',
      'policies/scrape.yaml',
      'policies/web.yaml',
      'skipped files',
    ]);
  });

  it('counts what it holds', () => {
    const root = readXml(formatJunit(richReport()));
    const cases = root.children.flatMap(({ children }) => children);
    expect(cases).toHaveLength(Number(root.attributes.tests));
    const failed = cases.filter(({ children }) => children[0]?.name === 'failure');
    expect(failed).toHaveLength(Number(root.attributes.failures));
    for (const suite of root.children) {
      expect(suite.children).toHaveLength(Number(suite.attributes.tests));
    }
  });

  it('has a passed case when nothing was found', () => {
    const root = readXml(formatJunit(report([])));
    expect(root.attributes).toMatchObject({ tests: '1', failures: '0' });
    expect(root.children[0]?.children[0]?.attributes.name).toBe('no problems in 3 files');
  });

  it('stays well-formed and keeps the text, whatever it holds', () => {
    const message = `<b>"it's" & ]]> \u0000\u001b\u0085\ufffe\ud800 名🔥\nnext`;
    const readable = `<b>"it's" & ]]>  名🔥\nnext`;
    const root = readXml(formatJunit(report([finding({ message, file: 'a<"&>\u0001.yaml' })])));
    const [suite] = root.children;
    expect(suite?.attributes.name).toBe('a<"&>.yaml');
    const failure = suite?.children[0]?.children[0];
    expect(failure?.attributes).toEqual({ type: 'warning', message: readable });
    expect(failure?.text).toContain(readable);
  });
});
