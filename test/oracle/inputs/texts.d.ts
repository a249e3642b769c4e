import type { Input } from './policy';
/** What JSON cannot say: words that YAML turns into something else, keys written twice, aliases, lists of objects. */
export declare const texts: readonly Input[];
