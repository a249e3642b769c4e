interface Style {
  readonly name: string;
  readonly text: string;
  readonly isJson?: boolean;
}

const indented = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: out
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
            cidr: 0.0.0.0/0
      ports:
        - protocol: TCP
          port: 443
        - protocol: TCP
          port: 8000
          endPort: 8100
`;

const notIndented = `kind: NetworkPolicy
apiVersion: networking.k8s.io/v1
metadata:
  name: out
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart
  egress:
  - ports:
    - protocol: TCP
      port: 443
    - port: 8000
      endPort: 8100
      protocol: TCP
    to:
    - ipBlock:
        cidr: 0.0.0.0/0
  policyTypes:
  - Egress
`;

const fourBlanks = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
    name: out
    namespace: shop
spec:
    podSelector:
        matchLabels:
            app: cart
    policyTypes:
        -   Egress
    egress:
        -   to:
                -   ipBlock:
                        cidr: "0.0.0.0/0"
            ports:
                -   protocol: TCP
                    port: 443
                -   protocol: TCP
                    port: 8000
                    endPort: 8100
`;

const commented = `# keep the head
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: out # keep name
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart
  policyTypes: [Egress]
  # keep above egress
  egress: # keep at egress
    # keep above the rule
    - to: # keep at peers
        # keep above the peer
        - ipBlock: # keep at peer
            cidr: 0.0.0.0/0 # keep at peer's cidr
        # keep behind the last one

      # keep above ports
      ports: # keep at ports
        - protocol: TCP
          port: 443 # keep 443

        - protocol: TCP
          port: 8000
          endPort: 8100
        # keep behind the ports
    # keep behind the rules
  # keep behind egress
# keep the foot
`;

const flowPeers = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: out, namespace: shop}
spec:
  podSelector: {matchLabels: {app: cart}}
  policyTypes: [Egress]
  egress:
    - to: [{ipBlock: {cidr: 0.0.0.0/0}}] # keep at the peers
      ports: [{protocol: TCP, port: 443}, {protocol: TCP, port: 8000, endPort: 8100}]
`;

const flowRules = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: out, namespace: shop }
spec: { podSelector: { matchLabels: { app: cart } }, policyTypes: [ Egress ], egress: [ { to: [ { ipBlock: { cidr: 0.0.0.0/0 } } ], ports: [ { protocol: TCP, port: 443 }, { protocol: TCP, port: 8000, endPort: 8100 } ] } ] }
`;

const flowLines = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: out
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart
  policyTypes: [Egress]
  egress: [
    # keep in flow
    {
      to: [
        {
          ipBlock: {
            cidr: 0.0.0.0/0 # keep at the peer in flow
          }
        }
      ],
      ports: [
        {protocol: TCP, port: 443},
        {protocol: TCP, port: 8000, endPort: 8100}
      ]
    }
  ]
`;

const kyaml = `---
{
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: {
    name: "out",
    namespace: "shop",
  },
  spec: {
    podSelector: {
      matchLabels: {
        app: "cart",
      },
    },
    policyTypes: [
      "Egress",
    ],
    egress: [{
      to: [{
        ipBlock: {
          cidr: "0.0.0.0/0",
        },
      }],
      ports: [{
        protocol: "TCP",
        port: 443,
      }, {
        protocol: "TCP",
        port: 8000,
        endPort: 8100,
      }],
    }],
  },
}
`;

const object = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'out', namespace: 'shop' },
  spec: {
    podSelector: { matchLabels: { app: 'cart' } },
    policyTypes: ['Egress'],
    egress: [
      {
        to: [{ ipBlock: { cidr: '0.0.0.0/0' } }],
        ports: [
          { protocol: 'TCP', port: 443 },
          { protocol: 'TCP', port: 8000, endPort: 8100 },
        ],
      },
    ],
  },
};

const list = `apiVersion: v1
kind: List
items:
- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata:
    name: out
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
          cidr: 0.0.0.0/0
      ports:
      - protocol: TCP
        port: 443
      - protocol: TCP
        port: 8000
        endPort: 8100
- apiVersion: v1
  kind: ConfigMap # keep the sibling
  metadata:
    name: other
`;

const configMap = `apiVersion: v1
kind: ConfigMap
metadata:
  name: other
`;

const crlf = (text: string) => text.replace(/\n/g, '\r\n');

/** One policy in the styles people write YAML in; comments with \`keep\` must survive a fix. */
export const styles: readonly Style[] = [
  { name: 'block style, lists indented', text: indented },
  { name: 'block style, lists not indented, ports first', text: notIndented },
  { name: 'block style, four blanks', text: fourBlanks },
  { name: 'block style with comments', text: commented },
  { name: 'block style without a line end at the end', text: indented.trimEnd() },
  { name: 'block style with CRLF', text: crlf(indented) },
  { name: 'block style with comments and CRLF', text: crlf(commented) },
  { name: 'block style with CRLF, no line end at the end', text: crlf(indented).trimEnd() },
  { name: 'block style behind a byte order mark', text: `\uFEFF${indented}` },
  {
    name: 'block style with blank lines between all',
    text: indented.replace(/\n(?=\s+(?:-|ports))/g, '\n\n'),
  },
  { name: 'flow peers', text: flowPeers },
  { name: 'flow peers with CRLF', text: crlf(flowPeers) },
  { name: 'flow rules with padding', text: flowRules },
  { name: 'flow style over lines', text: flowLines },
  { name: 'flow style over lines with CRLF', text: crlf(flowLines) },
  { name: 'KYAML', text: kyaml },
  { name: 'KYAML with CRLF', text: crlf(kyaml) },
  { name: 'JSON', text: `${JSON.stringify(object, null, 2)}\n`, isJson: true },
  { name: 'JSON with tabs', text: `${JSON.stringify(object, null, '\t')}\n`, isJson: true },
  { name: 'JSON on one line', text: JSON.stringify(object), isJson: true },
  { name: 'an item of a List', text: list },
  { name: 'an item of a List with CRLF', text: crlf(list) },
  { name: 'the second of three documents', text: `${configMap}---\n${indented}---\n${configMap}` },
  { name: 'the first document, ended by ...', text: `${indented}...\n---\n${configMap}` },
  {
    name: 'the first document, ended by ..., before a bare one',
    text: `${indented}...\n${configMap}`,
  },
  { name: 'the last document, ended by ...', text: `---\n${indented}...\n` },
  { name: 'the last document, ended by ... without a line end', text: `---\n${indented}...` },
];
