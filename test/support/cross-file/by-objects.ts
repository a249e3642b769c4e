import type { CrossFileCase } from './case';
import {
  ciliumPolicy,
  configMap,
  container,
  dnsEndpoint,
  egressTo,
  look,
  networkPolicy,
  policyFile,
  service,
  systemAgent,
  web,
  webEndpoint,
  workload,
} from './texts';

/** What a policy is about is in the files of its workloads, Services and namespaces. */
export const byObjects: readonly CrossFileCase[] = [
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
