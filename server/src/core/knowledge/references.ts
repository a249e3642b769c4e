import { issues } from './issues';
import { sources } from './sources';
import type { Source } from './types';

/**
 * The addresses of all sources, by their names in `sources` and `issues`: for the pages of rules.
 */
export const references = { ...urlsOf(sources), ...urlsOf(issues) };

function urlsOf<Key extends string>(
  table: Readonly<Record<Key, Source>>,
): Readonly<Record<Key, string>> {
  const urls = Object.entries<Source>(table).map(([key, source]) => [key, source.url] as const);
  return Object.fromEntries(urls) as Readonly<Record<Key, string>>;
}
