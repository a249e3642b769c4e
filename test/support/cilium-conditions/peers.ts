import type { Condition } from './condition';
import {
  egress,
  ignored,
  ingress,
  inNew,
  inOld,
  lookup,
  outPort,
  refused,
  spec,
  web,
} from './snippets';

/** Peers of a rule. */
export const peers: readonly Condition[] = [
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

const named = (selector: string) => egress(`toFQDNs: [{${selector}}]`);
const looked = (selector: string) => outPort(`${lookup}, rules: {dns: [{${selector}}]}`);

/** Names and patterns of names. */
export const names: readonly Condition[] = [
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

/** Ranges of addresses. */
export const ranges: readonly Condition[] = [
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
