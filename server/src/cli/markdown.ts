import { displayWidth, neutralise, type Style } from './terminal';

export interface MarkdownOptions {
  readonly style: Style;
  /** Columns for text; code is never broken. */
  readonly width: number;
}

const indent = '  ';

/**
 * Markdown as people read it on a terminal: headings in bold, text broken at the width, code as it is.
 * Knows what the pages of the rules use: headings, paragraphs, lists, code, links. Tables stay as they are.
 */
export function renderMarkdown(text: string, options: MarkdownOptions): string[] {
  const lines: string[] = [];
  let paragraph: string[] = [];
  let fence: string | undefined;
  const flush = () => {
    lines.push(...wrap(paragraph.join(' '), options));
    paragraph = [];
  };
  for (const line of text.split(/\r?\n/)) {
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1];
    if (fence !== undefined || mark !== undefined) {
      flush();
      if (fence === undefined) {
        fence = mark;
      } else if (mark?.startsWith(fence)) {
        fence = undefined;
      } else {
        lines.push(`${indent}${indent}${neutralise(line)}`.trimEnd());
      }
      continue;
    }
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1];
    if (heading !== undefined) {
      flush();
      lines.push(options.style.bold(neutralise(plain(heading))));
    } else if (line.trim() === '') {
      flush();
      lines.push('');
    } else if (/^\s*\|/.test(line)) {
      flush();
      lines.push(`${indent}${neutralise(plain(line))}`);
    } else {
      if (/^\s*(?:[-*+]|\d+\.)\s/.test(line)) {
        flush();
      }
      paragraph.push(paragraph.length === 0 ? line.trimEnd() : line.trim());
    }
  }
  flush();
  return withoutRuns(lines);
}

/**
 * Inline marks say nothing on a terminal; a link keeps its address, unless that is a page beside this one, which nobody can
 * open from there. Code keeps its characters.
 */
function plain(text: string): string {
  return text
    .replace(/\[`([^`\]]+)`\]\(([^()\s]*)\)/g, '[$1]($2)')
    .split(/(`[^`]+`)/)
    .map((part, index) =>
      index % 2 === 1
        ? part.slice(1, -1)
        : part
            .replace(/!?\[([^\]]*)\]\(([^()\s]*)\)/g, (_, label: string, target: string) =>
              label !== target && /^\w+:/.test(target) ? `${label} (${target})` : label,
            )
            .replace(/<(https?:[^<>\s]+)>/g, '$1')
            .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
            .replace(/(?<=^|[\s(])\*(?=\w)([^*]*\w)\*(?![\w*])/g, '$1')
            .replace(/\\([\\`*_{}[\]()#+.!|<>-])/g, '$1'),
    )
    .join('');
}

function wrap(text: string, { width }: MarkdownOptions): string[] {
  const bullet = /^(\s*)((?:[-*+]|\d+\.)\s+)?/.exec(text);
  const first = `${indent}${bullet?.[1] ?? ''}${bullet?.[2] ?? ''}`;
  const further = ' '.repeat(first.length);
  const words = neutralise(plain(text.slice(bullet?.[0].length ?? 0))).split(/ +/);
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && first.length + displayWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return text === ''
    ? []
    : [...lines, line].map((each, index) => `${index === 0 ? first : further}${each}`);
}

/** Never more than one empty line, and none at either end. */
function withoutRuns(lines: readonly string[]): string[] {
  const kept = lines.filter((line, index) => line !== '' || lines[index - 1] !== '');
  const start = kept[0] === '' ? 1 : 0;
  return kept.slice(start, kept.at(-1) === '' ? -1 : undefined);
}
