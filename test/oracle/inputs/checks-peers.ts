import type { Check } from './checks-objects';
import {
  clusterwide,
  egress,
  egressDeny,
  egressPorts,
  type Fields,
  ingress,
  ingressDeny,
  type Value,
} from './policy';

const ports = [{ ports: [{ port: '80', protocol: 'TCP' }] }];
const cidrSet = (item: Value): Fields => egress({ toCIDRSet: [item] });
const icmp = (of: Value): Fields => egress({ icmps: [{ fields: [of] }] });
const fqdn = (of: Value): Fields => egress({ toFQDNs: [of], toPorts: ports });

/** One of each layer 3 member, as it is valid. */
const toMembers: Readonly<Record<string, Value>> = {
  toEndpoints: [{}],
  toCIDR: ['1.2.3.4/32'],
  toCIDRSet: [{ cidr: '1.0.0.0/8' }],
  toEntities: ['world'],
  toFQDNs: [{ matchName: 'example.com' }],
  toServices: [{ k8sService: { serviceName: 'a', namespace: 'b' } }],
  toGroups: [{ aws: { region: 'x' } }],
  toNodes: [{}],
  toRequires: [{ matchLabels: { a: 'b' } }],
};
const fromMembers: Readonly<Record<string, Value>> = {
  fromEndpoints: [{}],
  fromCIDR: ['1.2.3.4/32'],
  fromCIDRSet: [{ cidr: '1.0.0.0/8' }],
  fromEntities: ['world'],
  fromGroups: [{ aws: { region: 'x' } }],
  fromNodes: [{}],
  fromRequires: [{ matchLabels: { a: 'b' } }],
};

const pairs = (
  members: Readonly<Record<string, Value>>,
  policy: (rule: Value) => Fields,
  name: string,
): readonly Check[] => {
  const names = Object.keys(members);
  return names.flatMap((a, index) =>
    names.slice(index + 1).map((b): Check => {
      const rule = { [a]: members[a] ?? null, [b]: members[b] ?? null };
      return [`${name}-${a}-${b}`, policy(rule)];
    }),
  );
};

const single = (
  members: Readonly<Record<string, Value>>,
  policy: (rule: Value) => Fields,
  name: string,
): readonly Check[] =>
  Object.entries(members).map(
    ([member, value]): Check => [
      `${name}-${member}`,
      policy({ [member]: value }),
      policy({ [member]: value, toPorts: ports }),
      policy({ [member]: [] }),
      policy({ [member]: null }),
      policy({ [member]: (value as readonly Value[])[0] ?? null }),
    ],
  );

