import type { TopicId } from '../../knowledge/topics/topic';

/**
 * The topic of a field, or, by the text of its value, the topics of some values and that of all others. Paths are the
 * keys that lead to a field, without list indexes.
 */
export interface FieldWords {
  readonly path: string;
  readonly topic?: TopicId;
  readonly byValue?: Readonly<Record<string, TopicId>>;
  /** Fields below have the same topic unless they have one of their own. */
  readonly below?: true;
}

const field = (path: string, topic: TopicId): FieldWords => ({ path, topic });
/** A field and everything in it. */
const whole = (path: string, topic: TopicId): FieldWords => ({ path, topic, below: true });
const sections = ['ingress', 'egress', 'ingressDeny', 'egressDeny'] as const;

function under(prefix: string, words: readonly FieldWords[]): readonly FieldWords[] {
  return words.map((word) => ({ ...word, path: `${prefix}.${word.path}` }));
}

const selector = (path: string, topic: TopicId): readonly FieldWords[] => [
  field(path, topic),
  field(`${path}.matchLabels`, 'field:match-labels'),
  field(`${path}.matchExpressions`, 'field:match-expressions'),
  field(`${path}.matchExpressions.key`, 'field:expression-key'),
  field(`${path}.matchExpressions.operator`, 'field:expression-operator'),
  field(`${path}.matchExpressions.values`, 'field:expression-values'),
];

const sctp = { SCTP: 'sctp' } as const satisfies Readonly<Record<string, TopicId>>;

const networkPolicyRule = (peers: 'from' | 'to'): readonly FieldWords[] => [
  field(peers, `field:network-policy-${peers}`),
  field('ports', 'field:network-policy-ports'),
  field(`${peers}.ipBlock`, 'ip-block'),
  field(`${peers}.ipBlock.cidr`, 'cidr'),
  field(`${peers}.ipBlock.except`, 'except'),
  ...selector(`${peers}.podSelector`, 'pod-selector-peer'),
  ...selector(`${peers}.namespaceSelector`, 'namespace-selector-peer'),
  field('ports.port', 'policy-port'),
  field('ports.endPort', 'end-port'),
  { path: 'ports.protocol', topic: 'protocol', byValue: sctp },
];

/** The fields of a NetworkPolicy. */
export const networkPolicyWords: readonly FieldWords[] = [
  field('spec', 'field:network-policy-spec'),
  field('spec.ingress', 'field:network-policy-ingress'),
  field('spec.egress', 'field:network-policy-egress'),
  ...selector('spec.podSelector', 'pod-selector-subject'),
  field('spec.policyTypes', 'policy-types'),
  ...under('spec.ingress', networkPolicyRule('from')),
  ...under('spec.egress', networkPolicyRule('to')),
];

const ciliumPeers = (prefix: 'from' | 'to'): readonly FieldWords[] => [
  ...selector(`${prefix}Endpoints`, 'endpoints-peer'),
  field(`${prefix}Entities`, 'entities'),
  field(`${prefix}CIDR`, 'cilium-cidr'),
  field(`${prefix}CIDRSet`, 'cilium-cidr-set'),
  field(`${prefix}CIDRSet.cidr`, 'cilium-cidr-set'),
  field(`${prefix}CIDRSet.except`, 'cilium-cidr-set'),
  field(`${prefix}CIDRSet.cidrGroupRef`, 'cidr-group'),
  ...selector(`${prefix}CIDRSet.cidrGroupSelector`, 'cidr-group'),
  ...selector(`${prefix}Nodes`, 'nodes-peer'),
  whole(`${prefix}Groups`, 'groups-peer'),
  ...selector(`${prefix}Requires`, 'requires-peer'),
];

