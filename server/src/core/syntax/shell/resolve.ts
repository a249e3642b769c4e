import type { Range } from '../../text/range';
import { scanCmd } from './scan-cmd';
import { scanPosix } from './scan-posix';
import { scanPowershell } from './scan-powershell';
import type { ShellAssignment, ShellCommand, ShellDialect, ShellScript, ShellWord } from './tree';

/** A word as the command gets it. Offsets refer to the script. */
export interface ResolvedWord {
  readonly range: Range;
  /** Undefined when any part of it is not known. */
  readonly text: string | undefined;
  /** What is known from its beginning on: all of it, or what stands before the first unknown part. */
  readonly lead: string;
  /** It may become several words, or none. */
  readonly mayBeMany: boolean;
  /** The variable that it got its text from, and where that is written. */
  readonly origin: { readonly name: string; readonly range: Range } | undefined;
}

export interface ResolvedCommand {
  readonly range: Range;
  readonly words: readonly ResolvedWord[];
}

export interface ResolvedScript {
  readonly commands: readonly ResolvedCommand[];
  readonly comments: readonly Range[];
}

/**
 * Reads a script and puts in the variables that surely have one known value where they are used: assigned earlier, as text,
 * and not in a branch. Everything else stays unknown. Takes any text.
 */
export function readScript(text: string, dialect: ShellDialect): ResolvedScript {
  const script = scanners[dialect](text);
  const values = new Values(script, dialect);
  return {
    commands: script.commands.map((command) => values.resolve(command)),
    comments: script.comments,
  };
}

const scanners: Readonly<Record<ShellDialect, (text: string) => ShellScript>> = {
  cmd: scanCmd,
  posix: scanPosix,
  powershell: scanPowershell,
};

interface KnownValue {
  readonly text: string;
  readonly range: Range;
}

/** More than this is no value of a flag, and texts that are made of themselves would grow without end. */
const longest = 10_000;

/** The values of variables, moving through the script from its beginning to its end. */
class Values {
  readonly #dialect: ShellDialect;
  readonly #counts = new Map<string, number>();
  readonly #uncertain = new Set<string>();
  readonly #assignments: readonly ShellAssignment[];
  readonly #known = new Map<string, KnownValue | undefined>();
  #next = 0;

  constructor({ assignments }: ShellScript, dialect: ShellDialect) {
    this.#dialect = dialect;
    this.#assignments = assignments;
    for (const { name, isCertain } of assignments) {
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
      if (!isCertain) {
        this.#uncertain.add(name);
      }
    }
  }

  /** Commands are to be given in the order of their places. */
  resolve({ range, words, isNested }: ShellCommand): ResolvedCommand {
    for (; (this.#assignments[this.#next]?.range.end ?? Infinity) <= range.start; this.#next++) {
      const { name, value } = this.#assignments[this.#next] as ShellAssignment;
      const resolved = value && this.#word(value, false);
      this.#known.set(
        name,
        resolved?.text === undefined ? undefined : { text: resolved.text, range: resolved.range },
      );
    }
    return { range, words: words.map((word) => this.#word(word, isNested)) };
  }

  #word({ range, parts }: ShellWord, isNested: boolean): ResolvedWord {
    let lead = '';
    let isWhole = true;
    let mayBeMany = false;
    let origin: ResolvedWord['origin'];
    for (const part of parts) {
      const value = part.kind === 'variable' ? this.#valueOf(part.name, isNested) : undefined;
      const text = part.kind === 'text' ? part.text : value?.text;
      const isSplit = part.kind !== 'text' && !part.isQuoted && this.#splits(text);
      mayBeMany ||= isSplit;
      if (text === undefined || isSplit || lead.length + text.length > longest) {
        isWhole = false;
      }
      if (isWhole) {
        lead += text ?? '';
        origin ??=
          part.kind === 'variable' && value ? { name: part.name, range: value.range } : origin;
      }
    }
    return { range, text: isWhole ? lead : undefined, lead, mayBeMany, origin };
  }

  /** Unquoted, a value becomes as many words as it has; in PowerShell only one that is a list. */
  #splits(text: string | undefined): boolean {
    return text === undefined || (this.#dialect !== 'powershell' && !/^[\w.,:/=@%+-]+$/.test(text));
  }

  /** In a function or a loop it may be any of the values that the variable ever gets. */
  #valueOf(name: string, isNested: boolean): KnownValue | undefined {
    const isSettled = !this.#uncertain.has(name) && (!isNested || this.#counts.get(name) === 1);
    return isSettled ? this.#known.get(name) : undefined;
  }
}
