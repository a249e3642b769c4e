import { describe, expect, it } from 'vitest';
import { lintText } from '../../../support/lint';

/**
 * What the validation of the API server itself said to each of these policies: Kubernetes 1.36.3, with and without
 * `StrictIPCIDRValidation`, read by the YAML library of kubectl and decoded strictly.
 */
type Verdict = 'taken' | 'refused' | 'refused from 1.36';

const head = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: a\nspec:\n';
const egress = `${head}  podSelector: {}\n  policyTypes: [Egress]\n  egress:\n`;
const indent = (text: string, blanks: number) => text.replaceAll('\n', `\n${' '.repeat(blanks)}`);

const contexts = {
  peer: (text: string) => `${egress}  - to:\n    - ${indent(text, 6)}\n`,
  port: (text: string) => `${egress}  - ports:\n    - ${indent(text, 6)}\n`,
  spec: (text: string) => `${head}  ${indent(text, 2)}\n`,
  object: (text: string) => text,
};

const cases: Readonly<Record<keyof typeof contexts, readonly (readonly [Verdict, string])[]>> = {
  peer: [
    ['refused', 'namespaceSelector:'],
    ['taken', 'namespaceSelector:\npodSelector: {}'],
    ['refused', 'ipBlock:'],
    ['taken', 'ipBlock:\npodSelector: {}'],
    ['refused', 'ipBlock: {}'],
    ['refused', 'ipBlock: {cidr: ""}'],
    ['refused', 'ipBlock: {cidr: }'],
    ['refused', '{}'],
    ['refused', 'ipBlock: {cidr: 10.0.0.1}'],
    ['refused from 1.36', 'ipBlock: {cidr: 010.0.0.0/8}'],
    ['refused from 1.36', 'ipBlock: {cidr: 10.0.0.0/08}'],
    ['refused from 1.36', 'ipBlock: {cidr: 0000010.0.0.0/8}'],
    ['refused from 1.36', 'ipBlock: {cidr: 10.0.0.5/24}'],
    ['taken', 'ipBlock: {cidr: "FD00::/8"}'],
    ['taken', 'ipBlock: {cidr: "fd00:0:0::/48"}'],
    ['refused', 'ipBlock: {cidr: " 10.0.0.0/8"}'],
    ['refused', 'ipBlock: {cidr: "10.0.0.0/+8"}'],
    ['refused', 'ipBlock: {cidr: "10.0.0.0/33"}'],
    ['refused', 'ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}'],
    ['refused', 'ipBlock: {cidr: 10.0.0.0/16, except: [10.0.0.0/8]}'],
    ['refused', 'ipBlock: {cidr: 0.0.0.0/0, except: ["fd00::/8"]}'],
    ['refused', 'ipBlock: {cidr: 10.0.0.0/8, except: [ ~ ]}'],
    ['refused', 'ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.1]}'],
    ['refused from 1.36', 'ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.1/24]}'],
    ['refused', 'ipBlock: {cidr: 10.0.0.0/8, except: 10.1.0.0/24}'],
    ['refused', 'ipBlock: {cidr: "fe80::1%eth0/64"}'],
    ['refused', 'ipBlock: {cidr: 10.0.0.0/8}\npodSelector: {}'],
  ],
  port: [
    ['refused', 'port: 0'],
    ['refused', 'port: -1'],
    ['refused', 'port: 65536'],
    ['refused', 'port: "80"'],
    ['refused', 'port: HTTP'],
    ['refused', 'port: ""'],
    ['taken', 'port:'],
    ['taken', 'port: 80.0'],
    ['refused', 'port: 80.5'],
    ['refused', 'port: on'],
    ['taken', 'port: 8080x'],
    ['refused', 'port: abcdefghijklmnop'],
    ['refused', 'port: x--y'],
    ['refused', 'port: x_y'],
    ['taken', 'port: 0x50'],
    ['taken', 'port: 0120'],
    ['taken', 'port: 8_080'],
    ['taken', 'port: 1e3'],
    ['refused', 'endPort: 90'],
    ['refused', 'port:\nendPort: 90'],
    ['taken', 'port: 80\nendPort:'],
    ['refused', 'port: 80\nendPort: "90"'],
    ['refused', 'port: 80\nendPort: 79'],
    ['taken', 'port: 80\nendPort: 80'],
    ['refused', 'port: 80\nendPort: 0'],
    ['refused', 'port: 80\nendPort: 70000'],
    ['refused', 'port: http\nendPort: 90'],
    ['refused', 'port: 80\nendPort: 99999999999'],
    ['refused', 'port: 99999999999'],
    ['refused', 'protocol: tcp\nport: 80'],
    ['refused', 'protocol: ICMP'],
    ['refused', 'protocol: ""'],
    ['taken', 'protocol:'],
    ['taken', '{}'],
  ],
  spec: [
    ['taken', 'policyTypes: [Ingress]'],
    ['taken', 'podSelector:\npolicyTypes: [Ingress]'],
    ['refused', 'egress:\n- to:\n  -'],
    ['refused', 'policyTypes: [Ingress, Egress, Ingress]'],
    ['taken', 'policyTypes: [Ingress, Ingress]'],
    ['refused', 'policyTypes: [ingress]'],
    ['refused', 'policyTypes: [ ~ ]'],
    ['refused', 'policyTypes: Ingress'],
    ['taken', 'policyTypes: []'],
    ['refused', 'podSelector: {matchLabels: {a: yes}}'],
    ['refused', 'podSelector: {matchLabels: {a: y}}'],
    ['refused', 'podSelector: {matchLabels: {a: on}}'],
    ['refused', 'podSelector: {matchLabels: {a: Off}}'],
    ['refused', 'podSelector: {matchLabels: {a: true}}'],
    ['refused', 'podSelector: {matchLabels: {a: 1}}'],
    ['refused', 'podSelector: {matchLabels: {a: 1.0}}'],
    ['taken', 'podSelector: {matchLabels: {a: }}'],
    ['taken', 'podSelector: {matchLabels: {a: 2024-01-01}}'],
    ['refused', 'podSelector: {matchLabels: {a: 0o14}}'],
    ['refused', 'podSelector: {matchLabels: {a: 012}}'],
    ['refused', 'podSelector: {matchLabels: {a: 1_000}}'],
    ['refused', 'podSelector: {matchLabels: {a: 12:30:45}}'],
    ['refused', 'podSelector: {matchLabels: {a: 0x1F}}'],
    ['refused', 'podSelector: {matchLabels: {a: 1e3}}'],
    ['refused', 'podSelector: {matchLabels: {a: .5}}'],
    ['refused', 'podSelector: {matchLabels: {a: .inf}}'],
    ['refused', 'podSelector: {matchLabels: {a: 0b11}}'],
    ['refused', 'podSelector: {matchLabels: {a: +1}}'],
    ['refused', 'podSelector: {matchLabels: {a: 09}}'],
    ['taken', 'podSelector: {matchLabels: {yes: a}}'],
    ['taken', 'podSelector: {matchLabels: {1: a}}'],
    ['refused', 'podSelector: {matchLabels: {a: "x y"}}'],
    ['refused', 'podSelector: {matchLabels: {a..b/c: x}}'],
    ['refused', 'podSelector: {matchLabels: {A.b/c: x}}'],
    ['refused', 'podSelector: {matchLabels: {/c: x}}'],
    ['refused', 'podSelector: {matchLabels: {a/: x}}'],
    ['refused', 'podSelector: {matchLabels: {a/b/c: x}}'],
    ['refused', 'podSelector: {matchLabels: {"": x}}'],
    [
      'refused',
      'podSelector: {matchLabels: {a: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}}',
    ],
    ['refused', 'podSelector: {matchLabels: [a]}'],
    ['refused', 'podSelector: {app: x}'],
    ['refused', 'podSelector: {matchExpressions: [{key: a, operator: In, values: []}]}'],
    ['refused', 'podSelector: {matchExpressions: [{key: a, operator: In}]}'],
    ['refused', 'podSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}'],
    ['refused', 'podSelector: {matchExpressions: [{key: a, operator: in, values: [b]}]}'],
    ['refused', 'podSelector: {matchExpressions: [{key: a, values: [b]}]}'],
    ['refused', 'podSelector: {matchExpressions: [{operator: Exists}]}'],
    ['refused', 'podSelector: {matchExpressions: [{key: a, operator: Gt, values: ["1"]}]}'],
    ['refused', 'podSelector: {matchExpressions: [{key: a, operator: In, values: [1]}]}'],
    ['taken', 'podSelector: {matchExpressions: [{key: a, operator: In, values: [ ~ ]}]}'],
    ['refused', 'podSelector: {matchExpressions: {key: a, operator: Exists}}'],
    ['refused', 'podSelectors: {}'],
    ['refused', 'PodSelector: {}'],
    ['taken', 'ingress:\n-'],
    ['refused', 'ingress: {}'],
    ['taken', 'ingress:'],
    ['taken', 'ingress:\n- from:'],
    ['taken', 'ingress:\n- from: []'],
  ],
  object: [
    ['taken', 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: a\n'],
    [
      'refused',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: Allow_DNS\nspec:\n  podSelector: {}\n',
    ],
    [
      'refused',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: 12\nspec:\n  podSelector: {}\n',
    ],
    [
      'taken',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: a.b.c\nspec:\n  podSelector: {}\n',
    ],
    [
      'refused',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: a\n  labels: {v: 1}\nspec:\n  podSelector: {}\n',
    ],
    [
      'refused',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: a\n  annotations: {v: true}\nspec:\n  podSelector: {}\n',
    ],
    [
      'refused',
      'apiVersion: networking.k8s.io/v1beta1\nkind: NetworkPolicy\nmetadata:\n  name: a\nspec:\n  podSelector: {}\n',
    ],
  ],
};

function isRefused(text: string, kubernetesVersion: string): boolean {
  const { findings, failures } = lintText(text, { profile: { kubernetesVersion } });
  expect(failures).toEqual([]);
  return findings.some(
    ({ rule, severity }) => rule === 'invalid-network-policy' && severity === 'error',
  );
}

describe.each(Object.entries(contexts))('the API server and a %s', (name, inContext) => {
  it.each(cases[name as keyof typeof contexts])('%s: %j', (verdict, text) => {
    const whole = inContext(text);
    expect(isRefused(whole, '1.35')).toBe(verdict === 'refused');
    expect(isRefused(whole, '1.36')).toBe(verdict !== 'taken');
  });
});
