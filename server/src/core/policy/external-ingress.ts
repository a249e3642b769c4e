import type { FactView, Located } from '../facts/facts';
import { neighboursOf } from '../facts/neighbours';
import { inOneNamespace, isFixedNamespace, locate, placeOf } from '../facts/place';
import type { PolicyFact, RuleFact } from '../facts/policy-fact';
import { type ServiceFact, serviceFactOf } from '../facts/service-fact';
import { implies, type Requirement } from '../facts/subject';
import type { Service } from '../model/service';
import { known, readString } from '../model/traced';
import type { Range } from '../text/range';
import { fulfils } from './peers/pod-selection';
import { distinctPods, type PodsAtHand, podsAtHand } from './peers/pods-at-hand';
import { type BackendPort, backendPort, mayAllowBackendPort } from './ports/backend-port';

/** A Service for clients outside whose connections policies drop, if they come in at another node. */
export interface DroppedIngress {
  /** Where the Service says how traffic from outside is handled, or what type it is. */
  readonly at: Range;
  /** `some`: of the clients that policies allow, those whose packets pass another node; `all`: nobody from outside. */
  readonly clients: 'some' | 'all';
  readonly type: string;
  /** The ports of the pods that are affected. */
  readonly ports: readonly BackendPort[];
  /** The policies that let nothing else in. */
  readonly policies: readonly Located<PolicyFact>[];
  /** Service, policies and pods are surely in one namespace. */
  readonly isSure: boolean;
}

/** Judges a Service of type LoadBalancer or NodePort; undefined when nothing is dropped, or that cannot be told. */
export function droppedIngress(service: Service, facts: FactView): DroppedIngress | undefined {
  const fact = serviceFactOf(service);
  const own = fact && locate('service', fact, facts);
  const at = placeOfPolicy(service);
  if (fact?.selector === undefined || own === undefined || at === undefined) {
    return undefined;
  }
  const selection = { requirements: fact.selector, namespaces: 'own' } as const;
  const backends = distinctPods(podsAtHand(selection, placeOf(own), facts)).filter(
    ({ isMeant }) => isMeant !== 'unknown',
  );
  if (backends.some(({ pods }) => pods.fact.hostNetwork !== 'no')) {
    return undefined;
  }
  const dropped =
    backends.length === 0
      ? droppedFor(fact, own.uri, undefined, facts)
      : backends.map((each) => droppedFor(fact, own.uri, each, facts)).find((each) => each);
  return dropped && { ...dropped, at, type: known(service.type) ?? '' };
}

/** The place, if it is known that the Service is for clients outside and may change their addresses. */
function placeOfPolicy({ spec, type, externalTrafficPolicy }: Service): Range | undefined {
  const isExternal = type.state === 'known' && ['LoadBalancer', 'NodePort'].includes(type.value);
  // Other load balancers than Azure's may connect from wherever they run.
  const isAzure = readString(spec, 'loadBalancerClass').state === 'absent';
  if (!isExternal || !isAzure) {
    return undefined;
  }
  switch (externalTrafficPolicy.state) {
    case 'absent':
      return type.range;
    case 'known':
      return externalTrafficPolicy.value === 'Cluster' ? externalTrafficPolicy.range : undefined;
    default:
      return undefined;
  }
}

/** Judges one kind of pods behind the Service, or all of them by what its selector says when none are at hand. */
function droppedFor(
  service: ServiceFact,
  uri: string,
  backend: PodsAtHand | undefined,
  facts: FactView,
): Omit<DroppedIngress, 'at' | 'type'> | undefined {
  const subject = [...(service.selector ?? []), ...labelsOf(backend)];
  const { covering, policies } = policiesFor({ ...service, subject }, uri, backend, facts);
  const isolating = covering.filter(({ fact }) => fact.isolates.ingress === 'yes');
  if (isolating.length === 0 || policies.some(({ isComplete }) => !isComplete.ingress)) {
    return undefined;
  }
  const all = policies.flatMap(({ ingress }) => ingress);
  const sure = covering.flatMap(({ fact }) => fact.ingress);
  const ports = service.ports.map((port) => backendPort(port, backend?.pods.fact));
  const missed = ports.flatMap((port) => missedBy(sure, all, port));
  // What fails now and then is harder to find than what never works.
  const worst = missed.find(({ clients }) => clients === 'some') ?? missed[0];
  if (worst === undefined) {
    return undefined;
  }
  const place = { uri, namespace: service.namespace };
  return {
    clients: worst.clients,
    ports: missed.filter(({ clients }) => clients === worst.clients).map(({ port }) => port),
    policies: isolating,
    isSure:
      backend?.isMeant !== 'likely' &&
      isolating.some(
        (policy) =>
          policy.fact.namespace === '*' || inOneNamespace(place, placeOf(policy)) === 'yes',
      ),
  };
}

function labelsOf(backend: PodsAtHand | undefined): readonly Requirement[] {
  return (backend?.pods.fact.labels ?? []).flatMap(({ key, value }) =>
    value === undefined ? [] : [{ key, operator: 'In', values: [value] }],
  );
}

/** The policies that surely are for the pods, and all that may be. */
function policiesFor(
  own: Pick<PolicyFact, 'namespace' | 'subject'>,
  uri: string,
  backend: PodsAtHand | undefined,
  facts: FactView,
) {
  const all = facts.near('policy', own.namespace);
  const { covering, overlapping } = neighboursOf(own, all, uri);
  const isPossible = ({ subject }: PolicyFact) =>
    backend === undefined ||
    subject === undefined ||
    fulfils(backend.pods.fact.labels, backend.pods.fact.hasEveryLabel, subject) !== 'no';
  const loose = openPolicies(all).filter(
    ({ subject }) => subject === undefined || implies(own.subject ?? [], subject, ''),
  );
  return {
    covering: covering.flatMap((fact) => locate('policy', fact, facts) ?? []),
    policies: [...overlapping.filter(isPossible), ...loose],
  };
}

/** Goes with the list of facts: policies that let nodes in, and whose namespace is not written. */
const open = new WeakMap<readonly Located<PolicyFact>[], readonly PolicyFact[]>();

function openPolicies(all: readonly Located<PolicyFact>[]): readonly PolicyFact[] {
  const known =
    open.get(all) ??
    all
      .map(({ fact }) => fact)
      .filter(
        ({ namespace, ingress }) =>
          namespace !== '*' &&
          !isFixedNamespace(namespace) &&
          ingress.some(({ mayIncludeNodes }) => mayIncludeNodes),
      );
  open.set(all, known);
  return known;
}

interface MissedPort {
  readonly port: BackendPort;
  readonly clients: DroppedIngress['clients'];
}

/**
 * Nothing when a policy may let nodes in, and when no rule for all of the pods is about the port: that one may stand
 * elsewhere.
 */
function missedBy(
  sure: readonly RuleFact[],
  all: readonly RuleFact[],
  port: BackendPort,
): readonly MissedPort[] {
  const isForPort = ({ ports }: RuleFact) => mayAllowBackendPort(ports, port);
  const allowing = all.filter(isForPort);
  if (!sure.some(isForPort) || allowing.some((rule) => rule.mayIncludeNodes)) {
    return [];
  }
  const clients = allowing.some(({ mayIncludeOutside }) => mayIncludeOutside) ? 'some' : 'all';
  return [{ port, clients }];
}
