import type { FactView, Located } from '../facts/facts';
import { type Place, placeOf } from '../facts/place';
import type { ServiceFact } from '../facts/service-fact';
import { implies } from '../facts/subject';
import type { WorkloadFact } from '../facts/workload-fact';
import { known, type Traced } from '../model/traced';
import type { YamlNode } from '../syntax/yaml/tree';
import type { Range } from '../text/range';
import type { AnyPolicy } from './any-policy';
import type { PodSelection } from './peers/pod-selection';
import { distinctPods, isThere, meantNamespaces, podsAtHand } from './peers/pods-at-hand';
import { type RulePeers, rulePeersOf, rulesBeside } from './peers/rule-peers';
import { type BackendPort, backendPort, mayAllowBackendPort } from './ports/backend-port';

/** A port of a rule that is one of a Service, and none of the pods behind it. */
export interface ServicePortUse {
  /** Where the port is written, and in which item of the list. */
  readonly at: Range;
  readonly item: YamlNode;
  readonly port: number;
  readonly target: number;
  readonly service: Located<ServiceFact>;
  /** The pods, when they are at hand. */
  readonly pods: Located<WorkloadFact> | undefined;
  /** The pods are at hand and say which ports they have. */
  readonly isSure: boolean;
}

/** The ports of a policy's rules that are those of a Service instead of its pods'. */
export function servicePortUses(policy: AnyPolicy, facts: FactView): readonly ServicePortUse[] {
  return rulePeersOf(policy, facts).flatMap((rule) => {
    const selections = podsReached(rule);
    const ports = selections.length > 0 ? writtenPorts(rule) : [];
    const uses = ports.flatMap((port) => useOf(rule, port, selections, facts) ?? []);
    const beside = uses.length > 0 ? rulesBeside(rule, facts) : undefined;
    const all = beside && [rule.fact, ...beside];
    return uses.filter(
      ({ backend }) => all?.some(({ ports }) => mayAllowBackendPort(ports, backend)) === false,
    );
  });
}

/** The pods whose ports the rule is about; none when it is for others as well, or they cannot be told. */
function podsReached({
  direction,
  subject,
  selectors,
  isForSelectorsOnly,
}: RulePeers): readonly PodSelection[] {
  if (direction === 'ingress') {
    return subject === undefined ? [] : [subject];
  }
  const selections = selectors.flatMap(({ selection }) => selection ?? []);
  return isForSelectorsOnly && selections.length === selectors.length ? selections : [];
}

interface NumberedPort {
  readonly at: Range;
  readonly item: YamlNode;
  readonly protocol: string;
  readonly number: number;
}

function writtenPorts({ written }: RulePeers): readonly NumberedPort[] {
  if ('rule' in written) {
    const items = known(written.rule.portsList)?.items ?? [];
    return written.rule.ports.flatMap((port, index) =>
      numbered(port, known(port.port), 'TCP', items[index]),
    );
  }
  return written.entry.toPorts.flatMap(({ ports }) =>
    ports.flatMap((port) => {
      const text = known(port.port) ?? '';
      return numbered(port, /^\d+$/.test(text) ? Number(text) : undefined, 'ANY', port.node);
    }),
  );
}

/** A single port by its number; ranges are not for one Service. */
function numbered(
  {
    port,
    protocol,
    endPort,
  }: {
    readonly port: Traced<number | string>;
    readonly protocol: Traced<string>;
    readonly endPort: Traced<number>;
  },
  number: number | string | undefined,
  byDefault: string,
  item: YamlNode | undefined,
): readonly NumberedPort[] {
  const name = protocol.state === 'absent' ? byDefault : known(protocol);
  return typeof number === 'number' &&
    port.state === 'known' &&
    endPort.state === 'absent' &&
    name !== undefined &&
    item !== undefined
    ? [{ at: port.range, item, protocol: name, number }]
    : [];
}

type Use = ServicePortUse & { readonly backend: BackendPort };

