import { YamlDocument } from '../../syntax/yaml/document';
import type { Changes } from '../../syntax/yaml/placement';
import { entryOf, type YamlMap, type YamlNode } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import { type DocumentKind, type DocumentKinds, mayHold, objectsOf } from '../kinds';
import { type KubernetesObject, kubernetesObjects } from '../kubernetes-object';
import { fieldOf, known, readString, type Traced } from '../traced';
import { appliedSteps, placeOfNew, stepBehind } from './apply-steps';
import { anything } from './kustomize-steps';
import { labelsOfPeers } from './label-fields';
import { common, masked, opened, withEntry, withItems } from './tree-changes';

// A document whose objects are changed before they reach the cluster has two more trees. What the objects say to others is
// read from the tree that is deployed. What is wrong with them is looked for in a tree in which everything that is changed
// is unknown: a finding has to be about what is written, and be true of what is deployed. Both have the offsets of the
// document that is written; what a kustomization has added stands in an empty range at the kind of its object.

/** The document as it is deployed; itself when nothing changes it. Of several ways, it says what holds for all. */
export function deployedDocument(document: YamlDocument): YamlDocument {
  return treesOf(document)?.deployed ?? document;
}

/** The document as findings are looked for in it; itself when nothing changes it. */
export function judgedDocument(document: YamlDocument): YamlDocument {
  return treesOf(document)?.judged ?? document;
}

/** Whether something is written at the place of a finding in the document; else a kustomization has added it. */
export function isWritten(document: YamlDocument, { start, end }: Range): boolean {
  return (
    start < end ||
    judgedDocument(document) === document ||
    !document.derived(placesOfNew).has(start)
  );
}

function placesOfNew(document: YamlDocument): ReadonlySet<number> {
  return new Set(kubernetesObjects(document).map((object) => placeOfNew(object).start));
}

/** The document as it is written, which the other two come from. */
function writtenDocument(document: YamlDocument): YamlDocument {
  return origins.get(document) ?? document;
}

const origins = new WeakMap<YamlDocument, YamlDocument>();

/** Whether the document holds parts of objects of other files. */
export function isPatch({ placement }: YamlDocument): boolean {
  return placement?.changes?.isPatch === true;
}

/** The name of an object as it is written, whatever it is called where it is deployed. */
export function writtenName(object: KubernetesObject): Traced<string> {
  const document = writtenDocument(object.document);
  return (
    document === object.document ? object : (objectAt(document, object.range.start) ?? object)
  ).name;
}

/** Whether a kustomization adds labels to those by which NetworkPolicies of the document select pods as peers. */
export function labelsPeers(document: YamlDocument): boolean {
  return (writtenDocument(document).placement?.changes?.variants ?? [])
    .flat()
    .some(
      (step) => step.kind === 'labels' && step.fields.some(({ path }) => path === labelsOfPeers),
    );
}

/** A text in which every word stands that the deployed objects may have. */
export function deployedText(document: YamlDocument): string {
  const patches = (document.placement?.changes?.variants ?? [])
    .flat()
    .flatMap((step) => (step.kind === 'patch' ? step.content.text : []));
  return patches.length === 0 ? document.text : [document.text, ...new Set(patches)].join('\n');
}

/** The objects of a kind as they are deployed; none of a part of objects. */
export function deployedObjects<K extends DocumentKind>(
  document: YamlDocument,
  kind: K,
): readonly DocumentKinds[K][] {
  // Documents that hold none need not be parsed to find that out.
  return isPatch(document) || !mayHold(document, kind)
    ? []
    : objectsOf(deployedDocument(writtenDocument(document)), kind);
}

/** A place in a file. */
export interface FilePlace {
  readonly uri: string;
  readonly range: Range;
}

/**
 * Where the field of a deployed object is written, if a patch gives it its value: the key, or the path of the operation, in
 * the file of the patch, or what holds the patch. Undefined when the object has the value itself.
 */
export function patchedAt(
  object: KubernetesObject,
  path: readonly string[],
): FilePlace | undefined {
  const document = writtenDocument(object.document);
  const variants = document.placement?.changes?.variants ?? [];
  const written = variants.length === 0 ? undefined : objectAt(document, object.range.start);
  for (const steps of variants) {
    const step = written && stepBehind(written, steps, path);
    if (step?.kind === 'patch') {
      const { uri, range, content, isFile } = step;
      const key = isFile ? keyAt(content.root, path) : undefined;
      return key === undefined
        ? { uri, range }
        : { uri, range: { start: range.start + key.start, end: range.start + key.end } };
    }
  }
  return undefined;
}

function objectAt(document: YamlDocument, start: number): KubernetesObject | undefined {
  return document.derived(objectsByStart).get(start);
}

function objectsByStart(document: YamlDocument): ReadonlyMap<number, KubernetesObject> {
  return new Map(kubernetesObjects(document).map((object) => [object.range.start, object]));
}

