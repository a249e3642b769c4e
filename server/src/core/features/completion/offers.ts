import { specialAddresses } from '../../knowledge/address-ranges';
import { clusterDns, namespaceLabels } from '../../knowledge/policy-vocabulary';
import { parseCidr } from '../../policy/addresses/cidr';
import { internetOnlyExcept } from '../../policy/addresses/cluster-ranges';
import { allowsFqdn, allowsL7 } from '../../profile/answers';
import type { ClusterProfile } from '../../profile/profile';
import type { PlainValue } from '../../syntax/yaml/style';
import { topicText } from '../hover/topic-text';
import type { ListKind } from './list-place';
import type { Offer, Stop } from './offer';

const dnsPods: PlainValue = {
  namespaceSelector: { matchLabels: { [namespaceLabels.ofNamespace]: clusterDns.namespace } },
  podSelector: { matchLabels: { [clusterDns.podLabel.key]: clusterDns.podLabel.value } },
};
const dnsPorts: PlainValue = clusterDns.protocols.map((protocol) => ({
  protocol,
  port: clusterDns.port,
}));
const allPods: PlainValue = { namespaceSelector: {} };
const namespacePods = (stop: Stop): PlainValue => ({
  namespaceSelector: { matchLabels: { [namespaceLabels.ofNamespace]: stop('other-namespace') } },
});

const everyAddress = '0.0.0.0/0';

/** Everything but the private ranges, those of the cluster, and the metadata of the node. */
function outside(profile: ClusterProfile): PlainValue {
  const block = parseCidr(everyAddress);
  const metadata = specialAddresses.find(({ id }) => id === 'instance-metadata')?.cidr;
  const except = block === undefined ? [] : internetOnlyExcept(block, [], profile);
  return { ipBlock: { cidr: everyAddress, except: [...except, ...(metadata ? [metadata] : [])] } };
}

const peersKey = ({ direction }: ListKind) => (direction === 'egress' ? 'to' : 'from');

/** A peer, offered for a list of peers as it is and for a list of rules as a rule of its own. */
function peerOffers(
  name: string,
  texts: Pick<Offer, 'detail' | 'documentation'>,
  directions: readonly ListKind['direction'][],
  peer: (stop: Stop, profile: ClusterProfile) => PlainValue,
  ports?: (stop: Stop, kind: ListKind) => PlainValue | undefined,
): readonly Offer[] {
  const fits = (items: ListKind['items']) => (kind: ListKind) =>
    kind.policy === 'NetworkPolicy' && kind.items === items && directions.includes(kind.direction);
  return [
    {
      ...texts,
      id: `network-policy-rule-${name}`,
      label: `akscilium-rule-${name}`,
      fits: fits('rules'),
      items: (stop, kind, profile) => {
        const peers = { [peersKey(kind)]: [peer(stop, profile)] };
        const list = ports?.(stop, kind);
        return [list === undefined ? peers : { ...peers, ports: list }];
      },
    },
    {
      ...texts,
      id: `network-policy-peer-${name}`,
      label: `akscilium-peer-${name}`,
      fits: fits('peers'),
      items: (stop, _kind, profile) => [peer(stop, profile)],
    },
  ];
}

const networkPolicyOffers: readonly Offer[] = [
  ...peerOffers(
    'dns',
    {
      detail: 'The AKS DNS pods, UDP and TCP 53',
      documentation: () =>
        'Isolating egress also closes DNS. This allows queries to the CoreDNS pods, over UDP and TCP. The address of the DNS Service in an `ipBlock` would match nothing.',
    },
    ['egress'],
    () => dnsPods,
    () => dnsPorts,
  ),
  ...peerOffers(
    'namespace',
    {
      detail: 'The pods of another namespace',
      documentation: (profile) => topicText('label-of-namespace', profile) ?? '',
    },
    ['ingress', 'egress'],
    namespacePods,
  ),
  ...peerOffers(
    'all-pods',
    {
      detail: 'All pods in all namespaces, no nodes',
      documentation: (profile) => topicText('namespace-selector-peer', profile) ?? '',
    },
    ['ingress', 'egress'],
    () => allPods,
  ),
  ...peerOffers(
    'internet-only',
    {
      detail: 'Addresses outside the cluster, no private ranges',
      documentation: (profile) => topicText('except', profile) ?? '',
    },
    ['ingress', 'egress'],
    (_stop, profile) => outside(profile),
    (stop, { direction }) =>
      direction === 'egress' ? [{ protocol: 'TCP', port: stop('443') }] : undefined,
  ),
];

