import { isNull, type YamlMap, type YamlNode } from '../../syntax/yaml/tree';

/** A policy in the other kind's words, or why there is none that means the same; a sentence. */
export type Translated<T> = { readonly value: T } | { readonly reason: string };

const templated = 'A template writes part of this policy.';
const shared = 'Part of this policy is written elsewhere, behind a YAML alias or merge key.';
const repeated = 'A field of this policy is written twice.';
const tooLarge = 'This policy is too large to be rewritten.';

/** Nobody writes more by hand, and an alias bomb has more. */
const mostNodes = 20_000;

/** Why the part of a policy that is to be rewritten cannot be read as it stands there; undefined when it can. */
export function unreadablePart(spec: YamlMap): string | undefined {
  const pending: YamlNode[] = [spec];
  let count = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (++count > mostNodes) {
      return tooLarge;
    }
    if (next.kind === 'unknown' || (next.kind !== 'scalar' && next.open)) {
      return templated;
    }
    if (next.shared || (next.kind === 'map' && next.mergeKeys.length > 0)) {
      return shared;
    }
    if (next.kind === 'map') {
      if (next.entries.some(({ duplicate }) => duplicate)) {
        return repeated;
      }
      if (next.entries.some(({ name }) => name === undefined)) {
        return templated;
      }
      pending.push(...next.entries.map(({ value }) => value));
    } else if (next.kind === 'sequence') {
      pending.push(...next.items);
    }
  }
  return undefined;
}

/** Collects reasons; the first one is told. */
export class Refusals {
  #first: string | undefined;

  refuse(reason: string): void {
    this.#first ??= reason;
  }

  /** What was made, unless something was refused on the way. */
  unless<T>(value: T): Translated<T> {
    return this.#first === undefined ? { value } : { reason: this.#first };
  }
}

/** Of a policy of Cilium that is accepted and not enforced. */
export const invalidPolicy = 'Cilium refuses this policy as it is; correct it first.';

/** Refuses fields that are written and not among the names. */
export function refuseFields(node: YamlNode, names: readonly string[], refusals: Refusals): void {
  for (const entry of node.kind === 'map' ? node.entries : []) {
    if (!names.includes(entry.name ?? '') && !isNull(entry.value)) {
      refusals.refuse(`A NetworkPolicy has no counterpart for \`${fieldName(entry.name)}\`.`);
    }
  }
}

/** Nothing of a file but a field's name, which is a word. */
function fieldName(name: string | undefined): string {
  return name !== undefined && /^\w{1,40}$/.test(name) ? name : 'a field of it';
}
