import type { ProfileSettings } from '../../server/src/core/index';

/** A condition for valid Cilium policies: a policy that breaks it, and the nearest one that does not. */
export interface Condition {
  /** The condition, in the words or the gist of Cilium's message. */
  readonly says: string;
  /** The rule that says so. */
  readonly rule: string;
  /** What the message says of the policy's fate. */
  readonly consequence: string;
  /** The text below `metadata`. */
  readonly bad: string;
  readonly good: string;
  readonly kind?: 'CiliumClusterwideNetworkPolicy';
  readonly settings?: ProfileSettings;
}

const refused = 'is refused by the API server';
const ignored = 'is stored, but Cilium does not enforce it';
const inNew: ProfileSettings = { kubernetesVersion: '1.34' };
const inOld: ProfileSettings = { kubernetesVersion: '1.31' };

/** A policy for the pods of a shop with the sections given. */
const spec = (sections: string) => `spec: {endpointSelector: {}, ${sections}}`;
/** One rule of `ingress`, of `egress`. */
const ingress = (rule: string) => spec(`ingress: [{${rule}}]`);
const egress = (rule: string) => spec(`egress: [{${rule}}]`);
/** One item of `toPorts` in a rule of `ingress`, of `egress`. */
const inPort = (item: string) => ingress(`toPorts: [{${item}}]`);
const outPort = (item: string) => egress(`toPorts: [{${item}}]`);

const web = 'ports: [{port: "80", protocol: TCP}]';
const lookup = 'ports: [{port: "53", protocol: ANY}]';
const anyName = 'rules: {dns: [{matchPattern: "*"}]}';
const anyRequest = 'rules: {http: [{method: GET}]}';
const repeated = (count: number, item: string) =>
  Array.from({ length: count }, () => item).join(', ');
const manyPorts = (count: number) => `ports: [${repeated(count, '{port: "80"}')}]`;
const manyFields = (count: number) => `icmps: [{fields: [${repeated(count, '{type: 8}')}]}]`;

const subjects: readonly Condition[] = [
  {
    says: 'rule must have at least one of Ingress, IngressDeny, Egress, EgressDeny',
    rule: 'empty-policy',
    consequence: ignored,
    bad: spec('ingress: []'),
    good: spec('ingress: [{}]'),
    settings: inNew,
  },
  {
    says: 'spec must validate at least one of the required lists (anyOf)',
    rule: 'empty-policy',
    consequence: refused,
    bad: 'spec: {endpointSelector: {}}',
    good: spec('egressDeny: [{}]'),
    settings: inNew,
  },
  {
    says: 'an empty policy, with neither spec nor specs',
    rule: 'empty-policy',
    consequence: ignored,
    bad: '# nothing',
    good: ingress('fromEntities: [all]'),
  },
  {
    says: 'rule must have one of EndpointSelector or NodeSelector',
    rule: 'invalid-policy-subject',
    consequence: refused,
    bad: 'spec: {ingress: [{}]}',
    good: 'spec: {endpointSelector: {}, ingress: [{}]}',
  },
  {
    says: 'rule cannot have both EndpointSelector and NodeSelector',
    rule: 'invalid-policy-subject',
    consequence: refused,
    bad: 'spec: {endpointSelector: {}, nodeSelector: {}, ingress: [{}]}',
    good: 'spec: {nodeSelector: {}, ingress: [{}]}',
    kind: 'CiliumClusterwideNetworkPolicy',
  },
  {
    says: 'a CiliumNetworkPolicy cannot have NodeSelector',
    rule: 'invalid-policy-subject',
    consequence: ignored,
    bad: 'spec: {nodeSelector: {}, ingress: [{}]}',
    good: 'spec: {endpointSelector: {}, ingress: [{}]}',
  },
  {
    says: 'a CiliumNetworkPolicy cannot have NodeSelector in specs, from 1.18 on',
    rule: 'invalid-policy-subject',
    consequence: 'not enforced from Cilium 1.18',
    bad: 'specs: [{nodeSelector: {}, ingress: [{}]}]',
    good: 'specs: [{endpointSelector: {}, ingress: [{}]}]',
  },
  {
    says: 'policies for nodes are off on AKS',
    rule: 'host-policy-not-enforced',
    consequence: 'is stored and has no effect',
    bad: 'spec: {nodeSelector: {}, ingress: [{}]}',
    good: 'spec: {endpointSelector: {}, ingress: [{}]}',
    kind: 'CiliumClusterwideNetworkPolicy',
  },
];

const nodes = (sections: string) => `spec: {nodeSelector: {}, ${sections}}`;

