import { bicepCluster, ciliumCluster } from './cluster-workspaces';

/** A file whose findings depend on another file. */
export interface CrossFileCase {
  readonly rule: string;
  readonly file: string;
  readonly text: string;
  readonly other: string;
  readonly otherText: string;
  /**
   * What the rule finds in the file, beside the other and without it: severities, with the name of the other file where
   * related information leads there.
   */
  readonly beside: readonly string[];
  readonly alone: readonly string[];
}

const networkPolicy = (spec: string, name = 'web', namespace = 'shop') =>
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}
`;

const ciliumPolicy = (spec: string, name = 'web') => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: ${name}, namespace: shop}
spec: ${spec}
`;

const clusterwide = (spec: string, name = 'all') => `apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: {name: ${name}}
spec: ${spec}
`;

const workload = (kind: string, name: string, spec: string) => `apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}, namespace: shop}
spec: {selector: {matchLabels: {app: ${name}}}, template: {metadata: {labels: {app: ${name}}}, spec: ${spec}}}
`;

const container = (ports: string) => `{containers: [{name: a, image: a, ports: [${ports}]}]}`;

const service = (name: string, spec: string) => `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec: {selector: {app: ${name}}, ${spec}}
`;

const configMap = (name: string, data: string) => `apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}, namespace: kube-system}
data: ${data}
`;

const systemAgent = (name: string) => `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: ${name}, namespace: kube-system}
spec: {template: {spec: {containers: [{name: ${name}, image: registry.example.com/${name}}]}}}
`;

const web = 'podSelector: {matchLabels: {app: web}}';
const webEndpoint = 'endpointSelector: {matchLabels: {app: web}}';
const dnsPods =
  '{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: {k8s-app: kube-dns}}}';
const dnsRule = `{to: [${dnsPods}], ports: [{port: 53, protocol: UDP}, {port: 53}]}`;
const dnsEndpoint =
  '{matchLabels: {k8s:io.kubernetes.pod.namespace: kube-system, k8s-app: kube-dns}}';
const look = '[{port: "53", protocol: ANY}]';
const egressTo = (peer: string) =>
  `{${web}, policyTypes: [Egress], egress: [${dnsRule}, {to: [${peer}]}]}`;
const everything = networkPolicy('{podSelector: {}, policyTypes: [Egress], egress: [{}]}', 'any');
const ranges =
  "podCidr: '10.10.0.0/16'\n      serviceCidr: '10.20.0.0/16'\n      dnsServiceIP: '10.20.0.10'";
const version = (number: string) => ciliumCluster(`kubernetesVersion: '${number}'`);
const acns = (on: boolean, more = '') =>
  ciliumCluster('', '', `advancedNetworking: { enabled: ${on}${more} }`);
const localDns = (mode: string) =>
  ciliumCluster(
    `kubernetesVersion: '1.34'\n    agentPoolProfiles: [ { name: 'system', localDNSProfile: { mode: '${mode}' } } ]`,
  );
const policyFile = { file: 'policies/web.yaml', other: 'apps/web.yaml' } as const;
const clusterFile = { file: 'policies/web.yaml', other: 'infra/aks.bicep' } as const;

