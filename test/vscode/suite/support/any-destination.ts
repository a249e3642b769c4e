/** The mistake most people come with: "allow everything" that leaves out pods, nodes and DNS. */
export const anyDestinationPolicy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-all-egress
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart
  policyTypes:
    - Egress
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0 # everything
`;

export const anyDestinationCode = 'ipblock-any-excludes-pods';

export const anyDestinationFixes = [
  'Allow pods in all namespaces too',
  'Allow cluster DNS only',
  'Allow every destination, nodes included',
  'Keep Internet-only and say so',
  'Add a CiliumNetworkPolicy for nodes',
] as const;
