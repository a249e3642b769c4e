import { describe, expect, it } from 'vitest';
import { lintText, ruleNames } from '../support/lint';

const command =
  'az aks create -n a --network-plugin azure --network-plugin-mode overlay --network-dataplane cilium --network-policy azure';
const rule = 'dataplane-policy-conflict';
const million = 1_000_000;

/** How often the finding of the command is found. */
function found(text: string, file: string): number {
  return ruleNames(lintText(text, {}, file).findings).filter((name) => name === rule).length;
}

// What takes the square of the time does not come to an end within the time that a test has.
describe('scripts that nobody writes by hand', () => {
  it.each([
    ['a', 'a.sh'],
    ['\\ ', 'a.sh'],
    ['"$(', 'a.sh'],
    ['<a ', 'a.sh'],
    ["'", 'a.sh'],
    ['`"', 'a.ps1'],
    ['@(', 'a.ps1'],
    ['$a=', 'a.ps1'],
  ])('are read to the end of a line of a megabyte of %j', (piece, file) => {
    // What nests takes memory for each level.
    const length = piece === 'a' ? 5 * million : million;
    const line = piece.repeat(length / piece.length);
    expect(found(`${command}\n# ${line}\n${command}\n`, file)).toBe(2);
    expect(found(`${command}\necho ${line}\n`, file)).toBe(1);
  });

  it('have commands with thousands of flags', () => {
    expect(found(`${command}${' --zones 1 2 3'.repeat(5_000)}\n`, 'a.sh')).toBe(1);
    expect(found(`${command}${' \\\n --tags a=b'.repeat(5_000)}\n`, 'a.sh')).toBe(1);
  });

  it('have thousands of heredocs', () => {
    const closed = 'cat <<EOF\naz aks create\nEOF\n'.repeat(5_000);
    expect(found(`${closed}${command}\n`, 'a.sh')).toBe(1);
    const open = `cat ${'<<A '.repeat(5_000)}\n`;
    expect(found(`${command}\n${open}${command}\n`, 'a.sh')).toBe(1);
    const texts = "$x = @'\naz aks create\n'@\n".repeat(5_000);
    expect(found(`${texts}${command}\n`, 'a.ps1')).toBe(1);
  });

  it.each(['"', "'", '$(', '`', '(', '{', '"$(', '<<', '${', '@"\n', '<#'])(
    'lose no more than what %j leaves open',
    (piece) => {
      for (const file of ['a.sh', 'a.ps1']) {
        expect(found(`${command}\n${piece.repeat(9_999)}\n${command}\n`, file)).toBeGreaterThan(0);
      }
    },
  );

  it('create hundreds of clusters, pools and networks', () => {
    const each = (index: number) =>
      [
        `az network vnet create -n v${index} --address-prefixes 10.0.0.0/8`,
        `az network vnet subnet create -n s --vnet-name v${index} --address-prefixes 10.1.0.0/16`,
        command.replace('-n a', `-n a${index}`),
        `az aks nodepool add --cluster-name a${index} -n p --max-pods 50`,
      ].join('\n');
    const text = Array.from({ length: 500 }, (_, index) => each(index)).join('\n');
    expect(found(text, 'a.sh')).toBe(500);
  });
});

describe('guides that nobody writes by hand', () => {
  const fence = `\`\`\`bash\n${command}\n\`\`\`\n`;

  it.each([
    ['marks of blocks', `${'`'.repeat(million)}x\``],
    ['a language without an end', `\`\`\`${'x'.repeat(million)}\``],
    ['blanks', `\`\`\`${' '.repeat(million)}\``],
    ['quotes', '> '.repeat(million)],
    ['thousands of blocks', '```sh\na\n```\n'.repeat(50_000)],
    ['comments without an end', '<!-- '.repeat(200_000)],
    ['thousands of comments', '<!-- aks-cilium-disable-nothing -->\n'.repeat(5_000)],
  ])('are read on behind %s', (_name, text) => {
    expect(found(`${text}\n\n${fence}`, 'a.md')).toBe(1);
  });

  it('have a block that nothing ends', () => {
    expect(found(`\`\`\`\`bash\n${fence.repeat(300)}`, 'a.md')).toBeGreaterThan(0);
  });
});

describe('pipelines that nobody writes by hand', () => {
  const job = `  b:\n    script: ${command}\n`;

  it.each([
    ['escapes', `"${'\\n\\"\\x61'.repeat(50_000)}"`],
    ['escapes without an end', `"${'\\\\'.repeat(200_000)}"`],
    ['quotes', `'${"''".repeat(200_000)}'`],
    ['lines', `"a${'\n      b'.repeat(100_000)}"`],
    ['commands', `[${'"a", '.repeat(10_000)}"b"]`],
  ])('are read on behind a script of many %s', (_name, script) => {
    expect(found(`jobs:\n  a:\n    script: ${script}\n${job}`, 'a.yml')).toBe(1);
  });

  it('are given up where lists are in lists without end', () => {
    const text = `jobs:\n  a:\n    script: ${'['.repeat(100_000)}\n${job}`;
    expect(() => found(text, 'a.yml')).not.toThrow();
  });
});