/** What a policy is about is in the files of its workloads, Services and namespaces. */
const byObjects: readonly CrossFileCase[] = [
  {
    rule: 'policy-selects-host-network',
    ...policyFile,
    text: networkPolicy(`{${web}, policyTypes: [Ingress]}`),
    otherText: workload(
      'DaemonSet',
      'web',
      '{hostNetwork: true, containers: [{name: a, image: a}]}',
    ),
    beside: ['warning other'],
    alone: [],
  },
  {
    rule: 'load-balancer-ingress-dropped',
    file: 'apps/service.yaml',
    other: 'policies/web.yaml',
    text: service('web', 'type: LoadBalancer, ports: [{port: 80, targetPort: 8080}]'),
    otherText: networkPolicy(`{${web}, ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]}`),
    beside: ['warning other'],
    alone: [],
  },
  {
    rule: 'service-port-instead-of-target-port',
    ...policyFile,
    text: networkPolicy(`{${web}, ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}]}`),
    otherText: `${service('web', 'ports: [{port: 80, targetPort: 8080}]')}---
${workload('Deployment', 'web', container('{containerPort: 8080}'))}`,
    beside: ['warning other'],
    alone: [],
  },
  {
    rule: 'named-port-egress',
    ...policyFile,
    text: networkPolicy(
      egressTo('{podSelector: {}}').replace('}]}]}', '}], ports: [{port: http}]}]}'),
    ),
    otherText: `${workload('Deployment', 'cart', container('{name: http, containerPort: 8080}'))}---
${workload('Deployment', 'mail', container('{name: http, containerPort: 9090}'))}`,
    beside: ['warning other'],
    alone: ['warning'],
  },
  {
    rule: 'split-selector-peers',
    ...policyFile,
    text: networkPolicy(
      `{${web}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}, {podSelector: {matchLabels: {app: prometheus}}}]}]}`,
    ),
    otherText: workload('Deployment', 'prometheus', container('{containerPort: 80}')),
    beside: [],
    alone: ['hint'],
  },
  {
    rule: 'dns-peer-never-matches',
    ...policyFile,
    text: networkPolicy(
      `{${web}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {matchLabels: {name: kube-system}}}], ports: [{port: 53, protocol: UDP}, {port: 53}]}]}`,
    ),
    otherText:
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: kube-system, labels: {name: kube-system}}\n',
    beside: [],
    alone: ['warning'],
  },
  {
    rule: 'selector-on-excluded-label',
    ...policyFile,
    text: networkPolicy(
      '{podSelector: {matchLabels: {spark-app-name: a}}, policyTypes: [Ingress]}',
    ),
    otherText: configMap('cilium-config', '{labels: "!spark-app-name"}'),
    beside: ['warning other'],
    alone: [],
  },
  {
    rule: 'host-port-protocol-clash',
    file: 'apps/a.yaml',
    other: 'apps/b.yaml',
    text: workload(
      'DaemonSet',
      'metrics',
      container('{containerPort: 8125, hostPort: 8125, protocol: UDP}'),
    ),
    otherText: workload('DaemonSet', 'logs', container('{containerPort: 8125, hostPort: 8125}')),
    beside: ['info other'],
    alone: [],
  },
  {
    rule: 'service-port-protocol-clash',
    file: 'apps/a.yaml',
    other: 'apps/b.yaml',
    text: service(
      'statsd',
      'type: NodePort, ports: [{port: 8125, nodePort: 30125, protocol: UDP}]',
    ),
    otherText: service('web', 'type: NodePort, ports: [{port: 80, nodePort: 30125}]'),
    beside: ['hint other'],
    alone: [],
  },
  {
    rule: 'kube-proxy-reference',
    file: 'addons/config.yaml',
    other: 'addons/kube-proxy.yaml',
    text: configMap('kube-proxy', '{a: b}'),
    otherText: systemAgent('kube-proxy'),
    beside: [],
    alone: ['info'],
  },
  {
    rule: 'cilium-config-edited',
    file: 'addons/config.yaml',
    other: 'addons/cilium.yaml',
    text: configMap('cilium-config', '{debug: "true"}'),
    otherText: systemAgent('cilium'),
    beside: [],
    alone: ['warning'],
  },
  {
    rule: 'dns-endpoint-mismatch',
    file: 'policies/web.yaml',
    other: 'policies/redirect.yaml',
    text: ciliumPolicy(
      `{${webEndpoint}, egress: [{toEndpoints: [${dnsEndpoint}], toPorts: [{ports: ${look}}]}]}`,
    ),
    otherText: `apiVersion: cilium.io/v2
kind: CiliumLocalRedirectPolicy
metadata: {name: nodelocaldns, namespace: kube-system}
spec:
  redirectFrontend: {serviceMatcher: {serviceName: kube-dns, namespace: kube-system}}
  redirectBackend: {localEndpointSelector: {matchLabels: {k8s-app: node-local-dns}}, toPorts: [{port: "53", protocol: UDP}]}
`,
    beside: ['warning other'],
    alone: [],
  },
];

