import type { Range } from '../../text/range';
import type { ShellAssignment, ShellCommand, ShellScript, ShellWord, WordPart } from './tree';

/** A word that is being read. */
export interface OpenWord {
  readonly start: number;
  readonly parts: WordPart[];
}

/** A list of commands that is being read: the script, a substitution, a block; or a text in double quotes. */
export interface Frame {
  readonly kind: 'list' | 'array' | 'quoted';
  /** The character that ends it. */
  readonly closer: string;
  readonly words: ShellWord[];
  word: OpenWord | undefined;
  /** The operator before the command that is being read. */
  joiner: string;
  /** The next word belongs to an operator or a keyword and not to the command. */
  dropsNext: boolean;
  /** The variable that gets what is being read, and where its name stands. */
  assigned:
    | { readonly name: string; readonly start: number; readonly isWhole: boolean }
    | undefined;
}

/** A text that is being read, and what was found in it. */
export class ShellScan {
  readonly text: string;
  position = 0;
  /** Blocks that are open by their keywords. */
  blocks = 0;
  isInBackticks = false;
  readonly frames: Frame[] = [newFrame('list', '')];
  readonly commands: ShellCommand[] = [];
  readonly assignments: ShellAssignment[] = [];
  readonly comments: Range[] = [];
  /** Texts that do not come again, so that nobody looks for them twice. */
  readonly #missing = new Set<string>();

  constructor(text: string) {
    this.text = text;
  }

  get frame(): Frame {
    return this.frames.at(-1) as Frame;
  }

  /** The list of commands that is being read, from within a quoted text, too. */
  get list(): Frame {
    return this.frames.findLast(({ kind }) => kind !== 'quoted') as Frame;
  }

  get isNested(): boolean {
    return this.frames.length > 1 || this.blocks > 0;
  }

  /** Offset of the next occurrence, or -1; as fast when there is none. */
  find(needle: string, from: number): number {
    if (this.#missing.has(needle)) {
      return -1;
    }
    const found = this.text.indexOf(needle, from);
    if (found === -1) {
      this.#missing.add(needle);
    }
    return found;
  }

  /** Where the line ends, before its line break. */
  lineEnd(from: number): number {
    const newline = this.find('\n', from);
    const end = newline === -1 ? this.text.length : newline;
    return end > from && this.text.charAt(end - 1) === '\r' ? end - 1 : end;
  }

  /** The match of a sticky pattern at the position. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    return pattern.exec(this.text) ?? undefined;
  }

  push(kind: Frame['kind'], closer: string): void {
    this.frames.push(newFrame(kind, closer));
  }

  /** The word that is being read; one that begins here when there is none. */
  word(): OpenWord {
    const { list } = this;
    list.word ??= { start: this.position, parts: [] };
    return list.word;
  }

  /** Takes the word that ends here; undefined when none was being read, and for one that is no part of the command. */
  takeWord(): ShellWord | undefined {
    const { frame, position } = this;
    const { word } = frame;
    if (word === undefined) {
      return undefined;
    }
    const isDropped = frame.dropsNext;
    frame.word = undefined;
    frame.dropsNext = false;
    return isDropped
      ? undefined
      : { range: { start: word.start, end: position }, parts: word.parts };
  }

  addText(text: string): void {
    const { parts } = this.word();
    const last = parts.at(-1);
    if (last?.kind === 'text') {
      parts[parts.length - 1] = { kind: 'text', text: last.text + text };
    } else {
      parts.push({ kind: 'text', text });
    }
  }

  addPart(part: WordPart): void {
    this.word().parts.push(part);
  }

  /** Takes what matches a sticky pattern at the position as text, if it does. */
  takeText(pattern: RegExp): boolean {
    const found = this.match(pattern);
    if (found !== undefined) {
      this.addText(found[0]);
      this.position += found[0].length;
    }
    return found !== undefined;
  }

  /** Takes the character at the position for what it is. */
  takeCharacter(): void {
    this.addText(this.text.charAt(this.position));
    this.position++;
  }

  /** Takes the character behind the position, whose own escapes it. */
  takeEscaped(): void {
    this.addText(this.text.charAt(this.position + 1));
    this.position = Math.min(this.position + 2, this.text.length);
  }

  /** Takes characters that stand for what only running the script tells. */
  takeUnknown(length: number, isQuoted: boolean): void {
    this.addPart({ kind: 'unknown', isQuoted });
    this.position += length;
  }

  /** A comment from the position to the offset. */
  comment(end: number): void {
    this.comments.push({ start: this.position, end });
    this.position = end;
  }

  /** Everything found, in the order of places. */
  result(): ShellScript {
    const inOrder = <T extends { readonly range: Range }>(items: readonly T[]) =>
      [...items].sort((a, b) => a.range.start - b.range.start);
    return {
      commands: inOrder(this.commands),
      assignments: inOrder(this.assignments),
      comments: this.comments,
    };
  }
}

function newFrame(kind: Frame['kind'], closer: string): Frame {
  return {
    kind,
    closer,
    words: [],
    word: undefined,
    joiner: '',
    dropsNext: false,
    assigned: undefined,
  };
}

/** The text of a word that is nothing but text. */
export function plainText({ parts }: Pick<ShellWord, 'parts'>): string | undefined {
  const [first, second] = parts;
  return second === undefined && first?.kind === 'text' ? first.text : undefined;
}

/** From the first of the words to behind the last. */
export function rangeOf(words: readonly ShellWord[]): Range {
  return { start: words[0]?.range.start ?? 0, end: words.at(-1)?.range.end ?? 0 };
}
