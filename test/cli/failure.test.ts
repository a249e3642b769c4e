import { describe, expect, it, vi } from 'vitest';
import { folderWith } from './support/folder';
import { anyAddress, clean } from './support/manifests';
import { run } from './support/run';

// Nothing that is known makes the core fail, so it is made to fail by words in the text.
vi.mock('../../server/src/core/index', async (importOriginal) => {
  const core = await importOriginal<typeof import('../../server/src/core/index')>();
  return {
    ...core,
    *lint(...args: Parameters<typeof core.lint>): ReturnType<typeof core.lint> {
      const [{ text }] = args;
      if (text.includes('# crash')) {
        throw new TypeError('cannot read "x"\u001b[31m');
      }
      const result = yield* core.lint(...args);
      const error = 'TypeError: oops\n    at check (rule.ts:1:1)';
      return text.includes('# fail')
        ? { ...result, failures: [{ rule: 'all-pods-peer', error }] }
        : result;
    },
  };
});

describe('a mistake of the program itself', () => {
  it('in one rule costs the findings of that rule, is told in one line, and is no clean run', async () => {
    const folder = folderWith({ 'a.yaml': `# fail\n${anyAddress()}`, 'b.yaml': clean });
    const { code, stdout, stderr } = await run(['lint'], { folder });
    expect(stdout).toContain('a.yaml:12:19 warning');
    expect(stderr).toBe(
      'aks-cilium: the rule all-pods-peer failed in a.yaml (please report it): TypeError: oops\n',
    );
    expect(code).toBe(2);
  });

  it('in one file costs that file', async () => {
    const folder = folderWith({ 'a.yaml': `# crash\n${clean}`, 'b.yaml': anyAddress() });
    const { code, stdout, stderr } = await run(['lint', '--format', 'json'], { folder });
    const { findings, summary } = JSON.parse(stdout);
    expect(findings).toHaveLength(1);
    expect(summary).toMatchObject({
      files: 1,
      skipped: [{ file: 'a.yaml', reason: 'internal error: cannot read "x"\u001b[31m' }],
    });
    expect(stderr).toBe('aks-cilium: skipped a.yaml: internal error: cannot read "x"\\x1b[31m\n');
    expect(code).toBe(2);
  });

  it('shows its stack to those who look for it', async () => {
    const folder = folderWith({ 'a.yaml': `# fail\n${clean}` });
    const { stderr } = await run(['lint'], { folder, env: { AKS_CILIUM_DEBUG: '1' } });
    expect(stderr).toContain('at check (rule.ts:1:1)');
  });
});