/** Other policies for the same pods allow what one lacks. */
const byPolicies: readonly CrossFileCase[] = [
  {
    rule: 'egress-without-dns',
    file: 'policies/web.yaml',
    other: 'policies/dns.yaml',
    text: networkPolicy(`{${web}, policyTypes: [Egress], egress: [{to: [{podSelector: {}}]}]}`),
    otherText: networkPolicy(
      `{podSelector: {}, policyTypes: [Egress], egress: [${dnsRule}]}`,
      'dns',
    ),
    beside: [],
    alone: ['info'],
  },
  {
    rule: 'egress-without-dns',
    file: 'policies/web.yaml',
    other: 'policies/dns.yaml',
    text: networkPolicy(`{${web}, policyTypes: [Egress], egress: [{to: [{podSelector: {}}]}]}`),
    otherText: clusterwide(
      `{endpointSelector: {}, egress: [{toEndpoints: [${dnsEndpoint}], toPorts: [{ports: ${look}}]}]}`,
    ),
    beside: [],
    alone: ['info'],
  },
  {
    rule: 'fqdn-without-dns-rule',
    file: 'policies/web.yaml',
    other: 'policies/dns.yaml',
    text: ciliumPolicy(`{${webEndpoint}, egress: [{toFQDNs: [{matchName: example.com}]}]}`),
    otherText: ciliumPolicy(
      `{endpointSelector: {}, egress: [{toEndpoints: [${dnsEndpoint}], toPorts: [{ports: ${look}, rules: {dns: [{matchPattern: "*"}]}}]}]}`,
      'dns',
    ),
    beside: [],
    alone: ['warning'],
  },
  ...(
    [
      ['ipblock-any-excludes-pods', egressTo('{ipBlock: {cidr: 0.0.0.0/0}}'), 'info'],
      [
        'ipblock-workaround-excludes-nodes',
        egressTo('{ipBlock: {cidr: 0.0.0.0/0}}, {namespaceSelector: {}}'),
        'info',
      ],
      ['npm-local-node-egress', egressTo('{podSelector: {}}'), 'info'],
      ['ipblock-in-cluster-range', egressTo('{ipBlock: {cidr: 10.9.3.0/24}}'), 'info'],
      ['ipblock-service-range', egressTo('{ipBlock: {cidr: 10.0.0.0/16}}'), 'info'],
    ] as const
  ).map(([rule, spec, severity]) => ({
    rule,
    file: 'policies/web.yaml',
    other: 'policies/any.yaml',
    text: networkPolicy(spec),
    otherText: everything,
    beside: [],
    alone: [severity],
  })),
  {
    rule: 'useless-except',
    file: 'policies/web.yaml',
    other: 'policies/any.yaml',
    text: networkPolicy(egressTo('{ipBlock: {cidr: 0.0.0.0/0, except: [203.0.113.0/24]}}')),
    otherText: everything,
    beside: ['hint'],
    alone: [],
  },
  {
    rule: 'all-pods-peer',
    file: 'policies/web.yaml',
    other: 'policies/others.yaml',
    text: networkPolicy(`{${web}, ingress: [{from: [{namespaceSelector: {}}]}]}`),
    otherText: Array.from({ length: 30 }, (_, index) =>
      networkPolicy(`{${web}, ingress: [{from: [{namespaceSelector: {}}]}]}`, `web${index}`),
    ).join('---\n'),
    beside: ['info'],
    alone: [],
  },
  {
    rule: 'clusterwide-isolates-system',
    file: 'policies/all.yaml',
    other: 'policies/system.yaml',
    text: clusterwide('{endpointSelector: {}, egress: [{toEntities: [health]}]}'),
    otherText: clusterwide(
      '{endpointSelector: {matchLabels: {k8s:io.kubernetes.pod.namespace: kube-system}}, egress: [{toEntities: [all]}]}',
      'system',
    ),
    beside: [],
    alone: ['warning'],
  },
  {
    rule: 'kube-apiserver-ingress',
    file: 'policies/web.yaml',
    other: 'policies/any.yaml',
    text: ciliumPolicy(`{${webEndpoint}, ingress: [{fromEntities: [kube-apiserver]}]}`),
    otherText: networkPolicy('{podSelector: {}, ingress: [{}]}', 'any'),
    beside: [],
    alone: ['warning'],
  },
  {
    rule: 'world-excludes-cluster',
    file: 'policies/web.yaml',
    other: 'policies/any.yaml',
    text: ciliumPolicy(`{${webEndpoint}, egress: [{toEntities: [world]}]}`, 'allow-all'),
    otherText: everything,
    beside: [],
    alone: ['info'],
  },
  {
    rule: 'cidr-misses-cluster-ips',
    file: 'policies/web.yaml',
    other: 'policies/any.yaml',
    text: ciliumPolicy(`{${webEndpoint}, egress: [{toCIDR: [10.244.0.0/16]}]}`),
    otherText: everything,
    beside: [],
    alone: ['info'],
  },
];