const tcp = (port: PlainValue): PlainValue => [{ ports: [{ port, protocol: 'TCP' }] }];
const ciliumDnsPods: PlainValue = [
  {
    matchLabels: {
      [namespaceLabels.ofEndpoint]: clusterDns.namespace,
      [clusterDns.podLabel.key]: clusterDns.podLabel.value,
    },
  },
];
const ciliumDnsPorts: PlainValue = clusterDns.protocols.map((protocol) => ({
  port: String(clusterDns.port),
  protocol,
}));
const ciliumDnsRule: PlainValue = {
  toEndpoints: ciliumDnsPods,
  toPorts: [{ ports: ciliumDnsPorts }],
};

const httpPorts = (stop: Stop) => ({
  toPorts: [
    {
      ports: [{ port: stop('8080', 'quoted'), protocol: 'TCP' }],
      rules: { http: [{ method: stop('GET', 'quoted'), path: stop('/api/.*', 'quoted') }] },
    },
  ],
});

function ciliumRule(
  name: string,
  direction: ListKind['direction'],
  offer: Pick<Offer, 'detail' | 'documentation'> & {
    readonly items: (stop: Stop) => readonly PlainValue[];
    readonly isPossible?: (profile: ClusterProfile) => boolean;
  },
): Offer {
  const { detail, documentation, items, isPossible = () => true } = offer;
  return {
    id: `cilium-policy-rule-${direction}-${name}`,
    label: `akscilium-rule-${name}`,
    detail,
    documentation,
    fits: (kind, profile) =>
      kind.policy === 'CiliumPolicy' &&
      kind.items === 'rules' &&
      kind.direction === direction &&
      isPossible(profile),
    items,
  };
}

const ciliumOffers: readonly Offer[] = [
  ciliumRule('fqdn', 'egress', {
    detail: 'A domain name, with the DNS rule it needs',
    documentation: (profile) => topicText('to-fqdns', profile) ?? '',
    isPossible: (profile) => allowsFqdn(profile) !== 'no',
    items: (stop) => [
      { toFQDNs: [{ matchName: stop('api.example.com') }], toPorts: tcp(stop('443', 'quoted')) },
      {
        toEndpoints: ciliumDnsPods,
        toPorts: [
          { ports: ciliumDnsPorts, rules: { dns: [{ matchPattern: stop('*', 'quoted') }] } },
        ],
      },
    ],
  }),
  ciliumRule('http', 'egress', {
    detail: 'HTTP requests by method and path',
    documentation: (profile) => topicText('http-rules', profile) ?? '',
    isPossible: (profile) => allowsL7(profile) !== 'no',
    items: (stop) => [{ toEndpoints: [{ matchLabels: { app: stop('api') } }], ...httpPorts(stop) }],
  }),
  ciliumRule('dns', 'egress', {
    detail: 'The AKS DNS pods, UDP and TCP 53',
    documentation: () =>
      'Isolating egress also closes DNS. This allows queries to the CoreDNS pods, over UDP and TCP. For `toFQDNs` the queries must also go through a `dns` rule.',
    items: () => [ciliumDnsRule],
  }),
  ciliumRule('to-nodes', 'egress', {
    detail: 'The node of the pod and all other nodes',
    documentation: (profile) => topicText('entities', profile) ?? '',
    items: (stop) => [
      { toEntities: ['host', 'remote-node'], toPorts: tcp(stop('10250', 'quoted')) },
    ],
  }),
  ciliumRule('api-server', 'egress', {
    detail: 'The API server, whatever its address',
    documentation: (profile) => topicText('entity:kube-apiserver', profile) ?? '',
    items: () => [{ toEntities: ['kube-apiserver'], toPorts: tcp('443') }],
  }),
  ciliumRule('from-nodes', 'ingress', {
    detail: 'Other nodes; the node of the pod is always allowed',
    documentation: (profile) => topicText('entity:remote-node', profile) ?? '',
    items: (stop) => [{ fromEntities: ['remote-node'], toPorts: tcp(stop('8080', 'quoted')) }],
  }),
  ciliumRule('http', 'ingress', {
    detail: 'HTTP requests by method and path',
    documentation: (profile) => topicText('http-rules', profile) ?? '',
    isPossible: (profile) => allowsL7(profile) !== 'no',
    items: (stop) => [
      { fromEndpoints: [{ matchLabels: { app: stop('web') } }], ...httpPorts(stop) },
    ],
  }),
  ciliumRule('load-balancer', 'ingress', {
    detail: 'Load balancer clients, whatever node they enter at',
    documentation: (profile) => topicText('external-traffic-policy', profile) ?? '',
    items: (stop) => [
      { fromEntities: ['world', 'remote-node'], toPorts: tcp(stop('8080', 'quoted')) },
    ],
  }),
];

/** Everything that can be written into a list of a policy. */
export const offers: readonly Offer[] = [...networkPolicyOffers, ...ciliumOffers];
