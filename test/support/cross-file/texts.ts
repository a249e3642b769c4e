import { ciliumCluster } from '../cluster-workspaces';

export const networkPolicy = (spec: string, name = 'web', namespace = 'shop') =>
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}
`;

export const ciliumPolicy = (spec: string, name = 'web') => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: ${name}, namespace: shop}
spec: ${spec}
`;

export const clusterwide = (spec: string, name = 'all') => `apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: {name: ${name}}
spec: ${spec}
`;

export const workload = (kind: string, name: string, spec: string) => `apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}, namespace: shop}
spec: {selector: {matchLabels: {app: ${name}}}, template: {metadata: {labels: {app: ${name}}}, spec: ${spec}}}
`;

export const container = (ports: string) =>
  `{containers: [{name: a, image: a, ports: [${ports}]}]}`;

export const service = (name: string, spec: string) => `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec: {selector: {app: ${name}}, ${spec}}
`;

export const configMap = (name: string, data: string) => `apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}, namespace: kube-system}
data: ${data}
`;

export const systemAgent = (name: string) => `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: ${name}, namespace: kube-system}
spec: {template: {spec: {containers: [{name: ${name}, image: registry.example.com/${name}}]}}}
`;

export const web = 'podSelector: {matchLabels: {app: web}}';
export const webEndpoint = 'endpointSelector: {matchLabels: {app: web}}';
export const dnsPods =
  '{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: {k8s-app: kube-dns}}}';
export const dnsRule = `{to: [${dnsPods}], ports: [{port: 53, protocol: UDP}, {port: 53}]}`;
export const dnsEndpoint =
  '{matchLabels: {k8s:io.kubernetes.pod.namespace: kube-system, k8s-app: kube-dns}}';
export const look = '[{port: "53", protocol: ANY}]';
export const egressTo = (peer: string) =>
  `{${web}, policyTypes: [Egress], egress: [${dnsRule}, {to: [${peer}]}]}`;
export const everything = networkPolicy(
  '{podSelector: {}, policyTypes: [Egress], egress: [{}]}',
  'any',
);
export const ranges =
  "podCidr: '10.10.0.0/16'\n      serviceCidr: '10.20.0.0/16'\n      dnsServiceIP: '10.20.0.10'";
export const version = (number: string) => ciliumCluster(`kubernetesVersion: '${number}'`);
export const acns = (on: boolean, more = '') =>
  ciliumCluster('', '', `advancedNetworking: { enabled: ${on}${more} }`);
export const localDns = (mode: string) =>
  ciliumCluster(
    `kubernetesVersion: '1.34'\n    agentPoolProfiles: [ { name: 'system', localDNSProfile: { mode: '${mode}' } } ]`,
  );
export const policyFile = { file: 'policies/web.yaml', other: 'apps/web.yaml' } as const;
export const clusterFile = { file: 'policies/web.yaml', other: 'infra/aks.bicep' } as const;
