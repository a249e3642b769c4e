import type { Located } from './facts';
import type { PolicyFact } from './policy-fact';
import { implies, isTemplateText, mayOverlap, type Requirement } from './subject';

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

type Placed = Located<PolicyFact>;

/** Pods that policies are for: those of a policy, or others in a namespace that have something in common. */
type Subject = Pick<PolicyFact, 'namespace' | 'subject'> & Partial<PolicyFact>;

/**
 * The policies for the same pods as `own`, among all there are. When `own` is a policy, it is one of them and does not
 * count; when it is not, `uri` says in which file it is.
 */
export function neighboursOf(own: Subject, all: readonly Placed[], uri?: string): Neighbours {
  const index = indexOf(all);
  const known = uri === undefined ? index.known.get(own) : undefined;
  const neighbours = known ?? findNeighbours(own, index, uri);
  if (uri === undefined) {
    index.known.set(own, neighbours);
  }
  return neighbours;
}

function findNeighbours(own: Subject, index: Index, uri: string | undefined): Neighbours {
  const folder = uri === undefined ? index.folders.get(own) : folderOf(uri);
  const isNear = ({ uri }: Placed) => folderOf(uri) === folder;
  const overlapping = candidates(index, own).filter(
    (other) =>
      (isFixed(own) || other.fact.namespace === '*' || isNear(other)) &&
      other.fact !== own &&
      !isSameObject(other.fact, own) &&
      (other.fact.subject === undefined ||
        own.subject === undefined ||
        mayOverlap(other.fact.subject, own.subject)),
  );
  const forAll = overlapping.filter((each) => coversSubject(each.fact, own, isNear(each)));
  const isDistant = (each: Placed) =>
    !isNear(each) && commonNamespaces.includes(each.fact.namespace);
  return {
    covering: forAll.filter((each) => !isDistant(each)).map(({ fact }) => fact),
    distant: forAll.filter(isDistant).map(({ fact }) => fact),
    overlapping: overlapping.map(({ fact }) => fact),
  };
}

/** What every cluster has. */
const commonNamespaces: readonly string[] = ['*', 'default'];

/**
 * Policies by namespace, and in each by a label that they require with its values: of several the one that the fewest
 * others require. Without it, every policy of a large namespace would be held against every other.
 */
interface Index {
  readonly folders: ReadonlyMap<object, string>;
  readonly namespaces: ReadonlyMap<string, NamespaceIndex>;
  /** Several rules ask for the same. */
  readonly known: Map<Subject, Neighbours>;
}

interface NamespaceIndex {
  /** Those that require no label of any certain value. */
  readonly rest: Placed[];
  readonly byLabel: Map<string, Map<string, Placed[]>>;
}

/** Goes with the list of facts, which is a new one whenever a fact has changed. */
const indexes = new WeakMap<readonly Placed[], Index>();

function indexOf(all: readonly Placed[]): Index {
  const index = indexes.get(all) ?? buildIndex(all);
  indexes.set(all, index);
  return index;
}

function buildIndex(all: readonly Placed[]): Index {
  const folders = new Map<object, string>();
  const namespaces = new Map<string, NamespaceIndex>();
  const counts = countLabels(all);
  for (const placed of all) {
    const { fact, uri } = placed;
    folders.set(fact, folderOf(uri));
    const namespace: NamespaceIndex = namespaces.get(fact.namespace) ?? {
      rest: [],
      byLabel: new Map(),
    };
    namespaces.set(fact.namespace, namespace);
    const label = rarestLabel(fact, counts);
    if (label === undefined) {
      namespace.rest.push(placed);
      continue;
    }
    const values = namespace.byLabel.get(label.key) ?? new Map<string, Placed[]>();
    namespace.byLabel.set(label.key, values);
    for (const value of label.values) {
      values.set(value, [...(values.get(value) ?? []), placed]);
    }
  }
  return { folders, namespaces, known: new Map() };
}

/** How many policies require each label of a namespace, with one of its values. */
function countLabels(all: readonly Placed[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { fact } of all) {
    for (const label of fact.subject?.filter(isLiteralLabel) ?? []) {
      for (const value of label.values) {
        const text = labelText(fact, label.key, value);
        counts.set(text, (counts.get(text) ?? 0) + 1);
      }
    }
  }
  return counts;
}

function rarestLabel(fact: PolicyFact, counts: ReadonlyMap<string, number>) {
  let rarest: { readonly label: Requirement; readonly count: number } | undefined;
  for (const label of fact.subject?.filter(isLiteralLabel) ?? []) {
    const count = label.values.reduce(
      (sum, value) => sum + (counts.get(labelText(fact, label.key, value)) ?? 0),
      0,
    );
    if (rarest === undefined || count < rarest.count) {
      rarest = { label, count };
    }
  }
  return rarest?.label;
}

function labelText({ namespace }: PolicyFact, key: string, value: string): string {
  return JSON.stringify([namespace, key, value]);
}

/** The policies of the namespace, and the clusterwide ones, but for those that ask for another value of a label. */
function candidates({ namespaces }: Index, own: Subject): readonly Placed[] {
  const found = new Set<Placed>();
  for (const name of [own.namespace, '*']) {
    const namespace = namespaces.get(name);
    for (const placed of namespace?.rest ?? []) {
      found.add(placed);
    }
    for (const [key, values] of namespace?.byLabel ?? []) {
      const label = own.subject?.find((each) => each.key === key && isLiteralLabel(each));
      const lists =
        label === undefined
          ? [...values.values()]
          : label.values.map((value) => values.get(value) ?? []);
      for (const placed of lists.flat()) {
        found.add(placed);
      }
    }
  }
  return [...found];
}

function isLiteralLabel({ operator, values }: Requirement): boolean {
  return operator === 'In' && !values.some(isTemplateText);
}

/**
 * The namespace is written. Files that leave it to `kubectl -n`, kustomize or a template are taken to go to
 * the same one only when they lie in the same folder.
 */
function isFixed({ namespace }: Subject): boolean {
  return namespace !== '' && !isTemplateText(namespace);
}

/** The same object written twice, as in a base and an overlay. */
function isSameObject(a: PolicyFact, b: Subject): boolean {
  return (
    a.kind === b.kind && a.name !== undefined && a.name === b.name && a.namespace === b.namespace
  );
}

function coversSubject(other: PolicyFact, own: Subject, inSameFolder: boolean): boolean {
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

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
