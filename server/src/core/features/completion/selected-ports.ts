import type { FactView } from '../../facts/facts';
import type { Place } from '../../facts/place';
import { type WorkloadFact, workloadTitle } from '../../facts/workload-fact';
import { clusterDns } from '../../knowledge/policy-vocabulary';
import { objectsOf } from '../../model/kinds';
import { known } from '../../model/traced';
import {
  endpointSelection,
  endpointsSelection,
  type PodSelection,
  peerSelection,
  subjectSelection,
} from '../../policy/peers/pod-selection';
import { podsAtHand } from '../../policy/peers/pods-at-hand';
import { type Range, touches } from '../../text/range';
import type { PolicyPlace } from './policy-place';

/** A port that pods declare. */
export interface KnownPort {
  readonly number: number;
  readonly name: string | undefined;
  readonly protocol: string;
  /** Kind and name of the workload. */
  readonly from: string;
}

/**
 * The ports of the pods that are connected to at a place of a policy: for ingress those the policy is for, for egress
 * those that the rule names. When nothing tells which pods are meant, those of all.
 */
export function portsAt(place: PolicyPlace, uri: string, facts: FactView): readonly KnownPort[] {
  const { object } = place;
  const namespace = known(object.namespace) ?? '';
  const from: Place = { uri, namespace };
  const selections = selectionsAt(place, facts);
  const selected = selections.flatMap((selection) =>
    podsAtHand(selection, from, facts).map(({ pods }) => pods.fact),
  );
  if (selections.some(isClusterDns)) {
    return clusterDns.protocols.map((protocol) => ({
      number: clusterDns.port,
      name: clusterDns.portNames[protocol],
      protocol,
      from: 'cluster DNS',
    }));
  }
  const all = selections.length === 0 ? facts.all('workload').map(({ fact }) => fact) : selected;
  return distinct(all.flatMap(portsOf));
}

function isClusterDns({ requirements }: PodSelection): boolean {
  const { podLabel } = clusterDns;
  return requirements.some(
    ({ key, values }) => key === podLabel.key && values.includes(podLabel.value),
  );
}

function portsOf(fact: WorkloadFact): readonly KnownPort[] {
  return fact.ports.flatMap(({ number, name, protocol }) =>
    number === undefined || protocol === undefined
      ? []
      : [{ number, name, protocol, from: workloadTitle(fact) }],
  );
}

const mostPorts = 30;

function distinct(ports: readonly KnownPort[]): readonly KnownPort[] {
  const seen = new Map(
    ports.toReversed().map((port) => [`${port.number} ${port.protocol}`, port] as const),
  );
  return [...seen.values()].reverse().slice(0, mostPorts);
}

function selectionsAt(
  { object, steps, patch }: PolicyPlace,
  facts: FactView,
): readonly PodSelection[] {
  const isEgress = steps.some((step) => step.is === 'key' && step.name.startsWith('egress'));
  const holds = (range: Range) => touches(range, patch.at);
  const { document } = object;
  const policy = objectsOf(document, 'NetworkPolicy').find((each) => each.object === object);
  if (policy !== undefined) {
    const rule = policy.egress.rules.find(({ range }) => holds(range));
    const selections = isEgress
      ? (rule?.peers ?? []).map((peer) => peerSelection(policy, peer, facts))
      : [subjectSelection(policy)];
    return selections.filter((each) => each !== undefined);
  }
  const cilium = objectsOf(document, 'CiliumPolicy').find((each) => each.object === object);
  const rule = cilium?.rules.find(({ range }) => holds(range));
  if (cilium === undefined || rule === undefined) {
    return [];
  }
  if (!isEgress) {
    const subject = endpointSelection(cilium, rule);
    return subject === undefined ? [] : [subject];
  }
  return rule.sections
    .filter(({ direction }) => direction === 'egress')
    .flatMap(({ entries }) => entries)
    .filter(({ range }) => holds(range))
    .flatMap(({ endpoints }) => known(endpoints) ?? [])
    .flatMap((selector) => endpointsSelection(document, selector, cilium.scope) ?? []);
}
