import type { Condition } from './condition';
import {
  anyName,
  anyRequest,
  ignored,
  ingress,
  inNew,
  inPort,
  lookup,
  manyFields,
  manyPorts,
  outPort,
  refused,
  spec,
  web,
} from './snippets';

/** Ports and their number. */
export const ports: readonly Condition[] = [
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

/** Rules for layer 7 and the ports beside them. */
export const layer7: readonly Condition[] = [
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
