import type { Facts, FactView, Located, NamespacedFactKind } from './facts';
import { isTemplateText } from './subject';

/** Where an object is: in which file, and in which namespace by what is written there. */
export interface Place {
  readonly uri: string;
  /** As facts have it: empty when it is not written. */
  readonly namespace: string;
}

/**
 * Whether two objects are in one namespace. `likely`: their files lie in one folder and leave it to `kubectl -n` or
 * kustomize. `unknown`: nothing speaks for it, and nothing against it.
 */
export type SameNamespace = 'yes' | 'likely' | 'unknown' | 'no';

/** Whether the two are in one namespace, as far as their files tell. */
export function inOneNamespace(a: Place, b: Place): SameNamespace {
  if (isTemplateText(a.namespace) || isTemplateText(b.namespace)) {
    return 'unknown';
  }
  if (a.namespace !== '' && b.namespace !== '') {
    if (a.namespace !== b.namespace) {
      return 'no';
    }
    // Every cluster has it, and a workspace may hold the files of several.
    return a.namespace === 'default' && !inOneFolder(a, b) ? 'unknown' : 'yes';
  }
  if (a.namespace === b.namespace && a.uri === b.uri) {
    return 'yes';
  }
  return inOneFolder(a, b) ? 'likely' : 'unknown';
}

/** Whether the files of the two lie in the same folder. */
export function inOneFolder(a: Pick<Place, 'uri'>, b: Pick<Place, 'uri'>): boolean {
  return folderOf(a.uri) === folderOf(b.uri);
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

/** The namespace is written, and no template writes it; a clusterwide policy has none. */
export function isFixedNamespace(namespace: string): boolean {
  return namespace !== '' && namespace !== '*' && !isTemplateText(namespace);
}

/** The place of a fact that has a namespace. */
export function placeOf({ fact, uri }: Located<{ readonly namespace: string }>): Place {
  return { uri, namespace: fact.namespace };
}

/** Where a fact comes from, found by the very object; undefined when it is not among those at hand. */
export function locate<K extends NamespacedFactKind>(
  kind: K,
  fact: Facts[K],
  facts: FactView,
): Located<Facts[K]> | undefined {
  const all = facts.near(kind, fact.namespace);
  const known = byFact.get(all) ?? new Map(all.map((each) => [each.fact, each]));
  byFact.set(all, known);
  return known.get(fact) as Located<Facts[K]> | undefined;
}

/** Goes with the list of facts, which is a new one whenever a fact has changed. */
const byFact = new WeakMap<readonly Located<unknown>[], Map<unknown, Located<unknown>>>();