const layer7OfNodes: readonly Condition[] = [
  {
    says: 'L7 policy is not supported on host ingress yet',
    rule: 'host-policy-not-enforced',
    consequence: ignored,
    bad: nodes(`ingress: [{toPorts: [{${web}, ${anyRequest}}]}]`),
    good: nodes(`ingress: [{toPorts: [{${web}}]}]`),
  },
  {
    says: 'L7 protocol HTTP is not supported on host egress yet',
    rule: 'host-policy-not-enforced',
    consequence: ignored,
    bad: nodes(`egress: [{toPorts: [{${web}, ${anyRequest}}]}]`),
    good: nodes(`egress: [{toPorts: [{${lookup}, ${anyName}}]}]`),
    settings: inNew,
  },
  {
    says: 'host policies do not support L7 rules yet, before 1.17',
    rule: 'host-policy-not-enforced',
    consequence: ignored,
    bad: nodes(`egress: [{toPorts: [{${lookup}, ${anyName}}]}]`),
    good: nodes(`egress: [{toPorts: [{${lookup}}]}]`),
    settings: inOld,
  },
];

const peers: readonly Condition[] = [
  {
    says: 'combining FromEndpoints and FromCIDR is not supported yet',
    rule: 'combined-l3-selectors',
    consequence: ignored,
    bad: ingress('fromEndpoints: [{}], fromCIDR: [192.0.2.0/24]'),
    good: spec('ingress: [{fromEndpoints: [{}]}, {fromCIDR: [192.0.2.0/24]}]'),
  },
  {
    says: 'combining ToFQDNs and ToEntities is not supported yet',
    rule: 'combined-l3-selectors',
    consequence: ignored,
    bad: egress('toFQDNs: [{matchName: example.com}], toEntities: [cluster]'),
    good: egress(`toFQDNs: [{matchName: example.com}], toPorts: [{${web}}]`),
  },
  {
    says: 'combining ToServices and ToCIDRSet is not supported yet, in rules that deny',
    rule: 'combined-l3-selectors',
    consequence: ignored,
    bad: spec('egressDeny: [{toServices: [{k8sService: {}}], toCIDRSet: [{cidr: 192.0.2.0/24}]}]'),
    good: spec('egressDeny: [{toServices: [{k8sService: {}}], toCIDRSet: []}]'),
  },
  {
    says: 'combining ToServices and ToPorts is not supported yet, before 1.17',
    rule: 'to-services-with-ports',
    consequence: ignored,
    bad: egress(`toServices: [{k8sService: {}}], toPorts: [{${web}}]`),
    good: egress('toServices: [{k8sService: {}}]'),
    settings: inOld,
  },
  {
    says: 'FromNodes rules can only be applied when the flag is set',
    rule: 'node-peers-disabled',
    consequence: ignored,
    bad: ingress('fromNodes: [{}]'),
    good: ingress('fromNodes: []'),
  },
  {
    says: 'ToNodes rules can only be applied when the flag is set',
    rule: 'node-peers-disabled',
    consequence: ignored,
    bad: egress('toNodes: [{matchLabels: {pool: batch}}]'),
    good: egress('toEntities: [remote-node]'),
  },
  {
    says: 'unsupported entity',
    rule: 'unknown-entity',
    consequence: refused,
    bad: ingress('fromEntities: [world-ipv4]'),
    good: ingress('fromEntities: [world]'),
  },
  {
    says: 'fromRequires has at most 0 items, from 1.19 on',
    rule: 'requires-removed',
    consequence: refused,
    bad: ingress('fromRequires: [{}]'),
    good: ingress('fromRequires: []'),
    settings: { ciliumVersion: '1.19.3' },
  },
];

