import { clusterDns, namespaceLabels } from '../../knowledge/policy-vocabulary';
import type { CiliumEntry, CiliumPolicy, PeerMember } from '../../model/cilium-policy';
import { type LabelSelector, plainLabelKey } from '../../model/label-selector';
import { known, type Traced } from '../../model/traced';
import { firstPort, lastPort, noPorts, type PortSet, type PortSpan } from '../ports/ports';

type Scope = CiliumPolicy['scope'];

/** An entry for every peer, nodes included: no layer 3 member, but ports; or the entity `all`. */
export function allowsEveryPeer(entry: CiliumEntry): boolean {
  return (
    entry.isComplete &&
    ((entry.members.size === 0 && allowsPorts(entry)) || hasEntity(entry, 'all'))
  );
}

/** Every pod of every namespace. An empty selector means the own namespace, but in a clusterwide policy all of them. */
export function includesAllPods(entry: CiliumEntry, scope: Scope): boolean {
  return (
    allowsEveryPeer(entry) ||
    hasEntity(entry, 'cluster') ||
    selectors(entry).some((selector) => selectsAllPods(selector, scope))
  );
}

/** The node that the selected pod runs on. */
export function includesOwnNode(entry: CiliumEntry): boolean {
  return allowsEveryPeer(entry) || hasEntity(entry, 'cluster') || hasEntity(entry, 'host');
}

/** All the other nodes. */
export function includesOtherNodes(entry: CiliumEntry): boolean {
  return allowsEveryPeer(entry) || hasEntity(entry, 'cluster') || hasEntity(entry, 'remote-node');
}

/** The DNS pods of the cluster. */
export function includesDns(entry: CiliumEntry, scope: Scope): boolean {
  return includesAllPods(entry, scope) || selectors(entry).some(selectsDns);
}

const podMembers: readonly PeerMember[] = ['Endpoints', 'Services'];
const podEntities = ['all', 'cluster', 'init', 'unmanaged', 'ingress'];
const nodeEntities = ['all', 'cluster', 'host', 'remote-node'];

/** Whether the entry may let pods through, if only a few. */
export function mayIncludePods(entry: CiliumEntry): boolean {
  return mayInclude(entry, podMembers, podEntities);
}

/** Whether the entry may let nodes through. */
export function mayIncludeNodes(entry: CiliumEntry): boolean {
  return mayInclude(entry, ['Nodes'], nodeEntities);
}

const outsideMembers: readonly PeerMember[] = ['CIDR', 'CIDRSet', 'FQDNs', 'Groups', 'Services'];

/** Whether the entry may let addresses outside the cluster through, if only a few. */
export function mayIncludeOutside(entry: CiliumEntry): boolean {
  return mayInclude(entry, outsideMembers, ['all', 'world']);
}

function mayInclude(
  entry: CiliumEntry,
  members: readonly PeerMember[],
  entities: readonly string[],
): boolean {
  if (!entry.isComplete) {
    return true;
  }
  if (entry.members.size === 0) {
    return allowsPorts(entry);
  }
  const mayName = (entity: Traced<string>) =>
    entity.state === 'unknown' || (entity.state === 'known' && entities.includes(entity.value));
  return (
    members.some((member) => entry.members.has(member)) ||
    entry.entities.state === 'unknown' ||
    (known(entry.entities) ?? []).some(mayName)
  );
}

/**
 * The ports an entry allows. Ports that are templated, or narrowed by layer 7 rules other than DNS, do
 * not count.
 */
export function ciliumPorts(entry: CiliumEntry): PortSet {
  if (entry.icmps !== undefined) {
    return noPorts;
  }
  const list = known(entry.toPortsList);
  if (entry.toPortsList.state === 'absent' || (list?.items.length === 0 && !list.open)) {
    return 'every';
  }
  const spans: PortSpan[] = [];
  const names: string[] = [];
  let isComplete = list?.open === false;
  for (const { ports, rules } of entry.toPorts) {
    const layer7 = rules?.node;
    if (layer7?.kind === 'unknown' || (layer7?.kind === 'map' && layer7.open)) {
      isComplete = false;
      continue;
    }
    if (layer7?.kind === 'map' && layer7.entries.some(({ name }) => name !== 'dns')) {
      continue;
    }
    for (const port of ports) {
      const read = readPort(port);
      spans.push(...read.spans);
      names.push(...read.names);
      isComplete &&= read.isKnown;
    }
  }
  return { spans, names, isComplete };
}

type CiliumPort = CiliumEntry['toPorts'][number]['ports'][number];

function readPort({ protocol, port, endPort }: CiliumPort) {
  const text = known(port);
  const written = protocol.state === 'absent' ? 'ANY' : known(protocol);
  if (text === undefined || written === undefined || endPort.state === 'unknown') {
    return { spans: [], names: [], isKnown: false };
  }
  const protocols = written === 'ANY' ? ['TCP', 'UDP', 'SCTP'] : [written];
  if (!/^\d+$/.test(text)) {
    return { spans: [], names: protocols.map((each) => `${each}/${text}`), isKnown: true };
  }
  const number = Number(text);
  // Port 0 is Cilium's way to say every port.
  const from = number === 0 ? firstPort : number;
  const to = number === 0 ? lastPort : Math.max(number, known(endPort) ?? number);
  return {
    spans: protocols.map((each): PortSpan => ({ protocol: each, from, to })),
    names: [],
    isKnown: true,
  };
}

/** An entry with neither peers nor ports allows nothing; it only isolates. */
function allowsPorts(entry: CiliumEntry): boolean {
  return entry.toPortsList.state !== 'absent' || entry.icmps !== undefined;
}

/** Several layer 3 members in one entry make the whole policy invalid, and `requires` narrows, so only a single one counts. */
function isOnly(entry: CiliumEntry, member: PeerMember): boolean {
  return entry.isComplete && entry.members.size === 1 && entry.members.has(member);
}

function hasEntity(entry: CiliumEntry, name: string): boolean {
  return (
    isOnly(entry, 'Entities') &&
    (known(entry.entities) ?? []).some((entity) => known(entity) === name)
  );
}

function selectors(entry: CiliumEntry): readonly LabelSelector[] {
  return isOnly(entry, 'Endpoints') ? (known(entry.endpoints) ?? []) : [];
}

function selectsAllPods(selector: LabelSelector, scope: Scope): boolean {
  const [requirement, another] = selector.matchExpressions;
  if (!selector.isComplete || selector.matchLabels.length > 0 || another !== undefined) {
    return false;
  }
  return requirement === undefined
    ? scope === 'clusterwide' && selector.isEmpty
    : plainLabelKey(known(requirement.key) ?? '') === namespaceLabels.ofEndpoint &&
        known(requirement.operator) === 'Exists';
}

function selectsDns(selector: LabelSelector): boolean {
  const { namespace, podLabel } = clusterDns;
  const labels = selector.matchLabels.map(
    ({ key, value }) => [plainLabelKey(key), known(value)] as const,
  );
  return (
    selector.isComplete &&
    selector.matchExpressions.length === 0 &&
    labels.some(([key]) => key === namespaceLabels.ofEndpoint) &&
    labels.every(
      ([key, value]) =>
        (key === namespaceLabels.ofEndpoint && value === namespace) ||
        (key === podLabel.key && value === podLabel.value),
    )
  );
}
