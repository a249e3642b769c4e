import type { Range } from '../text/range';

/**
 * Settings as they were written, whatever the syntax: data only, so a key such as `__proto__` is a key like any
 * other, and of limited depth.
 */
export type ConfigNode =
  | { readonly kind: 'map'; readonly entries: readonly ConfigEntry[]; readonly range: Range }
  | { readonly kind: 'list'; readonly items: readonly ConfigNode[]; readonly range: Range }
  | {
      readonly kind: 'scalar';
      readonly value: string | number | boolean | undefined;
      /** As written, without quotes. */
      readonly text: string;
      readonly range: Range;
    };

export interface ConfigEntry {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: ConfigNode;
}

/** More levels than any setting has. */
export const deepestConfig = 20;

const nowhere: Range = { start: 0, end: 0 };

/**
 * Settings that come as a value, as an editor sends them. `null`, functions, numbers that are none, and everything
 * deeper than `deepestConfig` count as not set.
 */
export function nodeFromValue(value: unknown, depth = 0): ConfigNode {
  if (depth < deepestConfig && Array.isArray(value)) {
    const items = value.map((item: unknown) => nodeFromValue(item, depth + 1));
    return { kind: 'list', items, range: nowhere };
  }
  if (
    depth < deepestConfig &&
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value)
  ) {
    const entries = Object.entries(value).map(([key, item]) => ({
      key,
      keyRange: nowhere,
      value: nodeFromValue(item, depth + 1),
    }));
    return { kind: 'map', entries, range: nowhere };
  }
  const isScalar =
    typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  return isScalar
    ? {
        kind: 'scalar',
        value: value as string | number | boolean,
        text: String(value),
        range: nowhere,
      }
    : { kind: 'scalar', value: undefined, text: '', range: nowhere };
}