const ports: readonly Condition[] = [
  {
    says: 'the ICMPs block may only be present without ToPorts',
    rule: 'icmp-with-ports',
    consequence: ignored,
    bad: ingress(`icmps: [{fields: [{type: 8}]}], toPorts: [{${web}}]`),
    good: spec(`ingress: [{icmps: [{fields: [{type: 8}]}]}, {toPorts: [{${web}}]}]`),
  },
  {
    says: 'too many ports, the max is 40, in the schema',
    rule: 'too-many-ports',
    consequence: refused,
    bad: inPort(manyPorts(41)),
    good: inPort(manyPorts(40)),
  },
  {
    says: 'too many ports, the max is 40, in rules that deny',
    rule: 'too-many-ports',
    consequence: ignored,
    bad: spec(`egressDeny: [{toPorts: [{${manyPorts(41)}}]}]`),
    good: spec(`egressDeny: [{toPorts: [{${manyPorts(40)}}]}]`),
  },
  {
    says: 'too many types, the max is 40',
    rule: 'too-many-ports',
    consequence: refused,
    bad: ingress(manyFields(41)),
    good: ingress(manyFields(40)),
  },
  {
    says: 'port must be of type string',
    rule: 'port-not-string',
    consequence: refused,
    bad: inPort('ports: [{port: 80}]'),
    good: inPort('ports: [{port: "80"}]'),
  },
  {
    says: 'port must be specified',
    rule: 'port-not-string',
    consequence: refused,
    bad: inPort('ports: [{protocol: TCP}]'),
    good: inPort('ports: [{port: "0", protocol: TCP}]'),
    settings: inNew,
  },
  {
    says: 'port must be specified, where the schema no longer asks for it',
    rule: 'port-not-string',
    consequence: ignored,
    bad: inPort('ports: [{protocol: TCP}]'),
    good: inPort('ports: [{port: "0", protocol: TCP}]'),
    settings: { ciliumVersion: '1.19.3' },
  },
  {
    says: 'port must be empty or 0, for VRRP and IGMP',
    rule: 'port-not-string',
    consequence: ignored,
    bad: inPort('ports: [{port: "80", protocol: VRRP}]'),
    good: inPort('ports: [{port: "0", protocol: VRRP}]'),
    settings: { ciliumVersion: '1.19.3' },
  },
  {
    says: 'unable to parse port',
    rule: 'port-not-string',
    consequence: ignored,
    bad: inPort('ports: [{port: "70000"}]'),
    good: inPort('ports: [{port: "65535"}]'),
  },
];

const layer7: readonly Condition[] = [
  {
    says: 'L7 protocol DNS is not supported on ingress yet',
    rule: 'invalid-dns-rule',
    consequence: ignored,
    bad: inPort(`${lookup}, ${anyName}`),
    good: outPort(`${lookup}, ${anyName}`),
  },
  {
    says: 'port 53 must be specified for DNS rules',
    rule: 'invalid-dns-rule',
    consequence: ignored,
    bad: outPort(anyName),
    good: outPort(`${lookup}, ${anyName}`),
  },
  {
    says: 'DNS rules do not support port ranges',
    rule: 'invalid-dns-rule',
    consequence: ignored,
    bad: outPort(`ports: [{port: "53", endPort: 54}], ${anyName}`),
    good: outPort(`ports: [{port: "53", endPort: 53}], ${anyName}`),
  },
  {
    says: 'L7 rules can not be used when a port is 0, for DNS',
    rule: 'invalid-dns-rule',
    consequence: ignored,
    bad: outPort(`ports: [{port: "0"}], ${anyName}`),
    good: outPort('ports: [{port: "0"}]'),
  },
  {
    says: 'L7 rules can not be used when a port is 0',
    rule: 'l7-without-tcp',
    consequence: ignored,
    bad: inPort(`ports: [{port: "0", protocol: TCP}], ${anyRequest}`),
    good: inPort('ports: [{port: "0", protocol: TCP}]'),
  },
  {
    says: 'L7 rules can only apply to TCP (not ANY) except for DNS rules',
    rule: 'l7-without-tcp',
    consequence: ignored,
    bad: inPort(`ports: [{port: "80"}], ${anyRequest}`),
    good: inPort(`${web}, ${anyRequest}`),
  },
  {
    says: 'L7 rules can only apply to TCP (not UDP) except for DNS rules',
    rule: 'l7-without-tcp',
    consequence: ignored,
    bad: outPort('ports: [{port: "9092", protocol: UDP}], rules: {kafka: [{topic: orders}]}'),
    good: outPort('ports: [{port: "9092", protocol: TCP}], rules: {kafka: [{topic: orders}]}'),
  },
];

const named = (selector: string) => egress(`toFQDNs: [{${selector}}]`);
const looked = (selector: string) => outPort(`${lookup}, rules: {dns: [{${selector}}]}`);

