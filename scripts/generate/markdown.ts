/** A heading, or a fenced block of code, of a Markdown text. Lines are counted from 0. */
export type MarkdownBlock = Heading | Fence;

export interface Heading {
  readonly kind: 'heading';
  readonly level: number;
  readonly text: string;
  readonly line: number;
}

export interface Fence {
  readonly kind: 'fence';
  /** The first word behind the opening fence, e.g. `yaml`. */
  readonly language: string;
  /** What stands between the fences, without the indentation of the fences; ends with a newline unless it is empty. */
  readonly text: string;
  /** The line of the opening fence. */
  readonly line: number;
  /** The line behind the closing fence. */
  readonly end: number;
}

/** Finds headings (`#` only) and fenced blocks. A fence that is not closed lasts to the end of the text. */
export function markdownBlocks(text: string): readonly MarkdownBlock[] {
  const lines = text.split('\n');
  const blocks: MarkdownBlock[] = [];
  for (let line = 0; line < lines.length; line++) {
    const heading = /^(#{1,6}) +(.+?) *$/.exec(lines[line] ?? '');
    if (heading !== null) {
      const [, marks = '', title = ''] = heading;
      blocks.push({ kind: 'heading', level: marks.length, text: title, line });
    }
    const fence = fenceAt(lines, line);
    if (fence !== undefined) {
      blocks.push(fence);
      line = fence.end - 1;
    }
  }
  return blocks;
}

function fenceAt(lines: readonly string[], line: number): Fence | undefined {
  const opening = /^( *)(`{3,}|~{3,}) *([^\s`]*)[^`]*$/.exec(lines[line] ?? '');
  if (opening === null) {
    return undefined;
  }
  const [, indentation = '', marks = '', language = ''] = opening;
  const isClosing = (text: string) => {
    const trimmed = text.trim();
    return trimmed.startsWith(marks) && trimmed.replaceAll(marks.charAt(0), '') === '';
  };
  const closing = lines.findIndex((text, index) => index > line && isClosing(text));
  const last = closing === -1 ? lines.length : closing;
  const body = lines
    .slice(line + 1, last)
    .map((text) =>
      text.startsWith(indentation) ? text.slice(indentation.length) : text.trimStart(),
    );
  return {
    kind: 'fence',
    language,
    text: body.length === 0 ? '' : `${body.join('\n')}\n`,
    line,
    end: Math.min(last + 1, lines.length),
  };
}

/** Text that stands for itself in a Markdown paragraph or table cell. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|~]/g, '\\$&').replace(/\s+/g, ' ');
}

/** Text as code; table cells need their bars escaped even there. */
export function code(text: string): string {
  const escaped = text.replaceAll('|', '\\|');
  return text.includes('`') ? `\`\` ${escaped} \`\`` : `\`${escaped}\``;
}

/** A table of cells that are Markdown already; the first row is its head. */
export function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`.replace(/ {2,}/g, ' ');
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}