/** Each of the selections must have such a Service, and all lead to one port. */
function useOf(
  { policy }: RulePeers,
  port: NumberedPort,
  selections: readonly PodSelection[],
  facts: FactView,
): Use | undefined {
  const uses = selections.map((selection) => useBy(port, selection, placeOf(policy), facts));
  const [first] = uses;
  const isOne = uses.every((use) => use !== undefined && use.target === first?.target);
  return isOne && first !== undefined
    ? { ...first, isSure: uses.every((use) => use?.isSure === true) }
    : undefined;
}

function useBy(
  port: NumberedPort,
  selection: PodSelection,
  from: Place,
  facts: FactView,
): Use | undefined {
  const services = servicesFor(selection, from, facts);
  if (services.length === 0) {
    return undefined;
  }
  const backends = distinctPods(podsAtHand(selection, from, facts));
  const hasPort = ({ ports, hasEveryPort }: WorkloadFact) =>
    !hasEveryPort ||
    ports.some(
      ({ protocol, number }) => isSame(port, protocol) && (number ?? port.number) === port.number,
    );
  const forwarded = services.flatMap((service) =>
    service.fact.ports
      .filter(({ protocol }) => isSame(port, protocol))
      .map((each) => ({ service, port: each.port, backend: targetOf(each, backends) })),
  );
  const mayBeTarget = forwarded.some(
    ({ backend }) => (backend.number ?? port.number) === port.number,
  );
  const use = forwarded.find((each) => each.port === port.number);
  const isReadable = services.every(({ fact }) => fact.hasEveryPort);
  if (
    use?.backend.number === undefined ||
    mayBeTarget ||
    !isReadable ||
    backends.some(({ pods }) => hasPort(pods.fact))
  ) {
    return undefined;
  }
  const target = use.backend.number;
  const declares = ({ ports }: WorkloadFact) => ports.some(({ number }) => number === target);
  return {
    at: port.at,
    item: port.item,
    port: port.number,
    target,
    service: use.service,
    pods: backends[0]?.pods,
    backend: use.backend,
    isSure:
      backends.length > 0 &&
      backends.every(({ pods, isMeant }) => isMeant === 'yes' && declares(pods.fact)),
  };
}

function targetOf(
  port: ServiceFact['ports'][number],
  backends: ReturnType<typeof podsAtHand>,
): BackendPort {
  const all = backends.map(({ pods }) => backendPort(port, pods.fact));
  const known = all.find(({ number }) => number !== undefined) ?? backendPort(port, undefined);
  const isOne = all.every(({ number }) => number === known.number);
  return isOne ? known : { ...known, number: undefined };
}

/** ANY is every protocol. */
function isSame({ protocol }: NumberedPort, other: string | undefined): boolean {
  return other === undefined || protocol === 'ANY' || protocol === other;
}

/** Services by their first label, so that a policy is not held against every Service of a large workspace. */
const byLabel = new WeakMap<
  readonly Located<ServiceFact>[],
  ReadonlyMap<string, readonly Located<ServiceFact>[]>
>();

/** The Services that all the selected pods are surely behind. */
function servicesFor(
  selection: PodSelection,
  from: Place,
  facts: FactView,
): readonly Located<ServiceFact>[] {
  const labels = selection.requirements.filter(({ operator }) => operator === 'In');
  const candidates = meantNamespaces(selection.namespaces, from).flatMap((namespace) => {
    const all = facts.near('service', namespace);
    const index = byLabel.get(all) ?? indexOf(all);
    byLabel.set(all, index);
    return labels.flatMap(({ key, values }) =>
      values.flatMap((value) => index.get(JSON.stringify([key, value])) ?? []),
    );
  });
  return [...new Set(candidates)].filter((service) => {
    const there = isThere(selection, from, placeOf(service));
    return (
      (there === 'yes' || there === 'likely') &&
      implies(selection.requirements, service.fact.selector ?? [], '')
    );
  });
}

function indexOf(all: readonly Located<ServiceFact>[]) {
  const index = new Map<string, Located<ServiceFact>[]>();
  for (const service of all) {
    const [label] = service.fact.selector ?? [];
    if (label !== undefined) {
      const key = JSON.stringify([label.key, label.values[0]]);
      index.set(key, [...(index.get(key) ?? []), service]);
    }
  }
  return index;
}