/** Checks of the peers of rules. */
export const peerChecks: readonly Check[] = [
  ...single(toMembers, egress, 'to'),
  ...single(fromMembers, ingress, 'from'),
  ...single(toMembers, egressDeny, 'deny-to'),
  ...single(fromMembers, ingressDeny, 'deny-from'),
  ...pairs(toMembers, egress, 'to'),
  ...pairs(fromMembers, ingress, 'from'),
  ['empty-member-beside', egress({ toEndpoints: [], toEntities: ['world'] })],
  ['wrong-direction', egress({ fromEndpoints: [{}] }), ingress({ toEndpoints: [{}] })],
  ['member-case', egress({ toFqdns: [{ matchName: 'a.b' }] }), egress({ toCidr: ['1.2.3.4/32'] })],
  ['entities', egress({ toEntities: ['all', 'cluster', 'host', 'remote-node', 'kube-apiserver'] })],
  ['entities-more', ingress({ fromEntities: ['init', 'ingress', 'unmanaged', 'health', 'none'] })],
  ['entity-unknown', egress({ toEntities: ['internet'] }), egress({ toEntities: ['World'] })],
  [
    'entity-split',
    egress({ toEntities: ['world-ipv4'] }),
    egress({ toEntities: ['cluster-mesh'] }),
  ],
  ['entity-type', egress({ toEntities: [1] }), egress({ toEntities: 'world' })],
  ['entity-null', egress({ toEntities: [null] }), ingress({ fromEntities: [''] })],
  ['cidr', egress({ toCIDR: ['10.0.0.0/8', '2001:db8::/32', '0.0.0.0/0'] })],
  ['cidr-host-bits', egress({ toCIDR: ['10.1.2.3/8'] }), cidrSet({ cidr: '10.1.2.3/8' })],
  ['cidr-bare', egress({ toCIDR: ['10.0.0.1'] }), ingress({ fromCIDR: ['10.0.0.1'] })],
  ['cidr-zeros', egress({ toCIDR: ['010.0.0.0/8'] }), cidrSet({ cidr: '10.000.0.0/8' })],
  ['cidr-prefix', egress({ toCIDR: ['10.0.0.0/33'] }), egress({ toCIDR: ['10.0.0.0/'] })],
  ['cidr-mask', egress({ toCIDR: ['10.0.0.0/255.0.0.0'] }), egress({ toCIDR: ['10.0.0.0/08'] })],
  [
    'cidr-word',
    egress({ toCIDR: ['world'] }),
    egress({ toCIDR: [''] }),
    egress({ toCIDR: [null] }),
  ],
  [
    'cidr-mapped',
    egress({ toCIDR: ['::ffff:10.0.0.0/104'] }),
    egress({ toCIDR: ['fe80::1%eth0/64'] }),
  ],
  ['cidr-space', egress({ toCIDR: [' 10.0.0.0/8'] }), egress({ toCIDR: ['10.0.0.0/8 '] })],
  ['cidr-type', egress({ toCIDR: [10] }), egress({ toCIDR: '10.0.0.0/8' })],
  ['set', cidrSet({ cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }), cidrSet({})],
  ['set-same', cidrSet({ cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] })],
  ['set-wider', cidrSet({ cidr: '10.0.0.0/8', except: ['10.0.0.0/7'] })],
  ['set-outside', cidrSet({ cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] })],
  ['set-family', cidrSet({ cidr: '10.0.0.0/8', except: ['fd00::/8'] })],
  ['set-except-bare', cidrSet({ cidr: '10.0.0.0/8', except: ['10.1.0.1'] })],
  ['set-except-type', cidrSet({ cidr: '10.0.0.0/8', except: '10.1.0.0/16' })],
  ['set-bare', cidrSet({ cidr: '10.0.0.1' }), cidrSet({ cidr: '' }), cidrSet({ cidr: null })],
  ['set-group', cidrSet({ cidrGroupRef: 'a' }), cidrSet({ cidrGroupRef: 'A' })],
  ['set-group-empty', cidrSet({ cidrGroupRef: '' }), cidrSet({ cidrGroupRef: 'a'.repeat(254) })],
  ['set-group-except', cidrSet({ cidrGroupRef: 'a', except: ['10.1.0.0/16'] })],
  ['set-group-selector', cidrSet({ cidrGroupSelector: { matchLabels: { a: 'b' } } })],
  ['set-group-label', cidrSet({ cidrGroupSelector: { matchLabels: { 'a b': 'b' } } })],
  ['set-two', cidrSet({ cidr: '10.0.0.0/8', cidrGroupRef: 'a' })],
  ['set-two-selector', cidrSet({ cidr: '10.0.0.0/8', cidrGroupSelector: {} })],
  ['set-except-only', cidrSet({ except: ['10.1.0.0/16'] })],
  ['set-unknown', cidrSet({ cidr: '10.0.0.0/8', excepts: [] }), cidrSet('10.0.0.0/8')],
  ['fqdn', fqdn({ matchName: 'a.example.com' }), fqdn({ matchPattern: '*.example.com' })],
  ['fqdn-both', fqdn({ matchName: 'a.b', matchPattern: '*.b' })],
  ['fqdn-none', fqdn({}), fqdn(null), fqdn('example.com')],
  ['fqdn-empty', fqdn({ matchName: '' }), fqdn({ matchPattern: '' })],
  ['fqdn-star-name', fqdn({ matchName: '*.example.com' })],
  ['fqdn-url', fqdn({ matchName: 'https://a.b' }), fqdn({ matchPattern: '*.a.b:443' })],
  ['fqdn-long', fqdn({ matchName: `${'a.'.repeat(128)}b` }), fqdn({ matchName: 'a.b.' })],
  ['fqdn-long-pattern', fqdn({ matchPattern: `${'a.'.repeat(128)}*` })],
  ['fqdn-dots', fqdn({ matchName: 'a..b' }), fqdn({ matchPattern: '.a' })],
  ['fqdn-double-star', fqdn({ matchPattern: '**.example.com' }), fqdn({ matchPattern: '*' })],
  ['fqdn-type', fqdn({ matchName: 1 }), egress({ toFQDNs: { matchName: 'a.b' } })],
  ['fqdn-unknown', fqdn({ matchname: 'a.b' }), fqdn({ matchName: 'a.b', x: 1 })],
  ['fqdn-deny', egressDeny({ toFQDNs: [{ matchName: 'a.b' }] })],
  [
    'service',
    egress({ toServices: [{ k8sService: { serviceName: 'a' } }] }),
    egress({ toServices: [{}] }),
  ],
  ['service-selector', egress({ toServices: [{ k8sServiceSelector: { selector: {} } }] })],
  ['service-no-selector', egress({ toServices: [{ k8sServiceSelector: { namespace: 'a' } }] })],
  ['service-unknown', egress({ toServices: [{ k8sService: { name: 'a' } }] })],
  [
    'service-both',
    egress({ toServices: [{ k8sService: {}, k8sServiceSelector: { selector: {} } }] }),
  ],
  ['service-type', egress({ toServices: [{ k8sService: 'a' }] }), egress({ toServices: ['a'] })],
  [
    'service-label',
    egress({ toServices: [{ k8sServiceSelector: { selector: { matchLabels: { 'a b': 'c' } } } }] }),
  ],
  [
    'groups',
    egress({ toGroups: [{ aws: { securityGroupsIds: ['a'] } }] }),
    egress({ toGroups: [{}] }),
  ],
  ['groups-unknown', egress({ toGroups: [{ azure: {} }] })],
  ['auth', egress({ authentication: { mode: 'required' } }), egress({ authentication: {} })],
  ['auth-mode', egress({ authentication: { mode: 'Required' } }), egress({ authentication: null })],
  ['auth-disabled', ingress({ authentication: { mode: 'disabled' } })],
  ['auth-deny', egressDeny({ authentication: { mode: 'disabled' } })],
  [
    'icmp',
    icmp({ family: 'IPv4', type: 8 }),
    icmp({ type: 'EchoRequest' }),
    icmp({ type: 'Echo' }),
  ],
  ['icmp-family', icmp({ family: 'ipv4', type: 8 }), icmp({ family: '', type: 8 })],
  ['icmp-family-null', icmp({ family: null, type: 8 })],
  ['icmp-no-type', icmp({ family: 'IPv4' }), icmp({})],
  [
    'icmp-type',
    icmp({ type: 256 }),
    icmp({ type: -1 }),
    icmp({ type: '8' }),
    icmp({ type: 'Ping' }),
  ],
  ['icmp-type-v6', icmp({ family: 'IPv6', type: 'EchoReply' }), icmp({ type: 8.5 })],
  [
    'icmp-type-v6-only',
    icmp({ family: 'IPv4', type: 'PacketTooBig' }),
    icmp({ type: 'EchoRequest' }),
  ],
  ['icmp-type-v4-only', icmp({ family: 'IPv6', type: 'Redirect' }), icmp({ type: '256' })],
  ['icmp-type-kind', icmp({ type: true }), icmp({ type: [8] })],
  ['icmp-ports', egress({ icmps: [{ fields: [{ type: 8 }] }], toPorts: ports })],
  ['icmp-empty-ports', egress({ icmps: [{ fields: [{ type: 8 }] }], toPorts: [] })],
  [
    'icmp-empty',
    egress({ icmps: [] }),
    egress({ icmps: [{}] }),
    egress({ icmps: [{}], toPorts: ports }),
  ],
  ['icmp-deny-ports', egressDeny({ icmps: [{ fields: [{ type: 8 }] }], toPorts: ports })],
  ['icmp-many', egress({ icmps: [{ fields: Array(41).fill({ type: 8 }) }] })],
  ['icmp-peers', ingress({ fromEntities: ['all'], icmps: [{ fields: [{ type: 8 }] }] })],
  ['nodes-label', egress({ toNodes: [{ matchLabels: { 'a b': 'c' } }] })],
  ['host-endpoints', clusterwide({ nodeSelector: {}, ingress: [{ fromEntities: ['cluster'] }] })],
  [
    'host-http',
    clusterwide({
      nodeSelector: {},
      ingress: [{ toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }], rules: { http: [{}] } }] }],
    }),
    clusterwide({
      nodeSelector: {},
      egress: [{ toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }], rules: { http: [{}] } }] }],
    }),
  ],
  [
    'host-dns',
    clusterwide({
      nodeSelector: {},
      egress: [
        {
          toPorts: [
            { ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{ matchPattern: '*' }] } },
          ],
        },
      ],
    }),
  ],
  ['rule-unknown', egress({ to: [] }), egress({ ports: [] }), egressPorts({ port: '80' })],
];
