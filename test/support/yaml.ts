import { YamlDocument } from '../../server/src/core/syntax/yaml/document';
import type { YamlNode } from '../../server/src/core/syntax/yaml/tree';

/** What a tree says, as plain values: maps as lists of pairs, so that no key is special. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | { readonly map: readonly (readonly [string, Plain])[]; readonly open?: true }
  | { readonly list: readonly Plain[]; readonly open?: true }
  | { readonly unknown: string };

/** The tree as plain values; keys that a template writes are `?`. */
export function plain(node: YamlNode | undefined): Plain | undefined {
  switch (node?.kind) {
    case undefined:
      return undefined;
    case 'scalar':
      return node.value;
    case 'unknown':
      return { unknown: node.reason };
    case 'map':
      return {
        map: node.entries.map(({ name, value }) => [name ?? '?', plain(value) as Plain]),
        ...(node.open ? { open: true } : {}),
      };
    case 'sequence':
      return {
        list: node.items.map((item) => plain(item) as Plain),
        ...(node.open ? { open: true } : {}),
      };
  }
}

/** The tree in one line, to compare with what a test expects: `{a: 1, b: [?, "x"], +}`; `+` for open. */
export function show(node: YamlNode | undefined): string {
  return node === undefined ? 'nothing' : showPlain(plain(node) as Plain);
}

function showPlain(value: Plain): string {
  if (value === null || typeof value !== 'object') {
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  }
  if ('unknown' in value) {
    return '?';
  }
  const parts =
    'map' in value
      ? value.map.map(([key, each]) => `${key}: ${showPlain(each)}`)
      : value.list.map(showPlain);
  const all = [...parts, ...(value.open ? ['+'] : [])].join(', ');
  return 'map' in value ? `{${all}}` : `[${all}]`;
}

/** A text as one document. */
export function yamlDocument(text: string): YamlDocument {
  return new YamlDocument(text);
}

/** Lines without the indentation they all have, so that tests can be indented. */
export function lines(text: string): string {
  const body = text.replace(/^\n/, '').replace(/[ ]*$/, '');
  const indent = Math.min(
    ...body
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => /^ */.exec(line)?.[0].length ?? 0),
  );
  return body
    .split('\n')
    .map((line) => line.slice(indent))
    .join('\n');
}
