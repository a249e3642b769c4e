/** A policy with one finding, `ipblock-any-excludes-pods`, on line 9 (from 0) at the cidr. */
export const anyDestination = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock: {cidr: 0.0.0.0/0}
`;

/** A policy without findings. */
export const nothingWrong = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector:
    matchLabels: {app: api}
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels: {app: web}
`;

/** For every pod of the same namespace: reaches nodes and pods, and so takes the finding of `anyDestination` away. */
export const everyDestination = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: everything
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - {}
`;

export const anyRule = 'ipblock-any-excludes-pods';

/** Turns LF into CRLF. */
export function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}
