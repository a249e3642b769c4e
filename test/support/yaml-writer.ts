/** A value that a test writes as YAML in some style. */
export type Value = string | number | boolean | null | readonly Value[] | ValueMap;
export type ValueMap = { readonly [key: string]: Value };

export interface Written {
  readonly text: string;
  /** How many comments there are; they are `# c1`, `# c2` and so on. */
  readonly comments: number;
}

interface Writer {
  /** A whole number from 0 to below the bound. */
  pick(bound: number): number;
  comments: number;
  anchors: number;
  readonly indent: number;
  /** Not where a block scalar would take them for its own. */
  readonly hasBlankLines: boolean;
}

/** Writes a map as YAML the way many authors do, all at random: block and flow, comments, blank lines, quotes, anchors. */
export function writeYaml(value: ValueMap, seed: number): Written {
  const pick = randomFrom(seed);
  const writer: Writer = {
    pick,
    comments: 0,
    anchors: 0,
    indent: pick(6) === 0 ? 4 : 2,
    hasBlankLines: !JSON.stringify(value).includes('\\n\\n"'),
  };
  const head = ['', '', '---\n', '\uFEFF', '# head\n', '\n'][pick(6)] ?? '';
  const isFlow = pick(8) === 0;
  const body = isFlow ? [flow(writer, value, 0)] : blockMap(writer, value, 0);
  const end = pick(3) === 0 ? '' : '\n';
  const lines = body.join('\n');
  const text = head + lines + (lines.endsWith('\n') ? '\n' : end);
  return {
    text: pick(4) === 0 ? text.replace(/\n/g, '\r\n') : text,
    comments: writer.comments,
  };
}

function randomFrom(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

function comment(writer: Writer): string {
  writer.comments++;
  return `# c${writer.comments}`;
}

function above(writer: Writer, column: number): string[] {
  const blank = writer.hasBlankLines && writer.pick(10) === 0 ? [''] : [];
  return writer.pick(6) === 0 ? [...blank, `${' '.repeat(column)}${comment(writer)}`] : blank;
}

function behind(writer: Writer): string {
  return writer.pick(5) === 0 ? ` ${comment(writer)}` : '';
}

function blockMap(writer: Writer, map: ValueMap, column: number): string[] {
  return Object.entries(map).flatMap(([key, value]) => {
    const head = above(writer, column);
    const name = `${anchor(writer, 20)}${writer.pick(6) === 0 ? JSON.stringify(key) : key}`;
    return [...head, ...blockValue(writer, `${' '.repeat(column)}${name}:`, value, column)];
  });
}

/** The lines of `key:` with its value. */
function blockValue(writer: Writer, head: string, value: Value, column: number): string[] {
  if (!isCollection(value) || size(value) === 0 || writer.pick(4) === 0) {
    const written = `${anchor(writer, 12)}${inline(writer, value, column + 2)}`;
    const isBlock = written.includes('|');
    return [`${head}${written === '' ? '' : ` ${written}`}${isBlock ? '' : behind(writer)}`];
  }
  const first = `${head}${anchor(writer, 8, ' ')}${behind(writer)}`;
  if (Array.isArray(value)) {
    const deeper = writer.pick(2) === 0 ? column : column + writer.indent;
    return [first, ...blockList(writer, value, deeper)];
  }
  return [first, ...blockMap(writer, value as ValueMap, column + writer.indent)];
}

function blockList(writer: Writer, list: readonly Value[], column: number): string[] {
  return list.flatMap((value) => {
    const head = above(writer, column);
    const dash = `${' '.repeat(column)}-`;
    if (!isCollection(value) || size(value) === 0 || writer.pick(4) === 0) {
      const written = `${anchor(writer, 12)}${inline(writer, value, column + 2)}`;
      const isBlock = written.includes('|');
      return [
        ...head,
        `${dash}${written === '' ? '' : ` ${written}`}${isBlock ? '' : behind(writer)}`,
      ];
    }
    const gap = writer.pick(6) === 0 ? '   ' : ' ';
    const inner = column + 1 + gap.length;
    const lines = Array.isArray(value)
      ? blockList(writer, value, inner)
      : blockMap(writer, value as ValueMap, inner);
    // Only what begins at once may begin on the line of the dash.
    const [first = ''] = lines;
    return first.trim() === '' || first.trimStart().startsWith('#') || writer.pick(8) === 0
      ? [...head, `${dash}${behind(writer)}`, ...lines]
      : [...head, `${dash}${gap}${first.slice(inner)}`, ...lines.slice(1)];
  });
}

/** A value on the line of its key or dash, perhaps with further lines. */
function inline(writer: Writer, value: Value, column: number): string {
  if (isCollection(value)) {
    return flow(writer, value, column);
  }
  if (typeof value === 'string' && value.includes('\n') && writer.pick(2) === 0) {
    const chomp = value.endsWith('\n\n') ? '+' : value.endsWith('\n') ? '' : '-';
    const body = value.replace(/\n$/, '').split('\n');
    return [
      `|${chomp}`,
      ...body.map((line) => (line === '' ? '' : `${' '.repeat(column)}${line}`)),
    ].join('\n');
  }
  return scalar(writer, value);
}

function scalar(writer: Writer, value: Value): string {
  if (value === null) {
    return ['', '~', 'null'][writer.pick(3)] ?? '';
  }
  if (typeof value !== 'string') {
    return String(value);
  }
  const isPlain = /^[a-z][\w./-]*$/.test(value) && value !== 'yes';
  const style = writer.pick(isPlain ? 5 : 2);
  return style === 0 && !value.includes('\n')
    ? `'${value.replace(/'/g, "''")}'`
    : style === 1 || !isPlain
      ? JSON.stringify(value)
      : value;
}

function flow(writer: Writer, value: Value, column: number): string {
  if (!isCollection(value)) {
    return scalar(writer, value === null ? '~' : value).replace(/^'~'$|^"~"$/, 'null');
  }
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const pieces = (indent: number) =>
    Array.isArray(value)
      ? value.map((item) => `${anchor(writer, 12)}${flow(writer, item, indent)}`)
      : Object.entries(value as ValueMap).map(([key, item]) => {
          const name = writer.pick(4) === 0 ? JSON.stringify(key) : key;
          return `${name}: ${flow(writer, item, indent)}`;
        });
  const count = size(value);
  if (count === 0) {
    return `${open}${close}`;
  }
  const comma = writer.pick(3) === 0 ? ',' : '';
  if (writer.pick(3) > 0) {
    const padding = writer.pick(3) === 0 ? ' ' : '';
    return `${open}${padding}${pieces(column).join(', ')}${comma}${padding}${close}`;
  }
  const indent = ' '.repeat(column + 2);
  const lines = pieces(column + 2).map((piece, index) => {
    const separator = index < count - 1 ? ',' : comma;
    const note = writer.pick(6) === 0 ? `${indent}${comment(writer)}\n` : '';
    return `${note}${indent}${piece}${separator}${behind(writer)}`;
  });
  return [open, ...lines, `${' '.repeat(column)}${close}`].join('\n');
}

function anchor(writer: Writer, rarity: number, before = ''): string {
  if (writer.pick(rarity) !== 0) {
    return '';
  }
  writer.anchors++;
  return before === '' ? `&an-${writer.anchors} ` : `${before}&an-${writer.anchors}`;
}

function isCollection(value: Value): value is readonly Value[] | ValueMap {
  return typeof value === 'object' && value !== null;
}

function size(value: readonly Value[] | ValueMap): number {
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}
