import type { Located } from './facts';
import type { PolicyFact } from './policy-fact';
import { implies, isTemplateText, mayOverlap } from './subject';

/** Other policies, by what they have to do with the pods of one. */
export interface Neighbours {
  /** Surely for every pod that this policy is for. */
  readonly covering: readonly PolicyFact[];
  /**
   * For every pod too, if they go to the same cluster: clusterwide policies, and those of the namespace `default`,
   * that lie in another folder. Workspaces with files for several clusters are not rare.
   */
  readonly distant: readonly PolicyFact[];
  /** Perhaps for some of its pods; the others are among them. */
  readonly overlapping: readonly PolicyFact[];
}

/** The other policies for the same pods as the policy `own`, among all there are, itself included. */
export function neighboursOf(own: PolicyFact, all: readonly Located<PolicyFact>[]): Neighbours {
  const folder = folderOf(all.find(({ fact }) => fact === own)?.uri);
  const overlapping = all.filter(
    ({ fact, uri }) =>
      isSameNamespace(fact, own) &&
      (isFixed(own) || fact.namespace === '*' || folderOf(uri) === folder) &&
      fact !== own &&
      !isSameObject(fact, own) &&
      (fact.subject === undefined ||
        own.subject === undefined ||
        mayOverlap(fact.subject, own.subject)),
  );
  const isNear = ({ uri }: Located<PolicyFact>) => folderOf(uri) === folder;
  const forAll = overlapping.filter((each) => coversSubject(each.fact, own, isNear(each)));
  const isDistant = (each: Located<PolicyFact>) =>
    !isNear(each) && commonNamespaces.includes(each.fact.namespace);
  return {
    covering: forAll.filter((each) => !isDistant(each)).map(({ fact }) => fact),
    distant: forAll.filter(isDistant).map(({ fact }) => fact),
    overlapping: overlapping.map(({ fact }) => fact),
  };
}

/** What every cluster has. */
const commonNamespaces: readonly string[] = ['*', 'default'];

function isSameNamespace(other: PolicyFact, own: PolicyFact): boolean {
  return other.namespace === own.namespace || other.namespace === '*';
}

/**
 * The namespace is written. Files that leave it to `kubectl -n`, kustomize or a template are taken to go to
 * the same one only when they lie in the same folder.
 */
function isFixed({ namespace }: PolicyFact): boolean {
  return namespace !== '' && !isTemplateText(namespace);
}

/** The same object written twice, as in a base and an overlay. */
function isSameObject(a: PolicyFact, b: PolicyFact): boolean {
  return (
    a.kind === b.kind && a.name !== undefined && a.name === b.name && a.namespace === b.namespace
  );
}

function coversSubject(other: PolicyFact, own: PolicyFact, inSameFolder: boolean): boolean {
  if (other.subject === undefined) {
    return false;
  }
  // Equal template expressions mean the same in one chart only.
  const isLiteral = !other.subject.some(({ key, operator, values }) =>
    [key, operator, ...values].some(isTemplateText),
  );
  const namespace = isFixed(own) ? own.namespace : '';
  return (isLiteral || inSameFolder) && implies(own.subject ?? [], other.subject, namespace);
}

function folderOf(uri: string | undefined): string | undefined {
  return uri?.slice(0, uri.lastIndexOf('/'));
}
