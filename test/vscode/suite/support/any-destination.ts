/** What is the same in the policy before and after every fix of it. */
const head = `apiVersion: networking.k8s.io/v1
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
`;

const anyDestinationRule = `    - to:
        - ipBlock:
            cidr: 0.0.0.0/0 # everything
`;

/** The mistake most people come with: "allow everything" that leaves out pods, nodes and DNS. */
export const anyDestinationPolicy = head + anyDestinationRule;

export const anyDestinationFile = 'allow-all-egress.yaml';

export const anyDestinationCode = 'ipblock-any-excludes-pods';

/** Every fix on offer, in the order shown, with the whole text it leaves. */
export const fixedPolicies: Readonly<Record<string, string>> = {
  'Allow pods in all namespaces too': `${head + anyDestinationRule}        - namespaceSelector: {}
        - podSelector: {}
`,
  'Allow cluster DNS only': `${head + anyDestinationRule}    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: kube-dns
      ports:
        - protocol: UDP
          port: 53
        - protocol: TCP
          port: 53
`,
  'Allow every destination, nodes included': `${head}    - {}
`,
  'Make Internet-only explicit': `${head + anyDestinationRule}            except:
              - 10.0.0.0/8
              - 172.16.0.0/12
              - 192.168.0.0/16
`,
  'Add a CiliumNetworkPolicy for nodes': `${head + anyDestinationRule}---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata:
  name: allow-all-egress-nodes
  namespace: shop
spec:
  endpointSelector:
    matchLabels:
      app: cart
  egress:
    - toEntities:
        - host
        - remote-node
`,
};

export const anyDestinationFixes = Object.keys(fixedPolicies);
