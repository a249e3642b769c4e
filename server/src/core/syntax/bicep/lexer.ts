import { lengthOf, punctuationAt } from './punctuation';
import { TokenKind, type Tokens } from './tokens';

/** An open `${`: how deep in braces it is by now, and what kind of string it stands in. */
interface Interpolation {
  braces: number;
  readonly isMultiline: boolean;
  /** How many `$` mark an interpolation in this string. */
  readonly dollars: number;
}

/** Splits a text into tokens, in one pass. Any text has tokens; what begins none becomes `Unknown`. */
export function tokenize(text: string): Tokens {
  return new Lexer(text).run();
}

const quote = 39;
const dollar = 36;
const openBrace = 123;
const closeBrace = 125;
const backslash = 92;

class Lexer {
  readonly #text: string;
  readonly #length: number;
  #kinds: Uint8Array;
  #starts: Uint32Array;
  #ends: Uint32Array;
  #count = 0;
  #position = 0;
  readonly #open: Interpolation[] = [];
  readonly #broken: number[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#length = text.length;
    const guess = (text.length >> 2) + 16;
    this.#kinds = new Uint8Array(guess);
    this.#starts = new Uint32Array(guess);
    this.#ends = new Uint32Array(guess);
  }

  run(): Tokens {
    while (this.#skipTrivia()) {
      this.#scan();
    }
    this.#add(TokenKind.EndOfFile, this.#length);
    return {
      text: this.#text,
      count: this.#count,
      kinds: this.#kinds.subarray(0, this.#count),
      starts: this.#starts.subarray(0, this.#count),
      ends: this.#ends.subarray(0, this.#count),
      broken: this.#broken,
    };
  }

  #add(kind: TokenKind, start: number): void {
    if (this.#count === this.#kinds.length) {
      this.#grow();
    }
    this.#kinds[this.#count] = kind;
    this.#starts[this.#count] = start;
    this.#ends[this.#count] = this.#position;
    this.#count++;
  }

  #grow(): void {
    const size = this.#kinds.length * 2;
    const kinds = new Uint8Array(size);
    const starts = new Uint32Array(size);
    const ends = new Uint32Array(size);
    kinds.set(this.#kinds);
    starts.set(this.#starts);
    ends.set(this.#ends);
    this.#kinds = kinds;
    this.#starts = starts;
    this.#ends = ends;
  }

  /** Blanks, comments, directives and a byte order mark; false at the end of the text. */
  #skipTrivia(): boolean {
    const text = this.#text;
    for (;;) {
      if (this.#position >= this.#length) {
        return false;
      }
      const code = text.charCodeAt(this.#position);
      if (
        code === 32 ||
        code === 9 ||
        code === 0xfeff ||
        code === 0xa0 ||
        code === 11 ||
        code === 12
      ) {
        this.#position++;
      } else if (code === 47 && text.charCodeAt(this.#position + 1) === 47) {
        this.#position = lineEnd(text, this.#position);
      } else if (code === 47 && text.charCodeAt(this.#position + 1) === 42) {
        const end = text.indexOf('*/', this.#position + 2);
        this.#position = end === -1 ? this.#length : end + 2;
      } else if (code === 35) {
        this.#position = lineEnd(text, this.#position);
      } else {
        return true;
      }
    }
  }

  #scan(): void {
    const start = this.#position;
    const code = this.#text.charCodeAt(start);
    if (isIdentifierStart(code)) {
      this.#skipIdentifier();
      this.#add(TokenKind.Identifier, start);
    } else if (code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029) {
      this.#newLine(start);
    } else if (code === quote) {
      this.#string(start, 0);
    } else if (code >= 48 && code <= 57) {
      this.#skipDigits();
      this.#add(TokenKind.Number, start);
    } else if (code === dollar && this.#startsMultiline(start)) {
      const dollars = this.#countDollars(start);
      this.#string(start, dollars);
    } else if (code === closeBrace && this.#open.at(-1)?.braces === 0) {
      const interpolation = this.#open.pop() as Interpolation;
      this.#position++;
      this.#stringRest(start, interpolation.isMultiline, interpolation.dollars, true);
    } else {
      this.#punctuation(start, code);
    }
  }

  /** CR LF is one line end, several in a row are one token each. A line end breaks off an open `'...${`. */
  #newLine(start: number): void {
    const isPair = this.#text.charCodeAt(start) === 13 && this.#text.charCodeAt(start + 1) === 10;
    this.#position = start + (isPair ? 2 : 1);
    this.#add(TokenKind.NewLine, start);
    while (this.#open.at(-1)?.isMultiline === false && this.#open.at(-1)?.braces === 0) {
      this.#open.pop();
    }
  }

  #string(start: number, dollars: number): void {
    this.#position = start + dollars;
    const isMultiline = this.#text.startsWith("'''", this.#position);
    this.#position += isMultiline ? 3 : 1;
    this.#stringRest(start, isMultiline, isMultiline ? dollars : 1, false);
  }

  /** The characters of a string up to its end or to the next interpolation. */
  #stringRest(start: number, isMultiline: boolean, dollars: number, isContinued: boolean): void {
    const end = isMultiline ? this.#multilineEnd(dollars) : this.#singleLineEnd();
    if (end === 'interpolation') {
      this.#open.push({ braces: 0, isMultiline, dollars });
      this.#add(isContinued ? TokenKind.StringMiddle : TokenKind.StringHead, start);
      return;
    }
    if (end === 'broken') {
      this.#broken.push(this.#count);
    }
    this.#add(isContinued ? TokenKind.StringTail : TokenKind.String, start);
  }

  #singleLineEnd(): 'closed' | 'interpolation' | 'broken' {
    const text = this.#text;
    for (let at = this.#position; at < this.#length; at++) {
      const code = text.charCodeAt(at);
      if (code === backslash) {
        at += isLineEnd(text.charCodeAt(at + 1)) ? 0 : 1;
      } else if (code === quote) {
        this.#position = at + 1;
        return 'closed';
      } else if (code === dollar && text.charCodeAt(at + 1) === openBrace) {
        this.#position = at + 2;
        return 'interpolation';
      } else if (isLineEnd(code)) {
        this.#position = at;
        return 'broken';
      }
    }
    this.#position = this.#length;
    return 'broken';
  }

  #multilineEnd(dollars: number): 'closed' | 'interpolation' | 'broken' {
    const text = this.#text;
    for (let at = this.#position; at < this.#length; at++) {
      const code = text.charCodeAt(at);
      if (code === quote && text.startsWith("'''", at)) {
        at += 3;
        // More quotes in a row belong to the text; the last three end it.
        while (text.charCodeAt(at) === quote) {
          at++;
        }
        this.#position = at;
        return 'closed';
      }
      if (dollars > 0 && code === openBrace && dollarsBefore(text, at, this.#position) >= dollars) {
        this.#position = at + 1;
        return 'interpolation';
      }
    }
    this.#position = this.#length;
    return 'broken';
  }

  #startsMultiline(start: number): boolean {
    return this.#text.startsWith("'''", start + this.#countDollars(start));
  }

  #countDollars(start: number): number {
    let count = 0;
    while (this.#text.charCodeAt(start + count) === dollar) {
      count++;
    }
    return count;
  }

  #punctuation(start: number, code: number): void {
    const kind = punctuationAt(this.#text, start, code);
    const length = lengthOf(kind);
    const interpolation = this.#open.at(-1);
    if (interpolation !== undefined && kind === TokenKind.OpenBrace) {
      interpolation.braces++;
    } else if (interpolation !== undefined && kind === TokenKind.CloseBrace) {
      interpolation.braces--;
    }
    if (kind === TokenKind.Unknown) {
      this.#broken.push(this.#count);
    }
    this.#position = start + length;
    this.#add(kind, start);
  }

  #skipIdentifier(): void {
    const text = this.#text;
    let at = this.#position + 1;
    // Behind the end there is no code, so that it ends there as well.
    while (identifierParts[text.charCodeAt(at)] === 1) {
      at++;
    }
    this.#position = at;
  }

  #skipDigits(): void {
    let at = this.#position + 1;
    while (at < this.#length && isDigit(this.#text.charCodeAt(at))) {
      at++;
    }
    this.#position = at;
  }
}

function dollarsBefore(text: string, offset: number, from: number): number {
  let count = 0;
  while (offset - count - 1 >= from && text.charCodeAt(offset - count - 1) === dollar) {
    count++;
  }
  return count;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) {
    at++;
  }
  return at;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isIdentifierStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

/** 1 for the codes that a name may go on with. */
const identifierParts = Uint8Array.from({ length: 128 }, (_, code) =>
  isIdentifierStart(code) || isDigit(code) ? 1 : 0,
);
