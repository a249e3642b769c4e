import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './repository';

export interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

/** The snippets of a file, with their names. */
export function readSnippets(file: string): readonly (readonly [string, Snippet])[] {
  const text = readFileSync(join(repositoryRoot, 'snippets', `${file}.json`), 'utf8');
  return Object.entries(JSON.parse(text) as Record<string, Snippet>);
}

/** `\$` or another escaped character, a choice, a placeholder with its default, or a bare tab stop. */
const part = /\\([$}\\])|\$\{(\d+)\|([^|}]+)\|\}|\$\{(\d+):([^}$]*)\}|\$(\d+)/g;

export interface TabStop {
  readonly number: number;
  /** The values to choose from. */
  readonly choices?: readonly string[];
  /** What is there before anything is typed; absent where the stop repeats another one. */
  readonly value?: string;
}

/** The tab stops of a snippet in the order in which they are written. */
export function tabStops({ body }: Snippet): readonly TabStop[] {
  return [...body.join('\n').matchAll(part)].flatMap(
    ([, escaped, choice, list, stop, value, bare]) => {
      if (escaped !== undefined) {
        return [];
      }
      if (choice !== undefined) {
        const choices = (list ?? '').split(',');
        return [{ number: Number(choice), choices, value: choices[0] ?? '' }];
      }
      return stop === undefined
        ? [{ number: Number(bare) }]
        : [{ number: Number(stop), value: value ?? '' }];
    },
  );
}

/**
 * The text after pressing Tab to the end: the defaults, and of choices the first. Throws on whatever other syntax
 * snippets have: it is not understood here, and so not used.
 */
export function withDefaults(snippet: Snippet): string {
  const values = new Map(
    tabStops(snippet).flatMap(({ number, value }) =>
      value === undefined ? [] : [[number, value]],
    ),
  );
  const text = snippet.body.join('\n');
  if (text.replace(part, '').includes('$')) {
    throw new Error(`Syntax that is not understood:\n${text.replace(part, '')}`);
  }
  const filled = text.replace(part, (_, escaped, choice, _list, stop, _value, bare) =>
    escaped !== undefined ? escaped : (values.get(Number(choice ?? stop ?? bare)) ?? ''),
  );
  return `${filled.replace(/\n$/, '')}\n`;
}
