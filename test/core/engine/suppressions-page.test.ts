import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Fence, markdownBlocks } from '../../../scripts/generate/markdown';
import { suppressionWords } from '../../../server/src/core/engine/suppressions/suppression';
import { LineIndex, type LintResult, readProjectFile, rules } from '../../../server/src/core/index';
import { lintText } from '../../support/lint';
import { repositoryRoot } from '../../support/repository';

const page = readFileSync(join(repositoryRoot, 'docs', 'suppressions.md'), 'utf8').replaceAll(
  '\r\n',
  '\n',
);
const fences = markdownBlocks(page).filter((block): block is Fence => block.kind === 'fence');

interface Example {
  readonly line: number;
  readonly name: string;
  readonly text: string;
  readonly projectFile: string;
  /** The block of text behind it: what is found in it. */
  readonly output: string;
}

const examples = fences.flatMap((fence, index): readonly Example[] => {
  if (!['yaml', 'json', 'bicep'].includes(fence.language) || isProjectFile(fence)) {
    return [];
  }
  const [before, after] = [fences[index - 1], fences[index + 1]];
  return [
    {
      line: fence.line + 1,
      name: `example.${fence.language}`,
      text: fence.text,
      projectFile: before !== undefined && isProjectFile(before) ? before.text : '',
      output: after?.language === 'text' ? after.text : '',
    },
  ];
});

function isProjectFile({ text }: Fence): boolean {
  return text.startsWith('# aks-cilium.yaml\n');
}

function lint({ text, name, projectFile }: Omit<Example, 'line' | 'output'>): LintResult {
  const { settings } = readProjectFile('file:///work/aks-cilium.yaml', projectFile);
  return lintText(text, { extends: 'recommended', ...settings }, name);
}

/** The text without what makes its comments suppress. */
function exposed(text: string): string {
  return text.replaceAll('aks-cilium-disable', 'aks-cilium-would-disable');
}

describe.each(examples.map((example) => [example.line, example] as const))(
  'docs/suppressions.md: the example in line %i',
  (_line, example) => {
    it('has the findings that the page shows, and no others', () => {
      const lines = new LineIndex(example.text);
      const { findings, skipped } = lint(example);
      const found = findings.map(({ severity, message, range }) => {
        const { line, character } = lines.positionAt(range.start);
        return `${line + 1}:${character + 1} ${severity} ${message}\n`;
      });
      expect(found.join('')).toBe(example.output);
      expect(skipped).toEqual([]);
    });

    it('would have others if it suppressed nothing', () => {
      const { text } = example;
      expect(lint({ ...example, text: exposed(text), projectFile: '' }).findings).not.toEqual([]);
    });
  },
);

describe('docs/suppressions.md', () => {
  it('has examples of everything', () => {
    expect(examples.length).toBeGreaterThanOrEqual(5);
    expect(examples.map(({ name }) => name)).toContain('example.json');
    expect(examples.filter(({ output }) => output !== '')).toHaveLength(1);
  });

  it('names all the comments there are', () => {
    const named = [...page.matchAll(/^\| `# (\S+) RULE -- reason` \|/gm)].map(([, word]) => word);
    expect(named.sort()).toEqual(Object.values(suppressionWords).sort());
  });

  it('names only rules that there are, but for the misspelt one', () => {
    const names = [
      ...page.matchAll(/disable-(?:next-)?(?:line|file) ([a-z0-9-]+(?:, [a-z0-9-]+)*)/g),
    ]
      .flatMap(([, list = '']) => list.split(', '))
      .filter((name) => !rules.some((rule) => rule.name === name));
    expect(names).toEqual(['all-pods-peers']);
  });
});
