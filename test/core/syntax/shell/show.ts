import { readScript } from '../../../../server/src/core/syntax/shell/resolve';
import type { ShellDialect } from '../../../../server/src/core/syntax/shell/tree';

/**
 * The commands of a script, one text each: words that are known in full as they are, others as `?` behind what is known of
 * their beginning, with `*` when they may become several words.
 */
export function commandsOf(text: string, dialect: ShellDialect = 'posix'): readonly string[] {
  return readScript(text, dialect).commands.map(({ words }) =>
    words
      .map((word) => word.text ?? `${word.lead}?${word.mayBeMany ? '*' : ''}`)
      .map((word) => (/\s|^$/.test(word) ? JSON.stringify(word) : word))
      .join(' '),
  );
}