const ciliumRule: readonly FieldWords[] = [
  ...ciliumPeers('from'),
  ...ciliumPeers('to'),
  whole('toServices', 'services-peer'),
  ...selector('toServices.k8sServiceSelector.selector', 'services-peer'),
  field('toFQDNs', 'to-fqdns'),
  field('toFQDNs.matchName', 'match-name'),
  field('toFQDNs.matchPattern', 'match-pattern'),
  field('icmps', 'icmps'),
  field('icmps.fields', 'field:icmp-fields'),
  field('icmps.fields.family', 'field:icmp-family'),
  field('icmps.fields.type', 'field:icmp-type'),
  field('authentication', 'authentication'),
  field('authentication.mode', 'authentication'),
  field('toPorts', 'to-ports'),
  ...under('toPorts', [
    field('ports', 'field:port-list'),
    field('rules', 'field:l7-rules'),
    field('ports.port', 'cilium-port'),
    field('ports.endPort', 'end-port'),
    { path: 'ports.protocol', topic: 'cilium-protocol', byValue: sctp },
    field('rules.http', 'http-rules'),
    field('rules.http.path', 'http-matcher'),
    field('rules.http.method', 'http-matcher'),
    field('rules.http.host', 'http-matcher'),
    field('rules.http.headers', 'field:http-headers'),
    whole('rules.http.headerMatches', 'field:http-header-matches'),
    field('rules.dns', 'dns-rules'),
    field('rules.dns.matchName', 'match-name'),
    field('rules.dns.matchPattern', 'match-pattern'),
    whole('rules.kafka', 'kafka-rules'),
    whole('rules.l7', 'l7-parser-rules'),
    field('rules.l7proto', 'l7-parser-rules'),
    whole('listener', 'listener'),
    whole('terminatingTLS', 'tls-context'),
    whole('originatingTLS', 'tls-context'),
    field('serverNames', 'server-names'),
  ]),
];

/** The fields of a Cilium policy; what is said of `spec` holds for the items of `specs`. */
export const ciliumPolicyWords: readonly FieldWords[] = [
  field('spec', 'field:cilium-spec'),
  field('specs', 'field:cilium-specs'),
  field('spec.description', 'field:rule-description'),
  whole('spec.labels', 'field:rule-labels'),
  whole('spec.log', 'field:rule-log'),
  ...selector('spec.endpointSelector', 'endpoint-selector'),
  ...selector('spec.nodeSelector', 'node-selector'),
  field('spec.ingress', 'field:cilium-ingress'),
  field('spec.egress', 'field:cilium-egress'),
  field('spec.enableDefaultDeny', 'enable-default-deny'),
  field('spec.enableDefaultDeny.ingress', 'enable-default-deny'),
  field('spec.enableDefaultDeny.egress', 'enable-default-deny'),
  field('spec.ingressDeny', 'deny-rules'),
  field('spec.egressDeny', 'deny-rules'),
  ...sections.flatMap((section) => under(`spec.${section}`, ciliumRule)),
];

/** The fields of a Service. */
export const serviceWords: readonly FieldWords[] = [
  field('spec.externalTrafficPolicy', 'external-traffic-policy'),
  field('spec.loadBalancerSourceRanges', 'load-balancer-source-ranges'),
  field('spec.ports.port', 'service-port'),
  field('spec.ports.targetPort', 'service-port'),
  field('spec.ports.nodePort', 'node-port'),
  { path: 'spec.ports.protocol', byValue: sctp },
];

const container: readonly FieldWords[] = [
  field('ports.hostPort', 'host-port'),
  field('ports.name', 'container-port-name'),
  { path: 'ports.protocol', byValue: sctp },
];
const windows = { windows: 'windows-nodes' } as const satisfies Readonly<Record<string, TopicId>>;

/** The fields of the pod's spec in a workload. */
export const podWords: readonly FieldWords[] = [
  field('hostNetwork', 'host-network'),
  field('dnsPolicy', 'dns-policy'),
  { path: 'os.name', byValue: windows },
  { path: 'nodeSelector.kubernetes.io/os', byValue: windows },
  ...under('containers', container),
  ...under('initContainers', container),
];

/** Fields that hand an object to Cilium by the name of a class. */
export const classWords: Readonly<Record<'Ingress' | 'Gateway', FieldWords>> = {
  Ingress: { path: 'spec.ingressClassName', byValue: { cilium: 'cilium-class' } },
  Gateway: { path: 'spec.gatewayClassName', byValue: { cilium: 'cilium-class' } },
};

/** What a label key of a selector is a label of, by the selector's path; a selector elsewhere is not looked at. */
export const networkPolicySelectors: ReadonlyMap<string, SelectorUse> = new Map([
  ['spec.podSelector', 'pods'],
  ['spec.ingress.from.podSelector', 'pods'],
  ['spec.egress.to.podSelector', 'pods'],
  ['spec.ingress.from.namespaceSelector', 'namespaces'],
  ['spec.egress.to.namespaceSelector', 'namespaces'],
]);

/** The same for a Cilium policy. */
export const ciliumPolicySelectors: ReadonlyMap<string, SelectorUse> = new Map([
  ['spec.endpointSelector', 'endpoints'],
  ...sections.flatMap((section): [string, SelectorUse][] => [
    [`spec.${section}.fromEndpoints`, 'endpoints'],
    [`spec.${section}.toEndpoints`, 'endpoints'],
  ]),
]);

/** `endpoints`: pods as Cilium sees them, with labels of its own. */
export type SelectorUse = 'pods' | 'namespaces' | 'endpoints';