/** The cluster is defined elsewhere. */
const byClusters: readonly CrossFileCase[] = [
  {
    rule: 'ipblock-in-cluster-range',
    ...clusterFile,
    text: networkPolicy(egressTo('{ipBlock: {cidr: 10.10.3.0/24}}')),
    otherText: ciliumCluster('', '', ranges),
    beside: ['error other'],
    alone: ['info'],
  },
  {
    rule: 'ipblock-service-range',
    ...clusterFile,
    text: networkPolicy(egressTo('{ipBlock: {cidr: 10.20.0.0/24}}')),
    otherText: ciliumCluster('', '', ranges),
    beside: ['error other'],
    alone: [],
  },
  {
    rule: 'cidr-misses-cluster-ips',
    ...clusterFile,
    text: ciliumPolicy(`{${webEndpoint}, egress: [{toCIDR: [10.10.0.0/16]}]}`),
    otherText: ciliumCluster('', '', ranges),
    beside: ['warning other'],
    alone: [],
  },
  {
    rule: 'ipv4-only-allow-all',
    ...clusterFile,
    text: networkPolicy(egressTo('{ipBlock: {cidr: 0.0.0.0/0}}')),
    otherText: ciliumCluster('', '', "ipFamilies: ['IPv4', 'IPv6']"),
    beside: ['info'],
    alone: [],
  },
  {
    rule: 'local-dns-unreachable',
    ...clusterFile,
    text: networkPolicy(egressTo('{ipBlock: {cidr: 203.0.113.0/24}}')),
    otherText: localDns('Required'),
    beside: ['warning'],
    alone: [],
  },
  {
    rule: 'local-dns-unreachable',
    ...clusterFile,
    text: ciliumPolicy(
      `{${webEndpoint}, egress: [{toEndpoints: [${dnsEndpoint}], toPorts: [{ports: ${look}}]}]}`,
    ),
    otherText: localDns('Required'),
    beside: ['warning'],
    alone: [],
  },
  {
    rule: 'dns-endpoint-mismatch',
    ...clusterFile,
    text: ciliumPolicy(
      `{${webEndpoint}, egress: [{toCIDR: [169.254.10.0/24], toPorts: [{ports: ${look}}]}]}`,
    ),
    otherText: localDns('Disabled'),
    beside: ['warning'],
    alone: [],
  },
  {
    rule: 'fqdn-needs-acns',
    ...clusterFile,
    text: ciliumPolicy(`{${webEndpoint}, egress: [{toFQDNs: [{matchName: example.com}]}]}`),
    otherText: acns(false),
    beside: ['error'],
    alone: ['info'],
  },
  {
    rule: 'l7-needs-acns',
    ...clusterFile,
    text: ciliumPolicy(
      `{${webEndpoint}, ingress: [{toPorts: [{ports: [{port: "80", protocol: TCP}], rules: {http: [{method: GET}]}}]}]}`,
    ),
    otherText: acns(true, ", security: { advancedNetworkPolicies: 'L7' }"),
    beside: [],
    alone: ['info'],
  },
  {
    rule: 'l7-needs-acns',
    ...clusterFile,
    text: ciliumPolicy(
      `{${webEndpoint}, ingress: [{toPorts: [{ports: [{port: "80", protocol: TCP}], rules: {http: [{method: GET}]}}]}]}`,
    ),
    otherText: acns(true, ", security: { advancedNetworkPolicies: 'FQDN' }"),
    beside: ['error'],
    alone: ['info'],
  },
  {
    rule: 'to-services-with-ports',
    ...clusterFile,
    text: ciliumPolicy(
      `{${webEndpoint}, egress: [{toServices: [{k8sService: {serviceName: a, namespace: b}}], toPorts: [{ports: [{port: "80", protocol: TCP}]}]}]}`,
    ),
    otherText: version('1.31'),
    beside: ['error'],
    alone: ['info'],
  },
  {
    rule: 'end-port-ignored',
    ...clusterFile,
    text: networkPolicy(`{${web}, ingress: [{ports: [{port: 8000, endPort: 8010}]}]}`),
    otherText: version('1.30'),
    beside: ['warning'],
    alone: ['hint'],
  },
  {
    rule: 'host-port-protocol-clash',
    file: 'apps/a.yaml',
    other: 'infra/aks.bicep',
    text: workload(
      'DaemonSet',
      'dns',
      container(
        '{containerPort: 53, hostPort: 53, protocol: UDP}, {containerPort: 53, hostPort: 53}',
      ),
    ),
    otherText: version('1.31'),
    beside: ['warning'],
    alone: ['info'],
  },
  {
    rule: 'service-port-protocol-clash',
    file: 'apps/a.yaml',
    other: 'infra/aks.bicep',
    text: `${service('statsd', 'type: NodePort, ports: [{port: 8125, nodePort: 30125, protocol: UDP}]')}---
${service('web', 'type: NodePort, ports: [{port: 80, nodePort: 30125}]')}`,
    otherText: version('1.33'),
    beside: [],
    alone: ['hint'],
  },
  {
    rule: 'self-service-reply-policed',
    file: 'apps/a.yaml',
    other: 'infra/aks.bicep',
    text: `${service('web', 'ports: [{port: 81, targetPort: 80}]')}---
${networkPolicy(`{${web}, ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}]}`)}`,
    otherText: version('1.29'),
    beside: ['info'],
    alone: [],
  },
  {
    rule: 'local-redirect-too-old',
    ...clusterFile,
    text: 'apiVersion: cilium.io/v2\nkind: CiliumLocalRedirectPolicy\nmetadata: {name: a}\nspec: {}\n',
    otherText: version('1.28'),
    beside: ['warning'],
    alone: ['hint'],
  },
  {
    rule: 'policies-without-cilium',
    ...clusterFile,
    text: networkPolicy(`{${web}, policyTypes: [Ingress]}`),
    otherText: bicepCluster("networkPlugin: 'kubenet'"),
    beside: ['info other'],
    alone: [],
  },
  {
    rule: 'not-cilium',
    file: 'infra/aks.bicep',
    other: 'aks-cilium.yaml',
    text: bicepCluster("networkPlugin: 'azure'\n      networkPluginMode: 'overlay'"),
    otherText: 'profile: {dataplane: cilium}\n',
    beside: ['info other'],
    alone: [],
  },
];

/** Cases of each rule that looks at other files, with the other side in a file of its own. */
export const crossFileCases: readonly CrossFileCase[] = [
  ...byObjects,
  ...byPolicies,
  ...byClusters,
];
