import { stringify, type ToStringOptions } from 'yaml';

/** A value to be written into a document. */
export type PlainValue =
  | string
  | number
  | boolean
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

/** How the author of a document writes YAML, so that what is added looks like the rest. */
export interface YamlStyle {
  readonly eol: '\n' | '\r\n';
  /** Blanks per level. */
  readonly indent: number;
  /** Lists stand deeper than their key. */
  readonly indentSequences: boolean;
  /** `{ a: b }` rather than `{a: b}`. */
  readonly paddedFlow: boolean;
  /** Keys and strings need quotes: the document is JSON, or looks like it. */
  readonly quoted: boolean;
  /** Strings have quotes, keys have none: the document is KYAML. */
  readonly quotedStrings: boolean;
}

/** Reads the style off a text; what the text does not show gets the customary value. */
export function styleOf(text: string): YamlStyle {
  const firstIndent = /^[^\s#-][^\n]*:[ \t]*\r?\n( +)[^\s#-]/m.exec(text)?.[1]?.length;
  const list = /^( *)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\r?\n( *)- /m.exec(text);
  const firstBrace = /[{[]([ \t]?)[^\s{}[\]]/.exec(text);
  return {
    eol: /\r\n/.test(text) ? '\r\n' : '\n',
    indent: firstIndent ?? 2,
    indentSequences: list === null || (list[2]?.length ?? 0) > (list[1]?.length ?? 0),
    paddedFlow: firstBrace?.[1] !== undefined && firstBrace[1] !== '',
    quotedStrings: /^(?:\s*---)?\s*\{\s*[A-Za-z]\w*\s*:\s*"/.test(text),
    quoted: /^\s*[{[]\s*"/.test(text) && !/[{,]\s*[A-Za-z]\w*\s*:/.test(text.slice(0, 2_000)),
  };
}

/** The value as lines in block style, the first without indentation, the others `column` deep. */
export function renderBlock(value: PlainValue, style: YamlStyle, column: number): string {
  const lines = stringify(value, {
    ...shared,
    indent: style.indent,
    indentSeq: style.indentSequences,
  })
    .trimEnd()
    .split('\n');
  return lines.join(`${style.eol}${' '.repeat(column)}`);
}

/** The value on one line in flow style. */
export function renderFlow(value: PlainValue, style: YamlStyle): string {
  const quoting: ToStringOptions = {
    ...(style.quoted || style.quotedStrings ? { defaultStringType: 'QUOTE_DOUBLE' } : {}),
    defaultKeyType: style.quoted ? 'QUOTE_DOUBLE' : 'PLAIN',
  };
  return stringify(value, {
    ...shared,
    ...quoting,
    collectionStyle: 'flow',
    flowCollectionPadding: style.paddedFlow,
  }).trimEnd();
}

const shared = { lineWidth: 0, aliasDuplicateObjects: false } as const;
