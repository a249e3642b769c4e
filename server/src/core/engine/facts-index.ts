import { balancedPortFactsOf } from '../facts/balanced-port-fact';
import type { FactKind, Facts, FactView, Located } from '../facts/facts';
import { hostPortFactsOf } from '../facts/host-port-fact';
import { labelFilterFactsOf } from '../facts/label-filter-fact';
import { namedPortFactsOf } from '../facts/named-port-fact';
import { namespaceFactsOf } from '../facts/namespace-fact';
import { nodeAgentFactsOf } from '../facts/node-agent-fact';
import { ciliumPolicyFactsOf, policyFactOf } from '../facts/policy-fact';
import { serviceFactOf } from '../facts/service-fact';
import { workloadFactOf } from '../facts/workload-fact';
import { ciliumConfigMap } from '../knowledge/cilium-config';
import { objectsOf } from '../model/kinds';
import type { YamlDocument } from '../syntax/yaml/document';
import { type Range, shiftRange } from '../text/range';
import type { PlacedDocument, Snapshot } from '../workspace/snapshot';
import type { Workspace } from '../workspace/workspace';
import { contentKey, joinedKey } from './content-key';

type Collected = {
  readonly [K in FactKind]: readonly { readonly fact: Facts[K]; readonly range: Range }[];
};

/** The facts of one document, computed once. */
function collect(document: YamlDocument): Collected {
  return {
    policy: [
      ...objectsOf(document, 'NetworkPolicy').map((policy) => ({
        fact: policyFactOf(policy),
        range: policy.object.kindRange,
      })),
      ...objectsOf(document, 'CiliumPolicy').flatMap((policy) =>
        ciliumPolicyFactsOf(policy).map((fact) => ({ fact, range: policy.object.kindRange })),
      ),
    ],
    namespace: objectsOf(document, 'Namespace').flatMap((namespace) =>
      namespaceFactsOf(namespace).map((fact) => ({ fact, range: namespace.object.kindRange })),
    ),
    // The texts tell cheaply that most workloads and ConfigMaps need not be parsed for this.
    namedPort: document.text.includes('containerPort')
      ? objectsOf(document, 'Workload').flatMap(namedPortFactsOf)
      : [],
    labelFilter: document.text.includes(ciliumConfigMap.name)
      ? objectsOf(document, 'ConfigMap').flatMap(labelFilterFactsOf)
      : [],
    workload: mayHoldPods(document)
      ? objectsOf(document, 'Workload').map((workload) => ({
          fact: workloadFactOf(workload),
          range: workload.hostNetworkField?.keyRange ?? workload.object.kindRange,
        }))
      : [],
    service: document.text.includes('selector')
      ? objectsOf(document, 'Service').flatMap((service) => {
          const fact = serviceFactOf(service);
          return fact === undefined ? [] : [{ fact, range: service.object.kindRange }];
        })
      : [],
    hostPort: document.text.includes('hostPort')
      ? objectsOf(document, 'Workload').flatMap(hostPortFactsOf)
      : [],
    balancedPort: /nodePort|loadBalancerIP/.test(document.text)
      ? objectsOf(document, 'Service').flatMap(balancedPortFactsOf)
      : [],
    nodeAgent: /\bDaemonSet(?:List)?\b/.test(document.text)
      ? objectsOf(document, 'Workload').flatMap(nodeAgentFactsOf)
      : [],
  };
}

/** The schemas of custom resources are large and speak of containers without having any. */
function mayHoldPods({ text }: YamlDocument): boolean {
  return text.includes('containers') && !/^kind: CustomResourceDefinition\b/m.test(text);
}

/**
 * What the file tells others, as a text: while it stays the same, no other file has to be judged again. Places are
 * no part of it, and it is empty for a file that tells nothing. Yields between documents, for hosts with a user waiting.
 */
export function* factsDigest(snapshot: Snapshot): Generator<void, string, void> {
  // Templates and parameters depend on each other as a whole.
  const isRead = snapshot.bicep !== undefined || snapshot.arm?.kind === 'parameters';
  const digests = isRead ? [`template ${contentKey(snapshot.text)}`] : [];
  for (const { document } of snapshot.documents) {
    for (const kind of Object.keys(document.derived(collect)) as FactKind[]) {
      if (document.derived(collect)[kind].length > 0) {
        digests.push(`${kind} ${keysOf(document, kind).content}`);
      }
    }
    yield;
  }
  return digests.join(' ');
}

