import type { Range } from '../../text/range';

/** posix: sh, bash, zsh and what is pasted into them; powershell: both editions; cmd: the command prompt of Windows. */
export type ShellDialect = 'posix' | 'powershell' | 'cmd';

/** A piece of a word: text as the shell hands it on, a variable by its name, or what only running it tells. */
export type WordPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string; readonly isQuoted: boolean }
  | { readonly kind: 'unknown'; readonly isQuoted: boolean };

/** A word of a command. Offsets refer to the script. */
export interface ShellWord {
  /** With its quotes. */
  readonly range: Range;
  readonly parts: readonly WordPart[];
}

/** A command as it is written, without the words that only say how to run it (`if`, `sudo`) and assignments before it. */
export interface ShellCommand {
  /** From the first word to behind the last. */
  readonly range: Range;
  /** At least one. */
  readonly words: readonly ShellWord[];
  /** Inside of a function, a loop, a branch, a substitution: it may run later, often or never. */
  readonly isNested: boolean;
}

/** A variable that gets a value. */
export interface ShellAssignment {
  /** In lower case where case does not matter: everywhere but in posix. */
  readonly name: string;
  readonly range: Range;
  /** Undefined when it is no single word. */
  readonly value: ShellWord | undefined;
  /** It surely takes place, and what follows sees it. */
  readonly isCertain: boolean;
}

/** What matters of a script, each list in the order of places. */
export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  readonly assignments: readonly ShellAssignment[];
  /** With the characters that mark them as comments. */
  readonly comments: readonly Range[];
}
