import type { JsonNode } from './json';

interface Span {
  /** Offsets in the file. */
  readonly start: number;
  readonly end: number;
}

/** An expression of the template language. */
export type ArmExpression =
  | (Span & { readonly kind: 'text'; readonly value: string })
  | (Span & { readonly kind: 'number'; readonly value: number })
  | (Span & { readonly kind: 'call'; readonly name: string; readonly arguments: Arguments })
  | (Span & {
      readonly kind: 'access';
      readonly base: ArmExpression;
      readonly key: ArmExpression;
    });
type Arguments = readonly ArmExpression[];

/** What a string of a template is: a text, or an expression in brackets; undefined for one that cannot be read. */
export type TemplateString =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'expression'; readonly expression: ArmExpression | undefined };

// What is nested more deeply is nobody's template, and would take the stack.
const deepest = 100;

/** Reads a string of a template. `[[` at the beginning stands for a bracket. Takes time in proportion to its length. */
export function readTemplateString(node: JsonNode, text: string): TemplateString {
  const value = String(node.value);
  if (!isTemplateExpression(value)) {
    const isEscaped = value.startsWith('[[') && value.endsWith(']');
    return { kind: 'text', value: isEscaped ? value.slice(1) : value };
  }
  return { kind: 'expression', expression: new Parser(value, offsetsOf(node, text)).parse() };
}

/** Whether a string is one that Azure evaluates. */
export function isTemplateExpression(value: string): boolean {
  return value.startsWith('[') && value.endsWith(']') && !value.startsWith('[[');
}

/** From places in the decoded string to places in the file. */
function offsetsOf(node: JsonNode, text: string): (index: number) => number {
  const start = node.offset + 1;
  const raw = text.slice(start, node.offset + node.length - 1);
  if (!raw.includes('\\')) {
    return (index) => start + index;
  }
  const offsets: number[] = [];
  for (const match of raw.matchAll(/\\(?:u[0-9a-f]{4}|.)|[\s\S]/giu)) {
    // A character outside of the first plane has two places.
    for (let unit = 0; unit < (match[0].startsWith('\\') ? 1 : match[0].length); unit++) {
      offsets.push(start + match.index + unit);
    }
  }
  return (index) => offsets[index] ?? start + raw.length;
}

const blanks = /\s*/y;
const name = /[A-Za-z_$][\w$]*/y;
const number = /[+-]?\d+(?:\.\d+)?/y;
const quoted = /'[^']*(?:''[^']*)*'/y;

class Parser {
  readonly #source: string;
  readonly #at: (index: number) => number;
  #index = 1;
  #depth = 0;

  constructor(source: string, at: (index: number) => number) {
    this.#source = source;
    this.#at = at;
  }

  parse(): ArmExpression | undefined {
    const expression = this.#expression();
    this.#take(blanks);
    return this.#index === this.#source.length - 1 ? expression : undefined;
  }

  #expression(): ArmExpression | undefined {
    if (++this.#depth > deepest) {
      return undefined;
    }
    const expression = this.#primary();
    const complete = expression && this.#accesses(expression);
    this.#depth--;
    return complete;
  }

  #primary(): ArmExpression | undefined {
    this.#take(blanks);
    const start = this.#index;
    const text = this.#take(quoted);
    if (text !== undefined) {
      return { kind: 'text', value: text.slice(1, -1).replaceAll("''", "'"), ...this.#span(start) };
    }
    const digits = this.#take(number);
    if (digits !== undefined) {
      return { kind: 'number', value: Number(digits), ...this.#span(start) };
    }
    let called = this.#take(name);
    while (called !== undefined && this.#source[this.#index] === '.') {
      // A function of the template's own stands behind the name of its namespace.
      this.#index++;
      const rest = this.#take(name);
      called = rest && `${called}.${rest}`;
    }
    const parameters = called && this.#arguments();
    return parameters && called !== undefined
      ? { kind: 'call', name: called, arguments: parameters, ...this.#span(start) }
      : undefined;
  }

  #arguments(): Arguments | undefined {
    if (!this.#takeMark('(')) {
      return undefined;
    }
    const list: ArmExpression[] = [];
    if (this.#takeMark(')')) {
      return list;
    }
    do {
      const argument = this.#expression();
      if (argument === undefined) {
        return undefined;
      }
      list.push(argument);
    } while (this.#takeMark(','));
    return this.#takeMark(')') ? list : undefined;
  }

  #accesses(first: ArmExpression): ArmExpression | undefined {
    let base = first;
    const depth = this.#depth;
    for (;;) {
      const isProperty = this.#takeMark('.');
      if (!isProperty && !this.#takeMark('[')) {
        this.#depth = depth;
        return base;
      }
      const key = isProperty ? this.#property() : this.#expression();
      if (key === undefined || (!isProperty && !this.#takeMark(']')) || ++this.#depth > deepest) {
        return undefined;
      }
      base = { kind: 'access', base, key, start: base.start, end: this.#at(this.#index) };
    }
  }

  #property(): ArmExpression | undefined {
    this.#take(blanks);
    const start = this.#index;
    const value = this.#take(name);
    return value === undefined ? undefined : { kind: 'text', value, ...this.#span(start) };
  }

  #span(start: number): Span {
    return { start: this.#at(start), end: this.#at(this.#index) };
  }

  #takeMark(mark: string): boolean {
    this.#take(blanks);
    // The bracket at the end closes the whole.
    const isThere = this.#source[this.#index] === mark && this.#index < this.#source.length - 1;
    this.#index += isThere ? 1 : 0;
    return isThere;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#index;
    const found = pattern.exec(this.#source)?.[0];
    this.#index += found?.length ?? 0;
    return found;
  }
}
