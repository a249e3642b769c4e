import { describe, expect, it } from 'vitest';
import { formatGithub } from '../../../server/src/cli/formatters/github';
import { finding, report, richReport } from '../support/report';

describe('annotations for GitHub Actions', () => {
  it('has a command per finding', async () => {
    await expect(formatGithub(richReport())).toMatchFileSnapshot('../golden/github.txt');
  });

  it('is empty without findings', () => {
    expect(formatGithub(report([]))).toBe('');
  });

  it('escapes what ends a property, a command or a line', () => {
    const evil = finding({
      file: 'a,b:c%d\n.yaml',
      message: '100 % sure,\r\nsee: ::error file=x::y',
    });
    expect(formatGithub(report([evil]))).toBe(
      '::warning file=a%2Cb%3Ac%25d%0A.yaml,line=11,endLine=11,col=19,endColumn=28,' +
        'title=aks-cilium ipblock-any-excludes-pods::100 %25 sure,%0D%0Asee: ::error file=x::y\n',
    );
  });

  it('writes other control characters as escapes', () => {
    const text = formatGithub(report([finding({ message: 'a\u001b[31m\u0007' })]));
    expect(text).toContain('::a\\x1b[31m\\x07\n');
  });

  it('names files from the root of the repository', () => {
    const root = { uri: 'file:///home/me/shop/', prefix: 'deploy/' };
    const text = formatGithub(report([finding({ file: '../a.yaml' })], { root }));
    expect(text).toContain('file=a.yaml,');
  });

  it('has no columns for a range of several lines, which GitHub does not allow', () => {
    const range = { start: { line: 2, column: 3 }, end: { line: 4, column: 1 } };
    const text = formatGithub(report([finding({ range })]));
    expect(text).toContain('line=2,endLine=4,title=');
  });
});
