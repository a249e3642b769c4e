/** A policy with one finding: a warning of `ipblock-any-excludes-pods` at 11:19 that offers choices only. */
export function anyAddress(cidr = '0.0.0.0/0'): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: ${cidr}
`;
}

/** Without a finding. */
export const clean = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
`;

/** An error: the document does not parse. */
export const broken = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {\n';

/** A project file whose mistake, a version without quotes, has a safe fix. */
export const unquotedVersion = 'profile:\n  kubernetesVersion: 1.33\n';
export const quotedVersion = 'profile:\n  kubernetesVersion: "1.33"\n';
