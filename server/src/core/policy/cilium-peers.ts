import type { CiliumEntry } from '../model/cilium-policy';
import { type LabelSelector, plainLabelKey } from '../model/label-selector';
import { known } from '../model/traced';
import { lastPort, type PortSet, type PortSpan } from './ports';

const namespaceLabel = 'io.kubernetes.pod.namespace';

/** An entry without any layer 3 member is for every peer. */
export function allowsEveryPeer(entry: CiliumEntry): boolean {
  return entry.isComplete && (entry.members.size === 0 || hasEntity(entry, 'all'));
}

/** Every pod of every namespace. */
export function includesAllPods(entry: CiliumEntry): boolean {
  return (
    allowsEveryPeer(entry) ||
    hasEntity(entry, 'cluster') ||
    (known(entry.endpoints) ?? []).some(
      (selector) =>
        selector.isComplete &&
        selector.matchLabels.length === 0 &&
        selector.matchExpressions.length === 1 &&
        selector.matchExpressions.every(
          ({ key, operator }) =>
            plainLabelKey(known(key) ?? '') === namespaceLabel && known(operator) === 'Exists',
        ),
    )
  );
}

/** The pod's own node and the others. */
export function includesNodes(entry: CiliumEntry): boolean {
  return (
    allowsEveryPeer(entry) ||
    hasEntity(entry, 'cluster') ||
    (hasEntity(entry, 'host') && hasEntity(entry, 'remote-node'))
  );
}

/** The DNS pods of the cluster. */
export function includesDns(entry: CiliumEntry): boolean {
  return includesAllPods(entry) || (known(entry.endpoints) ?? []).some(selectsDns);
}

function selectsDns(selector: LabelSelector): boolean {
  const expected: Readonly<Record<string, string>> = {
    [namespaceLabel]: 'kube-system',
    'k8s-app': 'kube-dns',
  };
  const labels = selector.matchLabels.map(({ key, value }) => [plainLabelKey(key), known(value)]);
  return (
    selector.isComplete &&
    selector.matchExpressions.length === 0 &&
    labels.some(([key]) => key === namespaceLabel) &&
    labels.every(
      ([key, value]) => Object.hasOwn(expected, key ?? '') && expected[key ?? ''] === value,
    )
  );
}

/** The ports an entry allows; those that are templated, or narrowed by layer 7 rules other than DNS, do not count. */
export function ciliumPorts(entry: CiliumEntry): PortSet {
  if (entry.toPortsList.state === 'absent') {
    return 'every';
  }
  const spans: PortSpan[] = [];
  const names: string[] = [];
  for (const { protocol, port, endPort } of entry.toPorts.flatMap(({ ports }) => ports)) {
    const text = known(port);
    const written = protocol.state === 'absent' ? 'ANY' : known(protocol);
    if (text === undefined || written === undefined) {
      continue;
    }
    for (const each of written === 'ANY' ? ['TCP', 'UDP', 'SCTP'] : [written]) {
      if (/^\d+$/.test(text)) {
        const from = Number(text);
        // Port 0 is Cilium's way to say every port.
        const to = from === 0 ? lastPort : Math.max(from, known(endPort) ?? from);
        spans.push({ protocol: each, from, to });
      } else {
        names.push(`${each}/${text}`);
      }
    }
  }
  return { spans, names };
}

function hasEntity(entry: CiliumEntry, name: string): boolean {
  return (known(entry.entities) ?? []).some((entity) => known(entity) === name);
}