function keyAt(root: YamlNode | undefined, path: readonly string[]): Range | undefined {
  if (root?.kind === 'sequence') {
    return operationAt(root.items, `/${path.join('/')}`);
  }
  const parent = path
    .slice(0, -1)
    .reduce<YamlNode | undefined>((at, key) => fieldOf(at, key)?.node, root);
  return fieldOf(parent, path.at(-1) ?? '')?.keyRange;
}

/** The path of the last operation on the field, or on what it is in. */
function operationAt(operations: readonly YamlNode[], pointer: string): Range | undefined {
  const operation = operations.findLast((each) => {
    const path = known(readString(each, 'path'));
    return path !== undefined && `${pointer}/`.startsWith(`${path}/`);
  });
  return fieldOf(operation, 'path')?.node.range;
}

/** A view of an object, or something in it. */
interface View {
  readonly object: KubernetesObject;
}

/**
 * What `read` says of the deployed object, for each view of it, whatever tree of the document it is of. Read once, so
 * that it is the same value for all of them, and outlives the views.
 */
export function readDeployed<K extends DocumentKind, T>(
  document: YamlDocument,
  kind: K,
  read: (view: DocumentKinds[K] & View) => T,
): ReadonlyMap<DocumentKinds[K], T> {
  const values = writtenDocument(document).plain(
    () =>
      new Map(viewsOf(deployedObjects(document, kind)).map((view) => [startOf(view), read(view)])),
    read,
  );
  return new Map(
    viewsOf(objectsOf(document, kind)).flatMap((view) => {
      const start = startOf(view);
      return values.has(start) ? [[view, values.get(start) as T]] : [];
    }),
  );
}

/** All kinds of views but that of an object itself have it. */
function viewsOf<V>(views: readonly V[]): readonly (V & View)[] {
  return views as readonly (V & View)[];
}

function startOf({ object }: View): number {
  return object.range.start;
}

interface Trees {
  readonly deployed: YamlDocument;
  readonly judged: YamlDocument;
}

function treesOf(document: YamlDocument): Trees | undefined {
  const { placement } = document;
  return placement?.changes === undefined || origins.has(document)
    ? undefined
    : document.derived(makeTrees);
}

function makeTrees(document: YamlDocument): Trees | undefined {
  const changes = document.placement?.changes;
  const { root } = document;
  if (changes === undefined || root === undefined || document.problems.length > 0) {
    return undefined;
  }
  if (changes.isPatch) {
    return { deployed: document, judged: withRoot(document, openedPart(root, document)) };
  }
  const deployed = deployedRoot(document, root, changes);
  return deployed === root
    ? undefined
    : {
        deployed: withRoot(document, deployed),
        judged: withRoot(document, masked(root, deployed)),
      };
}

function withRoot(document: YamlDocument, root: YamlNode): YamlDocument {
  const other = new YamlDocument(document.text, document.placement, root);
  origins.set(other, document);
  return other;
}

/** Lists of policies are replaced as a whole, so what they hold is all there. */
function openedPart(root: YamlNode, document: YamlDocument): YamlNode {
  const isPolicy = kubernetesObjects(document).every(({ kind }) => kind.endsWith('NetworkPolicy'));
  return opened(root, !isPolicy);
}

/** More than anybody has in a list, each object with what is done to it; to do it all could take minutes. */
const mostApplied = 1_000_000;

function deployedRoot(document: YamlDocument, root: YamlNode, changes: Changes): YamlNode {
  const objects = kubernetesObjects(document);
  const steps = changes.variants.reduce((sum, { length }) => sum + length, 0);
  const variants = steps * objects.length > mostApplied ? [[anything]] : changes.variants;
  const changed = new Map(
    objects.flatMap((object) => {
      const node = deployedNode(object, variants);
      return node === object.node ? [] : [[object.node, node] as const];
    }),
  );
  return changed.size === 0 ? root : replaced(root, changed);
}

function deployedNode(object: KubernetesObject, variants: Changes['variants']): YamlNode {
  const [first, ...others] = variants.map((steps) => appliedSteps(object, steps));
  return others.reduce<YamlNode>((node, other) => common(node, other), first ?? object.node);
}

/** Objects stand at the top, or in lists. */
function replaced(node: YamlNode, changed: ReadonlyMap<YamlNode, YamlMap | YamlNode>): YamlNode {
  const own = changed.get(node);
  const items = node.kind === 'map' ? entryOf(node, 'items')?.value : undefined;
  if (own !== undefined || node.kind !== 'map' || items?.kind !== 'sequence') {
    return own ?? node;
  }
  const next = withItems(
    items,
    items.items.map((item) => replaced(item, changed)),
    items.range,
  );
  return withEntry(node, 'items', next, node.range);
}
