import { Document, visit } from 'yaml';
import { plainValue } from './scalar';

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

/** How a text is written shows at its beginning; a large one need not be searched for every fix. */
const longestSample = 20_000;

/** Reads the style off a text; what its beginning does not show gets the customary value. */
export function styleOf(whole: string): YamlStyle {
  const text = whole.slice(0, longestSample);
  const firstIndent = /^[^\s#-][^\n]*:[ \t]*\r?\n( +)[^\s#-]/m.exec(text)?.[1]?.length;
  const list = /^( *)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\r?\n( *)- /m.exec(text);
  const firstBrace = /\{([ \t]?)[^\s{}[\]]/.exec(text);
  return {
    eol: /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n',
    indent: firstIndent ?? 2,
    indentSequences: list === null || (list[2]?.length ?? 0) > (list[1]?.length ?? 0),
    paddedFlow: firstBrace?.[1] !== undefined && firstBrace[1] !== '',
    quotedStrings: /^(?:\s*---)?\s*\{\s*[A-Za-z]\w*\s*:\s*"/.test(text),
    quoted: /^\s*[{[]\s*"/.test(text) && !/[{,]\s*[A-Za-z]\w*\s*:/.test(text.slice(0, 2_000)),
  };
}

/** The value as lines in block style, the first without indentation, the others `column` deep. */
export function renderBlock(value: PlainValue, style: YamlStyle, column: number): string {
  const lines = documentOf(value)
    .toString({ lineWidth: 0, indent: style.indent, indentSeq: style.indentSequences })
    .trimEnd()
    .split('\n');
  return lines.join(`${style.eol}${' '.repeat(column)}`);
}

/** The value on one line in flow style. */
export function renderFlow(value: PlainValue, style: YamlStyle): string {
  if (Array.isArray(value)) {
    return `[${value.map((item: PlainValue) => renderFlow(item, style)).join(', ')}]`;
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value).map(
      ([key, item]) => `${renderScalar(key, style.quoted)}: ${renderFlow(item, style)}`,
    );
    const body = entries.join(', ');
    return entries.length > 0 && style.paddedFlow ? `{ ${body} }` : `{${body}}`;
  }
  return renderScalar(value, style.quoted || style.quotedStrings);
}

/** One scalar as it may stand anywhere, also between brackets. */
export function renderScalar(value: string | number | boolean, quoted: boolean): string {
  if (quoted && typeof value === 'string') {
    return JSON.stringify(value);
  }
  const list = documentOf([value]).toString({ lineWidth: 0, collectionStyle: 'flow' });
  return list.trim().slice(1, -1).trim();
}

/** A document of the `yaml` library in which strings that Kubernetes would read as something else have quotes. */
function documentOf(value: PlainValue): Document {
  const document = new Document(value, { aliasDuplicateObjects: false });
  forceQuotes(document);
  return document;
}

/** Puts strings in quotes that Kubernetes would read as something else, unless they have some. */
export function forceQuotes(document: Document): void {
  visit(document, {
    Scalar(_key, node) {
      const { value: text } = node;
      if (typeof text !== 'string' || node.type === 'QUOTE_SINGLE') {
        return;
      }
      // Between brackets the Go library takes a colon in front for one that ends a key.
      if (plainValue(text) !== text || text.startsWith(':')) {
        node.type = 'QUOTE_DOUBLE';
      }
    },
  });
}
