import type { Range } from '../../text/range';
import type { ShellDialect } from './tree';

/** A script that stands in a file, or is one. */
export interface PlacedScript {
  readonly dialect: ShellDialect;
  /** As the shell gets it: without the indentation, quotes or prompts around it. */
  readonly text: string;
  /** Where its pieces stand in the file, in order; the first begins at 0. */
  readonly pieces: readonly ScriptPiece[];
  /** The version of the Azure CLI that the step around it asks for, and where that stands in the file. */
  readonly cliVersion?: { readonly text: string; readonly range: Range };
}

/** From `at` in the script on, its text stands at `file` in the file. */
export interface ScriptPiece {
  readonly at: number;
  readonly file: number;
}

/** The offset in the file of an offset in the script. */
export function inFile({ pieces }: PlacedScript, offset: number): number {
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
  const piece = pieces[low] ?? { at: 0, file: 0 };
  return piece.file + offset - piece.at;
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

  /** Text that stands at the offset in the file. */
  add(text: string, file: number): void {
    if (text !== '') {
      this.#pieces.push({ at: this.#length, file });
      this.#parts.push(text);
      this.#length += text.length;
    }
  }

  build(dialect: ShellDialect): PlacedScript {
    return { dialect, text: this.#parts.join(''), pieces: this.#pieces };
  }
}