const names: readonly Condition[] = [
  {
    says: 'only one of MatchName or MatchPattern is allowed in an FQDNSelector',
    rule: 'invalid-fqdn-selector',
    consequence: refused,
    bad: named('matchName: example.com, matchPattern: "*"'),
    good: named('matchName: example.com'),
  },
  {
    says: 'one of MatchName and MatchPattern is needed',
    rule: 'invalid-fqdn-selector',
    consequence: refused,
    bad: named(''),
    good: named('matchPattern: "*"'),
  },
  {
    says: 'Invalid characters in MatchName',
    rule: 'invalid-fqdn-selector',
    consequence: refused,
    bad: named('matchName: "*.example.com"'),
    good: named('matchName: a_b.example.com'),
  },
  {
    says: 'Invalid characters in MatchPattern',
    rule: 'invalid-fqdn-selector',
    consequence: refused,
    bad: named('matchPattern: "*.example.com/"'),
    good: named('matchPattern: "*.example.com"'),
  },
  {
    says: 'Invalid characters in MatchName of a DNS rule',
    rule: 'invalid-fqdn-selector',
    consequence: refused,
    bad: looked('matchName: "https://example.com"'),
    good: looked('matchName: example.com'),
  },
  {
    says: 'at most 255 characters, from 1.17 on',
    rule: 'invalid-fqdn-selector',
    consequence: refused,
    bad: looked(`matchPattern: "${'a'.repeat(256)}"`),
    good: looked(`matchPattern: "${'a'.repeat(255)}"`),
    settings: inNew,
  },
];

const set = (item: string) => ingress(`fromCIDRSet: [{${item}}]`);

const ranges: readonly Condition[] = [
  {
    says: 'CIDR must have the form of one',
    rule: 'invalid-cidr',
    consequence: refused,
    bad: ingress('fromCIDR: [192.0.2.17]'),
    good: ingress('fromCIDR: [192.0.2.17/32]'),
  },
  {
    says: 'unable to parse CIDR, which the schema lets through',
    rule: 'invalid-cidr',
    consequence: ignored,
    bad: ingress('fromCIDR: [192.000.002.000/24]'),
    good: ingress('fromCIDR: [192.0.2.0/24]'),
  },
  {
    says: 'one of cidr, cidrGroupRef, or cidrGroupSelector is required',
    rule: 'invalid-cidr',
    consequence: refused,
    bad: set('except: []'),
    good: set('cidrGroupRef: office'),
  },
  {
    says: 'more than one of cidr, cidrGroupRef, or cidrGroupSelector may not be set',
    rule: 'invalid-cidr',
    consequence: refused,
    bad: set('cidr: 192.0.2.0/24, cidrGroupRef: office'),
    good: set('cidr: 192.0.2.0/24'),
  },
  {
    says: 'unable to parse CIDRRule: a prefix is needed',
    rule: 'invalid-cidr',
    consequence: refused,
    bad: set('cidr: 192.0.2.0'),
    good: set('cidr: 192.0.2.0/24'),
  },
  {
    says: 'allow CIDR prefix does not contain exclude CIDR prefix',
    rule: 'invalid-cidr',
    consequence: ignored,
    bad: set('cidr: 192.0.2.0/24, except: [198.51.100.0/25]'),
    good: set('cidr: 192.0.2.0/24, except: [192.0.2.0/25]'),
  },
];

const acns: readonly Condition[] = [
  {
    says: 'L7 policy is not supported since L7 proxy is not enabled: HTTP',
    rule: 'l7-needs-acns',
    consequence: 'is refused at admission',
    bad: inPort(`${web}, ${anyRequest}`),
    good: inPort(web),
    settings: { acns: false },
  },
  {
    says: 'L7 policy is not supported since L7 proxy is not enabled: DNS',
    rule: 'fqdn-needs-acns',
    consequence: 'is refused at admission',
    bad: outPort(`${lookup}, ${anyName}`),
    good: outPort(lookup),
    settings: { acns: false },
  },
  {
    says: 'enableDefaultDeny is dropped before 1.16',
    rule: 'default-deny-switch-ignored',
    consequence: 'The API server drops enableDefaultDeny',
    bad: spec('enableDefaultDeny: {ingress: false}, ingress: [{}]'),
    good: spec('enableDefaultDeny: {ingress: true}, ingress: [{}]'),
    settings: { kubernetesVersion: '1.30' },
  },
];

const schema = 'cilium-policy-schema';
const listener = 'listener: {name: a, envoyConfig: {name: b}}';

