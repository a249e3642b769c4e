import type { Condition } from './condition';
import {
  anyName,
  anyRequest,
  egress,
  ignored,
  ingress,
  inOld,
  inPort,
  lookup,
  outPort,
  refused,
  spec,
  web,
} from './snippets';

/** What depends on the settings of the cluster. */
export const acns: readonly Condition[] = [
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

/** What has no rule of its own, or one of another kind. */
export const withoutRule: readonly Condition[] = [
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
