/**
 * Text from elsewhere as a Markdown code span: nothing in it acts as Markdown, and it stays on its line. For use
 * inside tables too, where a bar would end the cell.
 */
export function codeSpan(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  if (line.trim() === '') {
    return '';
  }
  const longestRun = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longestRun + 1);
  // A span that begins or ends with a backtick, or with spaces that count, needs a space as distance.
  const padding = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** A Markdown table, its columns aligned so that it reads well as plain text; cells hold Markdown already. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = header.map((_, column) =>
    Math.max(...[header, ...rows].map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join(
    '\n',
  );
}
