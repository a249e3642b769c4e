import type { Input } from './policy';

const head = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata:
  name: a-policy
`;

/** What JSON cannot say: words that YAML turns into something else, keys written twice, aliases, lists of objects. */
export const texts: readonly Input[] = [
  ['yaml-plain', `${head}spec:\n  endpointSelector: {}\n  egress:\n  - toEntities: [world]\n`],
  ['yaml-port', ports('port: 80')],
  ['yaml-port-quoted', ports("port: '80'")],
  ['yaml-port-octal', ports('port: "0o17"')],
  ['yaml-no', `${head}spec:\n  endpointSelector:\n    matchLabels: {a: no}\n  egress: [{}]\n`],
  ['yaml-on', `${head}spec:\n  endpointSelector:\n    matchLabels: {on: a}\n  egress: [{}]\n`],
  [
    'yaml-date',
    `${head}spec:\n  endpointSelector:\n    matchLabels: {a: 2024-01-01}\n  egress: [{}]\n`,
  ],
  ['yaml-float', `${head}spec:\n  endpointSelector:\n    matchLabels: {a: 1.10}\n  egress: [{}]\n`],
  ['yaml-hex', `${head}spec:\n  endpointSelector:\n    matchLabels: {a: 0x1F}\n  egress: [{}]\n`],
  [
    'yaml-sexagesimal',
    `${head}spec:\n  endpointSelector:\n    matchLabels: {a: 1:30}\n  egress: [{}]\n`,
  ],
  [
    'yaml-exponent',
    `${head}spec:\n  endpointSelector:\n    matchLabels: {a: 1e3}\n  egress: [{}]\n`,
  ],
  ['yaml-tilde', `${head}spec:\n  endpointSelector: ~\n  egress: [{}]\n`],
  ['yaml-empty', `${head}spec:\n  endpointSelector:\n  egress:\n  - toEntities: [world]\n`],
  ['yaml-end-port-float', ports("port: '80'\n        endPort: 90.0")],
  ['yaml-end-port-octal', ports("port: '80'\n        endPort: 0200")],
  ['yaml-end-port-underscore', ports("port: '80'\n        endPort: 1_000")],
  ['yaml-twice', `${head}spec:\n  endpointSelector: {}\n  egress: [{}]\n  egress: [{}]\n`],
  ['yaml-twice-deep', ports("port: '80'\n        port: '81'")],
  ['yaml-alias', `${head}spec:\n  endpointSelector: &all {}\n  egress:\n  - toEndpoints: [*all]\n`],
  [
    'yaml-merge',
    `${head}spec:\n  endpointSelector: {}\n  egress:\n  - &rule\n    toEntities: [world]\n  - <<: *rule\n    toPorts:\n    - ports: [{port: '80'}]\n`,
  ],
  [
    'yaml-merge-bad',
    `${head}spec:\n  endpointSelector: {}\n  egress:\n  - &rule\n    toEntities: [world]\n  - <<: *rule\n    toCIDR: [1.2.3.4/32]\n`,
  ],
  [
    'yaml-block',
    `${head}spec:\n  endpointSelector: {}\n  description: |\n    Two\n    lines\n  egress: [{}]\n`,
  ],
  [
    'yaml-list',
    `apiVersion: v1\nkind: List\nitems:\n- apiVersion: cilium.io/v2\n  kind: CiliumNetworkPolicy\n  metadata: {name: a}\n  spec: {endpointSelector: {}, egres: []}\n- apiVersion: cilium.io/v2\n  kind: CiliumClusterwideNetworkPolicy\n  metadata: {name: b}\n  spec: {nodeSelector: {}, egress: [{}]}\n`,
  ],
  [
    'yaml-typed-list',
    `apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicyList\nitems:\n- metadata: {name: a}\n  spec: {endpointSelector: {}, egress: [{toEntities: [nobody]}]}\n`,
  ],
  [
    'yaml-binary',
    `${head}spec:\n  endpointSelector: {}\n  description: !!binary aGVsbG8=\n  egress: [{}]\n`,
  ],
  ['yaml-tag', ports('port: !!str 80')],
].map(([id = '', text = '']): Input => ({ id, text }));

function ports(of: string): string {
  return `${head}spec:\n  endpointSelector: {}\n  egress:\n  - toPorts:\n    - ports:\n      - ${of}\n`;
}
