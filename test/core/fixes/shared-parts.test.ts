import { describe, expect, it } from 'vitest';
import { lintText } from '../../support/lint';

/** The reasons why fixes of a rule cannot be applied; `applies` for those that can. */
function reasons(rule: string, rules: string): readonly string[] {
  const text = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: aliases, namespace: shop}
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
${rules}`;
  const { findings } = lintText(text, { profile: { kubernetesVersion: '1.30' } });
  return findings
    .filter((finding) => finding.rule === rule)
    .flatMap((finding) => finding.fixes())
    .map(({ disabledReason }) => disabledReason ?? 'applies');
}

const shared = expect.stringContaining('used in several places through a YAML alias');

describe('a part that is written once and used twice is left alone', () => {
  it('as a list of ports', () => {
    const rules = `  ingress:
    - ports: &ports [{port: 8000, endPort: 8002}]
    - ports: *ports
`;
    expect(reasons('end-port-ignored', rules)).toEqual([shared]);
  });

  it('as an item of a list of ports', () => {
    const rules = `  ingress:
    - ports: [&ports {port: 8000, endPort: 8002}, {port: 80}]
    - ports: [*ports]
`;
    expect(reasons('end-port-ignored', rules)).toEqual([shared]);
  });

  it('as the selector of a peer', () => {
    const rules = `  ingress:
    - from: [{namespaceSelector: {matchLabels: &labels {name: kube-system}}}]
  egress:
    - to: [{namespaceSelector: {matchLabels: *labels}}]
      ports: [{protocol: UDP, port: 53}, {protocol: TCP, port: 53}]
`;
    expect(reasons('dns-peer-never-matches', rules)).toEqual([shared]);
  });

  it('as one of two peers', () => {
    const rules = `  ingress:
    - from: [&alice {namespaceSelector: {matchLabels: {user: alice}}}, {podSelector: {matchLabels: {role: client}}}]
    - from: [*alice]
`;
    expect(reasons('split-selector-peers', rules)).toEqual([shared]);
  });

  it('as the name of a port', () => {
    const rules = `  egress:
    - to: [{podSelector: {}}]
      ports: [{port: &name http}]
    - to: [{namespaceSelector: {}}]
      ports: [{port: *name}]
---
apiVersion: v1
kind: Pod
metadata: {name: cart, namespace: shop}
spec: {containers: [{name: cart, image: cart, ports: [{name: http, containerPort: 8080}]}]}
`;
    expect(reasons('named-port-egress', rules)).toEqual([shared]);
  });

  it('as the end of a range of ports', () => {
    const rules = `  ingress:
    - ports: [{port: 8000, endPort: &end 8002}, {port: *end}]
`;
    expect(reasons('end-port-ignored', rules)).toEqual([shared]);
  });

  it('as the value of an annotation', () => {
    const namespace = `---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    cilium.io/ces-namespace: &weight priority
    example.com/weight: *weight
`;
    expect(reasons('ces-namespace-unsupported', namespace)).toEqual([shared]);
  });

  it('but what stands beside it is not', () => {
    const rules = `  ingress:
    - from: &everybody [{podSelector: {}}]
      ports: [{port: 8000, endPort: 8002}]
    - from: *everybody
`;
    expect(reasons('end-port-ignored', rules)).toEqual(['applies']);
  });
});
