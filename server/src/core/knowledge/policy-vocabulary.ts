import { inferred, unsettled, verified } from './dated';
import { issues } from './issues';
import { sources } from './sources';
import { type Dated, type Edition, inEdition } from './types';
import { type VersionSpan, within } from './version-number';

/** A word of `fromEntities` and `toEntities`. */
export interface CiliumEntity extends Dated {
  readonly name: string;
  readonly covers: string;
  /** The Cilium versions that know the word, when not all. */
  readonly cilium?: VersionSpan;
  /** What is different on AKS. */
  readonly onAks?: { readonly direction: 'ingress' | 'egress'; readonly text: string };
}

const rules = verified(sources.ciliumRuleValidation, { also: [sources.ciliumLayer3] });
const entity = (name: string, covers: string): CiliumEntity => ({ ...rules, name, covers });

/** The entities, sorted by name. Others, such as `world-ipv4`, are refused by the API server. */
export const ciliumEntities: readonly CiliumEntity[] = [
  entity('all', 'everything, inside and outside the cluster'),
  entity('cluster', 'all pods and all nodes of the cluster'),
  {
    ...entity('cluster-mesh', 'everything in the clusters of a mesh'),
    cilium: { from: '1.20' },
  },
  entity('health', 'the health checks of Cilium'),
  entity('host', 'the node of the pod itself, with its hostNetwork pods'),
  entity('ingress', 'the ingress proxy of Cilium'),
  entity('init', 'pods that have no identity yet'),
  {
    ...verified(issues.apiServerIngress, { also: [sources.ciliumRuleValidation] }),
    name: 'kube-apiserver',
    covers: 'the API server',
    onAks: {
      direction: 'ingress',
      text: 'calls from the API server arrive through konnectivity and nodes, so this entity does not match them.',
    },
  },
  entity('none', 'nothing'),
  entity('remote-node', 'all other nodes, with their hostNetwork pods'),
  entity('unmanaged', 'pods that Cilium does not manage'),
  entity('world', 'everything outside the cluster'),
];

/** The entry of an entity, by its exact name. */
export function ciliumEntity(name: string): CiliumEntity | undefined {
  return ciliumEntities.find((entry) => entry.name === name);
}

/** A protocol of `toPorts` in a Cilium policy, in capitals as it must be written. */
export interface CiliumProtocol extends Dated {
  readonly name: string;
  readonly cilium?: VersionSpan;
}

const protocol = (name: string, from?: string): CiliumProtocol => ({
  ...rules,
  name,
  ...(from === undefined ? {} : { cilium: { from } }),
});

/** The protocols, sorted by name. SCTP is accepted, but AKS has it switched off. */
export const ciliumProtocols: readonly CiliumProtocol[] = [
  protocol('AH', '1.20'),
  protocol('ANY'),
  protocol('ESP', '1.20'),
  protocol('GRE', '1.20'),
  protocol('IGMP', '1.19'),
  protocol('IPIP', '1.20'),
  protocol('IPV6', '1.20'),
  { ...verified(sources.ciliumRuleValidation, { also: [issues.sctp] }), name: 'SCTP' },
  protocol('TCP'),
  protocol('UDP'),
  protocol('VRRP', '1.19'),
];

/** Whether any of the Cilium versions may know a word; true when no version is known. */
export function mayKnow(
  word: { readonly cilium?: VersionSpan },
  ciliumVersions: readonly string[],
): boolean {
  const { cilium } = word;
  if (cilium === undefined || ciliumVersions.length === 0) return true;
  return ciliumVersions.some((version) => within(version, cilium) !== 'no');
}

const limit = (value: number, text: string) => ({ ...rules, value, text });

/** Sizes a Cilium policy must keep to. */
export const policyLimits = {
  fqdnLength: limit(255, 'A name or pattern has at most 255 characters.'),
  icmpFields: limit(40, 'An ICMP rule has at most 40 fields.'),
  logValueLength: limit(32, 'A log value has at most 32 characters.'),
  portsPerRule: limit(40, 'An item of toPorts has at most 40 ports.'),
} as const satisfies Readonly<Record<string, Dated & { value: number; text: string }>>;

/** What `method` of an HTTP rule is usually held against; it is a regular expression, so others can be written. */
export const httpMethods = {
  ...verified(sources.ciliumHttpRules),
  names: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE'],
} as const satisfies Dated & { readonly names: readonly string[] };

/** The pods behind cluster DNS and how to select them. */
export const clusterDns = {
  ...verified(sources.acnsFqdnHowTo, { also: [sources.ciliumPage] }),
  namespace: 'kube-system',
  serviceName: 'kube-dns',
  podLabel: { key: 'k8s-app', value: 'kube-dns' },
  /** With node-local DNS through a local redirect policy, these pods answer instead. */
  nodeLocalPodLabel: { key: 'k8s-app', value: 'node-local-dns' },
  port: 53,
  /** What the DNS pods call the port for UDP. */
  portName: 'dns',
  /** What they call it by protocol. */
  portNames: { UDP: 'dns', TCP: 'dns-tcp' },
  protocols: ['UDP', 'TCP'],
} as const satisfies Dated & Readonly<Record<string, unknown>>;

/** The labels that stand for namespaces. */
export const namespaceLabels = {
  ...verified(sources.kubernetesPolicies, { also: [issues.emptySelector] }),
  /** On every Namespace, for `namespaceSelector` of a NetworkPolicy. */
  ofNamespace: 'kubernetes.io/metadata.name',
  /** On every pod as Cilium sees it, for endpoint selectors. */
  ofEndpoint: 'io.kubernetes.pod.namespace',
  /** Before a label of the Namespace, for endpoint selectors. */
  metaPrefix: 'io.cilium.k8s.namespace.labels.',
  /** Sources a label key in an endpoint selector may name. */
  sourcePrefixes: ['any:', 'k8s:', 'reserved:'],
} as const satisfies Dated & Readonly<Record<string, unknown>>;

/** A construct of Cilium policies that a later version takes away. */
export interface RemovedConstruct extends Dated {
  readonly id: 'kafka-rules' | 'l7-parser-rules' | 'requires-rules';
  readonly fields: readonly string[];
  readonly deprecated?: string;
  readonly removed: string;
}

/** What is on its way out, sorted by id. */
export const removedConstructs: readonly RemovedConstruct[] = [
  {
    ...unsettled(sources.ciliumRuleValidation, { also: [sources.ciliumUpgrade] }),
    id: 'kafka-rules',
    fields: ['toPorts.rules.kafka'],
    deprecated: '1.18',
    removed: '1.20',
  },
  {
    ...inferred(sources.ciliumRuleValidation),
    id: 'l7-parser-rules',
    fields: ['toPorts.rules.l7', 'toPorts.rules.l7proto'],
    removed: '1.20',
  },
  {
    ...verified(sources.ciliumRuleValidation),
    id: 'requires-rules',
    fields: ['fromRequires', 'toRequires'],
    deprecated: '1.17',
    removed: '1.19',
  },
];

/** The removal that a field of a rule is part of, in an edition. */
export function removedConstruct(field: string, edition: Edition): RemovedConstruct | undefined {
  return removedConstructs.find(
    (entry) => entry.fields.includes(field) && inEdition(entry, edition),
  );
}