const withoutRule: readonly Condition[] = [
  {
    says: "'l7' may only be specified when a 'l7proto' is also specified",
    rule: schema,
    consequence: refused,
    bad: inPort(`${web}, rules: {l7: [{}]}`),
    good: inPort(`${web}, ${anyRequest}`),
  },
  {
    says: 'invalid label selector',
    rule: schema,
    consequence: ignored,
    bad: ingress('fromEndpoints: [{matchLabels: {"a b": c}}]'),
    good: ingress('fromEndpoints: [{matchLabels: {"k8s:app": c}}]'),
  },
  {
    says: 'multiple L7 protocol rule types specified in single rule',
    rule: schema,
    consequence: refused,
    bad: outPort(`${web}, rules: {http: [{}], dns: []}`),
    good: outPort(`${web}, rules: {http: [{}]}`),
  },
  {
    says: 'ServerNames are not allowed with L7 rules without TLS termination',
    rule: schema,
    consequence: ignored,
    bad: outPort(`${web}, serverNames: [example.com], ${anyRequest}`),
    good: outPort(`${web}, serverNames: [example.com]`),
  },
  {
    says: 'Listener is not allowed on ingress',
    rule: schema,
    consequence: ignored,
    bad: inPort(`${web}, ${listener}`),
    good: outPort(`${web}, ${listener}`),
  },
  {
    says: 'Listener is not allowed with L7 rules',
    rule: schema,
    consequence: ignored,
    bad: outPort(`${web}, ${listener}, ${anyRequest}`),
    good: outPort(`${web}, ${listener}`),
  },
  {
    says: 'invalid protocol',
    rule: schema,
    consequence: refused,
    bad: inPort('ports: [{port: "80", protocol: tcp}]'),
    good: inPort('ports: [{port: "80", protocol: TCP}]'),
  },
  {
    says: 'wrong family',
    rule: schema,
    consequence: refused,
    bad: ingress('icmps: [{fields: [{type: 8, family: IPv5}]}]'),
    good: ingress('icmps: [{fields: [{type: 8, family: IPv6}]}]'),
  },
  {
    says: 'error parsing regexp in the path of an HTTP rule',
    rule: schema,
    consequence: ignored,
    bad: inPort(`${web}, rules: {http: [{path: "/(a"}]}`),
    good: inPort(`${web}, rules: {http: [{path: "/(a)"}]}`),
  },
  {
    says: 'error parsing regexp in the method of an HTTP rule',
    rule: schema,
    consequence: ignored,
    bad: inPort(`${web}, rules: {http: [{method: "(?!GET).*"}]}`),
    good: inPort(`${web}, rules: {http: [{method: "GET|HEAD"}]}`),
  },
  {
    says: 'Header name missing',
    rule: schema,
    consequence: refused,
    bad: inPort(`${web}, rules: {http: [{headerMatches: [{value: a}]}]}`),
    good: inPort(`${web}, rules: {http: [{headerMatches: [{name: b, value: a}]}]}`),
  },
  {
    says: 'Invalid header action',
    rule: schema,
    consequence: refused,
    bad: inPort(`${web}, rules: {http: [{headerMatches: [{name: b, mismatch: DROP}]}]}`),
    good: inPort(`${web}, rules: {http: [{headerMatches: [{name: b, mismatch: LOG}]}]}`),
  },
  {
    says: 'Secret name missing',
    rule: schema,
    consequence: ignored,
    bad: inPort(`${web}, rules: {http: [{headerMatches: [{name: b, secret: {name: ""}}]}]}`),
    good: inPort(`${web}, rules: {http: [{headerMatches: [{name: b, secret: {name: c}}]}]}`),
  },
  {
    says: 'cannot set both Role and APIKey of a Kafka rule',
    rule: schema,
    consequence: ignored,
    bad: inPort(`${web}, rules: {kafka: [{role: consume, apiKey: fetch}]}`),
    good: inPort(`${web}, rules: {kafka: [{role: consume}]}`),
  },
  {
    says: 'L7 rules do not support port ranges, before 1.17',
    rule: schema,
    consequence: ignored,
    bad: inPort(`ports: [{port: "80", endPort: 90, protocol: TCP}], ${anyRequest}`),
    good: inPort(`${web}, ${anyRequest}`),
    settings: inOld,
  },
  {
    says: 'only groups of AWS are implemented',
    rule: 'to-groups-unsupported',
    consequence: 'this rule allows nothing',
    bad: egress('toGroups: [{aws: {region: us-east-1}}]'),
    good: egress('toEntities: [world]'),
  },
  {
    says: 'required authentication blocks where the feature is off',
    rule: 'authentication-blackhole',
    consequence: 'this rule allows nothing',
    bad: ingress('fromEntities: [cluster], authentication: {mode: required}'),
    good: ingress('fromEntities: [cluster], authentication: {mode: disabled}'),
  },
];

/** Every condition there is, by what it is about. */
export const conditions: readonly Condition[] = [
  ...subjects,
  ...layer7OfNodes,
  ...peers,
  ...ports,
  ...layer7,
  ...names,
  ...ranges,
  ...acns,
  ...withoutRule,
];
