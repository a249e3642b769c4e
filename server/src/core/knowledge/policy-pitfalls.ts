import { edition2025Only, inferred, verified } from './dated';
import { issues } from './issues';
import { sources } from './sources';
import type { Dated } from './types';
import type { VersionSpan } from './version-number';

/** The pods through which the API server of AKS reaches pods, as it does for webhooks and `kubectl exec`. */
export const konnectivityAgent = {
  ...verified(issues.konnectivityLabels, { also: [issues.apiServerIngress] }),
  namespace: 'kube-system',
  podLabel: { key: 'app', value: 'konnectivity-agent' },
} as const satisfies Dated & Readonly<Record<string, unknown>>;

/** A namespace with pods that AKS runs, and what stops when a policy closes them. */
export interface SystemNamespace extends Dated {
  readonly name: string;
  readonly runs: string;
}

/** The namespaces a clusterwide policy had better leave out. */
export const systemNamespaces: readonly SystemNamespace[] = [
  {
    ...inferred(sources.ciliumPage, { also: [issues.konnectivityLabels] }),
    name: 'kube-system',
    runs: 'CoreDNS, metrics-server and konnectivity',
  },
  {
    ...inferred(sources.networkPolicies),
    name: 'gatekeeper-system',
    runs: 'the webhook of the Azure Policy add-on',
  },
];

/** What a rule without peers and ports does. */
export const emptyRule = {
  ...inferred(sources.ciliumPolicyModes),
  text: 'It allows nothing, and its section closes the direction all the same.',
} as const satisfies Dated & { readonly text: string };

/** From which Cilium on a list of peers without items stands for nobody; before, it was as if it were not written. */
export const emptyPeerList = {
  ...verified(sources.ciliumUpgrade),
  cilium: { from: '1.15' },
  /** The lists that this is said of, without their `to` or `from`. */
  members: ['Endpoints', 'CIDR', 'CIDRSet', 'Entities'],
} as const satisfies Dated & { readonly cilium: VersionSpan; readonly members: readonly string[] };

/** What becomes of a rule for a listener that is not there. */
export const missingListener = {
  ...verified(sources.ciliumEndpoint, { also: [issues.gatewayApi] }),
  text: 'Cilium leaves a rule out until its listener is there.',
} as const satisfies Dated & { readonly text: string };

/** What the selector of a CiliumNetworkPolicy for its own pods does with the label of another namespace. */
export const foreignNamespace = {
  ...verified(sources.ciliumSelectorScope),
  /** The value that is written in `matchLabels` under this key gives way to the namespace of the policy. */
  replacedKey: 'k8s:io.kubernetes.pod.namespace',
} as const satisfies Dated & { readonly replacedKey: string };

/** The DNS pattern for every name, which AKS refused from December 2024 until July 2026, when its page dropped the limit. */
export const everyNamePattern = {
  ...inferred(sources.acnsFqdn, { date: '2024-12-01', editions: edition2025Only }),
  pattern: '*',
} as const satisfies Dated & { readonly pattern: string };

/** How the patterns of HTTP rules are read. */
export const httpPatterns = {
  ...verified(sources.ciliumHttpRules, { also: [sources.acnsL7] }),
  /** Each is a regular expression for the whole text, with upper and lower case told apart. */
  isWhole: true,
  methods: ['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE'],
} as const satisfies Dated & Readonly<Record<string, unknown>>;
