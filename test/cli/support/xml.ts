export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** What XML 1.0 allows in a document (production [2] Char). */
const legal = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** Reads XML without DTD, comments and CDATA as strictly as a parser does; throws on what is not well-formed. */
export function readXml(source: string): XmlElement {
  const prolog = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/.exec(source);
  if (prolog === null) {
    throw new Error('There is no XML declaration.');
  }
  check(source);
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const stack = [root];
  const token = /<\/([\w.-]+)\s*>|<([\w.-]+)((?:\s+[\w.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
  token.lastIndex = prolog[0].length;
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const match = token.exec(source);
    if (match === null) {
      throw new Error(`Not well-formed: ${source.slice(at, at + 60)}`);
    }
    take(match, stack);
  }
  const [document] = root.children;
  if (stack.length !== 1 || document === undefined || root.children.length !== 1) {
    throw new Error('There is not exactly one element at the top.');
  }
  return document;
}

function take([, closed, opened, attributes, isEmpty, text]: RegExpExecArray, stack: Open[]) {
  const current = stack.at(-1) as Open;
  if (text !== undefined) {
    current.text += decode(text);
  } else if (closed !== undefined) {
    if (current.name !== closed) {
      throw new Error(`</${closed}> ends <${current.name}>.`);
    }
    stack.pop();
  } else {
    const element: Open = {
      name: opened ?? '',
      attributes: readAttributes(attributes ?? ''),
      children: [],
      text: '',
    };
    current.children.push(element);
    if (isEmpty === '') {
      stack.push(element);
    }
  }
}

function readAttributes(source: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', value = ''] of source.matchAll(/([\w.-]+)="([^"]*)"/g)) {
    if (Object.hasOwn(found, name)) {
      throw new Error(`The attribute ${name} stands twice.`);
    }
    found[name] = decode(value);
  }
  return found;
}

function decode(text: string): string {
  const decoded = text.replace(/&(#\d+|\w+);|&/g, (whole, name: string | undefined) => {
    const character = name?.startsWith('#')
      ? String.fromCodePoint(Number(name.slice(1)))
      : entities[name ?? ''];
    if (character === undefined) {
      throw new Error(`Not an entity: ${whole}`);
    }
    return character;
  });
  check(decoded);
  return decoded;
}

function check(text: string): void {
  if (!legal.test(text)) {
    throw new Error('There is a character that XML does not allow.');
  }
}
