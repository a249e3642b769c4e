import type { Range } from '../../text/range';
import type { PinnedVersion } from './pipeline-images';
import type { ShellDialect } from './tree';

/** A script that stands in a file, or is one. */
export interface PlacedScript {
  readonly dialect: ShellDialect;
  /** As the shell gets it: without the indentation, quotes or prompts around it. */
  readonly text: string;
  /** Where its pieces stand in the file, in order; the first begins at 0. */
  readonly pieces: readonly ScriptPiece[];
  /** The version of the Azure CLI that the step around it asks for, and where that stands in the file. */
  readonly cliVersion?: PinnedVersion;
}

/** From `at` in the script on, its text stands at `file` in the file. */
export interface ScriptPiece {
  readonly at: number;
  readonly file: number;
  /** How long a single character is in the file, when it is written as an escape sequence. */
  readonly width?: number;
}

/** The offset in the file of an offset in the script. */
export function inFile(script: PlacedScript, offset: number): number {
  const { at, file } = pieceAt(script, offset);
  return file + offset - at;
}

/** The range in the file of a range in the script. */
export function rangeInFile(script: PlacedScript, { start, end }: Range): Range {
  return {
    start: inFile(script, start),
    end: end > start ? endInFile(script, end) : inFile(script, end),
  };
}

/** Where what ends at an offset in the script, which is not its start, ends in the file. */
export function endInFile(script: PlacedScript, end: number): number {
  // The end belongs to the last character: behind it another line of the file may begin.
  const { at, file, width = 1 } = pieceAt(script, end - 1);
  return file + end - 1 - at + width;
}

function pieceAt({ pieces }: PlacedScript, offset: number): ScriptPiece {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.at ?? 0) <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return pieces[low] ?? { at: 0, file: 0 };
}

/** A file that is a script as a whole. */
export function wholeScript(text: string, dialect: ShellDialect): PlacedScript {
  return { dialect, text, pieces: [{ at: 0, file: 0 }] };
}

/** Puts a script together from lines of a file. */
export class ScriptBuilder {
  readonly #pieces: ScriptPiece[] = [];
  readonly #parts: string[] = [];
  #length = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** Text that stands at the offset in the file; of a single character, how long it is there. */
  add(text: string, file: number, width = 1): void {
    if (text !== '') {
      this.#pieces.push({ at: this.#length, file, ...(width === 1 ? {} : { width }) });
      this.#parts.push(text);
      this.#length += text.length;
    }
  }

  /** All that another one has put together. */
  addAll(other: ScriptBuilder): void {
    for (const { at, ...piece } of other.#pieces) {
      this.#pieces.push({ ...piece, at: at + this.#length });
    }
    this.#parts.push(other.#parts.join(''));
    this.#length += other.#length;
  }

  build(dialect: ShellDialect): PlacedScript {
    return { dialect, text: this.#parts.join(''), pieces: this.#pieces };
  }
}