/** Facts of one kind, and keys that tell whether they are the same as at another time. */
export interface FactList<K extends FactKind> {
  readonly located: readonly Located<Facts[K]>[];
  /** Changes with what the facts say and with the files they are in. */
  readonly content: string;
  /** Changes with their ranges as well. */
  readonly places: () => string;
}

/** The facts that rules may look at, at one moment. */
export interface FactIndex extends FactView {
  list<K extends FactKind>(kind: K): FactList<K>;
}

/** How often the range of a fact has been asked for: tells whether a verdict depends on where others stand. */
export function rangeReads(): number {
  return rangesRead;
}

let rangesRead = 0;

/**
 * The facts of a file and of the other files of the workspace, file by file. The file at hand is read from the
 * snapshot given, so that unsaved text counts; as long as the workspace has the same, all files share an index.
 */
export function factIndex(snapshot: Snapshot, workspace: Workspace | undefined): FactIndex {
  if (workspace === undefined) {
    return indexOf(() => [snapshot]);
  }
  if (workspace.get(snapshot.uri) !== snapshot) {
    const others = () => [...workspace.all()].filter(({ uri }) => uri !== snapshot.uri);
    return indexOf(() => [snapshot, ...others()]);
  }
  const known = shared.get(workspace);
  if (known?.revision === workspace.revision && known.files.has(snapshot)) {
    return known.index;
  }
  const files = new Set(workspace.all());
  const index = indexOf(() => [...files]);
  shared.set(workspace, { revision: workspace.revision, files, index });
  return index;
}

interface Shared {
  readonly revision: number;
  readonly files: ReadonlySet<Snapshot>;
  readonly index: FactIndex;
}

/** Goes with the workspace; each revision takes the place of the one before. */
const shared = new WeakMap<Workspace, Shared>();

function indexOf(snapshots: () => readonly Snapshot[]): FactIndex {
  const lists = new Map<FactKind, FactList<FactKind>>();
  const list = <K extends FactKind>(kind: K): FactList<K> => {
    const known = lists.get(kind) ?? joined(snapshots().map((each) => listOf(each, kind)));
    lists.set(kind, known);
    return known as FactList<K>;
  };
  return { list, all: (kind) => list(kind).located };
}

function joined<K extends FactKind>(lists: readonly FactList<K>[]): FactList<K> {
  const filled = lists.filter(({ located }) => located.length > 0);
  return {
    located: filled.flatMap(({ located }) => located),
    content: joinedKey(filled.map(({ content }) => content)),
    places: () => joinedKey(filled.map(({ places }) => places())),
  };
}

/** Snapshots do not change, so neither do their facts. */
const bySnapshot = new WeakMap<Snapshot, Map<FactKind, FactList<FactKind>>>();

function listOf<K extends FactKind>(snapshot: Snapshot, kind: K): FactList<K> {
  const lists = bySnapshot.get(snapshot) ?? new Map<FactKind, FactList<FactKind>>();
  bySnapshot.set(snapshot, lists);
  const known = lists.get(kind) ?? readList(snapshot, kind);
  lists.set(kind, known);
  return known as FactList<K>;
}

function readList<K extends FactKind>({ uri, documents }: Snapshot, kind: K): FactList<K> {
  const holders = documents.filter(({ document }) => document.derived(collect)[kind].length > 0);
  let places: string | undefined;
  return {
    located: holders.flatMap(({ document, start }) =>
      document.derived(collect)[kind].map(({ fact, range }) => locate(fact, uri, range, start)),
    ),
    content: joinedKey([uri, ...holders.map(({ document }) => keysOf(document, kind).content)]),
    places: () => {
      const own = ({ document, start }: PlacedDocument) =>
        `${start} ${keysOf(document, kind).places}`;
      places ??= joinedKey([uri, ...holders.map(own)]);
      return places;
    },
  };
}

function keysOf(document: YamlDocument, kind: FactKind) {
  return document.derived(() => {
    const collected = document.derived(collect)[kind];
    return {
      content: contentKey(collected.map(({ fact }) => fact)),
      places: contentKey(collected),
    };
  }, `keys of ${kind}`);
}

function locate<F>(fact: F, uri: string, range: Range, start: number): Located<F> {
  return {
    fact,
    uri,
    get range() {
      rangesRead++;
      return shiftRange(range, start);
    },
  };
}
