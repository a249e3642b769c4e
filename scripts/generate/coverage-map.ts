import type { TopicId } from '../../server/src/core/knowledge';

/** What answers for a statement of the page. */
export interface Coverage {
  readonly rules?: readonly string[];
  readonly hovers?: readonly TopicId[];
  /** Prefixes. */
  readonly snippets?: readonly string[];
  /** Why nothing does. */
  readonly note?: string;
}

const clusterSnippets = {
  overlay: 'akscilium-cluster-overlay',
  podSubnet: 'akscilium-cluster-pod-subnet',
  nodeSubnet: 'akscilium-cluster-node-subnet',
} as const;
const allModes = Object.values(clusterSnippets);

const network = 'networkProfile';
const acns = `${network}.advancedNetworking`;

const hostPorts: Coverage = {
  rules: ['host-port-protocol-clash', 'service-port-protocol-clash'],
  hovers: ['host-port', 'node-port'],
};

const limitations: Readonly<Record<string, Coverage>> = {
  'limitation-linux-only': {
    rules: ['windows-workload', 'windows-pool'],
    hovers: ['windows-nodes', 'pool-setting:osType'],
    snippets: allModes,
  },
  'limitation-ip-block': {
    rules: [
      'ipblock-any-excludes-pods',
      'ipblock-in-cluster-range',
      'ipblock-service-range',
      'useless-except',
    ],
    hovers: ['ip-block', 'cidr', 'except'],
    snippets: ['akscilium-ipblock-with-pods', 'akscilium-to-nodes'],
  },
  'limitation-host-port-2025': hostPorts,
  'limitation-host-port': hostPorts,
  'limitation-reply-packets': { rules: ['self-service-reply-policed'] },
  'limitation-host-network': {
    rules: ['policy-selects-host-network'],
    hovers: ['host-network'],
    snippets: ['akscilium-to-nodes', 'akscilium-from-nodes'],
  },
  'limitation-endpoint-slices-version': {
    hovers: ['kind:cilium.io/CiliumEndpointSlice', 'config:enable-cilium-endpoint-slice'],
  },
  'limitation-endpoint-slices-grouping': {
    rules: ['cilium-config-edited'],
    hovers: ['config:ces-slice-mode'],
  },
  'limitation-endpoint-slices-priority': {
    rules: ['ces-namespace-unsupported'],
    hovers: ['key:cilium.io/ces-namespace'],
  },
  'limitation-identities': {
    rules: ['selector-on-excluded-label'],
    hovers: ['config:labels', 'label-dropped'],
  },
  'consideration-acns': {
    rules: ['fqdn-needs-acns', 'l7-needs-acns', 'acns-contradiction', 'acns-prerequisite'],
    hovers: ['to-fqdns', 'http-rules', `setting:${acns}`, 'flag:--enable-acns'],
    snippets: ['akscilium-fqdn', 'akscilium-l7-http'],
  },
  'consideration-azure-monitor': {
    note: 'Network security groups are not in the files that are read.',
  },
};

const setup: Readonly<Record<string, Coverage>> = {
  'benefit-equivalent': { snippets: allModes },
  'benefit-service-routing': { hovers: ['service-port', 'services-peer'] },
  'benefit-policy-enforcement': { hovers: ['kind:networking.k8s.io/NetworkPolicy'] },
  'benefit-observability': { hovers: ['config:enable-hubble', `setting:${acns}.observability`] },
  'benefit-scale': {
    rules: ['cidr-size'],
    hovers: ['kind:cilium.io/CiliumEndpointSlice'],
    snippets: [clusterSnippets.overlay],
  },
  'ipam-overlay': {
    hovers: [`setting:${network}.networkPluginMode`, `setting:${network}.podCidr`],
    snippets: [clusterSnippets.overlay],
  },
  'ipam-virtual-network': {
    hovers: ['pool-setting:podSubnetID', 'pool-setting:vnetSubnetID'],
    snippets: [clusterSnippets.podSubnet, clusterSnippets.nodeSubnet],
  },
  'enforcement-built-in': {
    rules: ['unenforced-policy-kind', 'dataplane-policy-conflict', 'npm-retirement'],
    hovers: [
      'kind:networking.k8s.io/NetworkPolicy',
      'kind:crd.projectcalico.org/NetworkPolicy',
      `setting:${network}.networkPolicy`,
    ],
    snippets: allModes,
  },
  'prerequisite-cli': {
    hovers: ['command:aks create', 'flag:--network-dataplane'],
    rules: ['cli-version-too-old'],
    snippets: [clusterSnippets.overlay, clusterSnippets.podSubnet],
  },
  'prerequisite-cli-node-subnet': {
    hovers: ['command:aks create', 'flag:--network-plugin'],
    rules: ['cli-version-too-old'],
    snippets: [clusterSnippets.nodeSubnet],
  },
  'prerequisite-api-version': {
    hovers: ['resource:cluster', `setting:${network}.networkDataplane`],
    rules: ['api-version-lacks-property'],
    snippets: allModes,
  },
  'prerequisite-ebpf-dataplane': {
    hovers: [`setting:${network}.ebpfDataplane`],
    rules: ['ebpf-dataplane-removed'],
    snippets: allModes,
  },
  'prerequisite-migration': {
    hovers: ['command:aks update'],
    rules: ['node-provisioning-conflict', 'update-reimages-all-pools', 'windows-pool'],
  },
  'option-overlay': {
    hovers: [`setting:${network}.networkPluginMode`, 'flag:--network-plugin-mode'],
    rules: ['pod-cidr-without-overlay', 'overlay-pool-type', 'cidr-overlap'],
    snippets: [clusterSnippets.overlay],
  },
  'option-deprecated-flag': {
    hovers: ['flag:--enable-ebpf-dataplane', 'flag:--network-dataplane'],
    rules: ['removed-dataplane-flag'],
    snippets: allModes,
  },
  'option-pod-subnet': {
    hovers: ['pool-setting:podSubnetID', 'flag:--pod-subnet-id'],
    rules: ['overlay-with-pod-subnet', 'cidr-overlap'],
    snippets: [clusterSnippets.podSubnet],
  },
  'option-node-subnet': {
    hovers: [`setting:${network}.networkPlugin`, 'pool-setting:vnetSubnetID'],
    rules: ['implicit-node-subnet', 'cidr-overlap'],
    snippets: [clusterSnippets.nodeSubnet],
  },
  'option-automatic': { hovers: ['setting:sku.name'], rules: ['dataplane-policy-conflict'] },
  'option-dual-stack': {
    hovers: [`setting:${network}.ipFamilies`, 'flag:--ip-families'],
    rules: ['ipv4-only-allow-all', 'dual-stack-mismatch'],
  },
};

const ciliumPolicies: Coverage = {
  rules: ['fqdn-needs-acns', 'l7-needs-acns'],
  hovers: ['kind:cilium.io/CiliumNetworkPolicy', 'to-fqdns', 'http-rules'],
  snippets: ['akscilium-fqdn', 'akscilium-l7-http'],
};

const clusterwidePolicies: Coverage = {
  rules: ['clusterwide-policy-unsupported', 'unknown-cilium-kind'],
  hovers: [
    'kind:cilium.io/CiliumClusterwideNetworkPolicy',
    'misspelled:ClusterwideCiliumNetworkPolicy',
  ],
};

const configuration: Coverage = {
  rules: [
    'cilium-config-edited',
    'self-managed-cilium-release',
    'unsupported-cilium-kind',
    'byo-cni-with-dataplane',
  ],
  hovers: ['cilium-config', 'kind:cilium.io/CiliumNodeConfig'],
};

const questions: Readonly<Record<string, Coverage>> = {
  'question-configuration-2025': configuration,
  'question-configuration': configuration,
  'question-config-map': {
    rules: ['cilium-config-edited', 'selector-on-excluded-label'],
    hovers: ['cilium-config', 'config:labels'],
  },
  'question-cilium-network-policy-2025': ciliumPolicies,
  'question-cilium-network-policy': ciliumPolicies,
  'question-clusterwide-policy-2025': clusterwidePolicies,
  'question-clusterwide-policy': clusterwidePolicies,
  'question-local-redirect-policy': {
    rules: ['local-redirect-too-old', 'dns-peer-never-matches'],
    hovers: ['kind:cilium.io/CiliumLocalRedirectPolicy'],
  },
  'question-ip-block-blocked': {
    rules: ['ipblock-any-excludes-pods', 'ipblock-in-cluster-range', 'egress-without-dns'],
    hovers: ['ip-block', 'cidr'],
    snippets: ['akscilium-ipblock-with-pods', 'akscilium-allow-all-egress'],
  },
  'question-ip-block-workaround': {
    rules: ['redundant-pod-selector-peer', 'split-selector-peers', 'all-pods-peer'],
    hovers: ['namespace-selector-peer', 'pod-selector-peer'],
    snippets: ['akscilium-ipblock-with-pods'],
  },
  'question-ip-block-nodes': {
    rules: ['ipblock-workaround-excludes-nodes', 'npm-local-node-egress'],
    hovers: ['ip-block', 'entity:host', 'entity:remote-node'],
    snippets: ['akscilium-to-nodes', 'akscilium-from-nodes'],
  },
  'question-daemonset-limits': { rules: ['cilium-daemonset-limits'] },
  'question-kube-proxy': {
    rules: ['kube-proxy-reference', 'kube-proxy-config'],
    hovers: ['config:kube-proxy-replacement', `setting:${network}.kubeProxyConfig`],
  },
  'question-kube-proxy-migration': {
    rules: [
      'kube-proxy-reference',
      'mode-and-dataplane-in-one-update',
      'update-reimages-all-pools',
      'update-without-network-policy',
    ],
    hovers: ['config:kube-proxy-replacement', 'command:aks update'],
  },
  'question-local-dns': {
    rules: ['local-dns-unreachable'],
    hovers: ['dns-policy', 'entity:host'],
    snippets: ['akscilium-local-dns'],
  },
};

const features: Readonly<Record<string, Coverage>> = {
  'feature-cilium-endpoint-slices': { hovers: ['kind:cilium.io/CiliumEndpointSlice'] },
  'feature-kubernetes-network-policy': {
    rules: ['invalid-network-policy', 'policy-types-mismatch'],
    hovers: ['kind:networking.k8s.io/NetworkPolicy'],
    snippets: ['akscilium-default-deny'],
  },
  'feature-local-redirect-policy': {
    rules: ['local-redirect-too-old'],
    hovers: ['kind:cilium.io/CiliumLocalRedirectPolicy'],
  },
  'feature-cilium-network-policy': {
    rules: ['empty-selector-own-namespace'],
    hovers: ['kind:cilium.io/CiliumNetworkPolicy', 'endpoint-selector'],
    snippets: ['akscilium-load-balancer', 'akscilium-api-server'],
  },
  'feature-cilium-clusterwide-network-policy': clusterwidePolicies,
  'feature-fqdn-filtering': {
    rules: ['fqdn-needs-acns', 'acns-contradiction'],
    hovers: ['to-fqdns', 'dns-rules', 'match-name', 'match-pattern'],
    snippets: ['akscilium-fqdn'],
  },
  'feature-l7-policies': {
    rules: ['l7-needs-acns', 'l7-in-clusterwide-policy', 'acns-contradiction'],
    hovers: ['http-rules', 'kafka-rules', `setting:${acns}.security.advancedNetworkPolicies`],
    snippets: ['akscilium-l7-http'],
  },
  'feature-container-network-observability': {
    rules: ['acns-contradiction'],
    hovers: ['config:enable-hubble'],
  },
  'feature-wireguard': {
    rules: ['acns-prerequisite'],
    hovers: [`setting:${acns}.security.transitEncryption`],
  },
  'feature-mutual-tls': {
    rules: ['acns-prerequisite'],
    hovers: ['authentication', 'key:io.cilium/mtls-enabled'],
  },
  'feature-ebpf-host-routing': {
    rules: ['acns-prerequisite'],
    hovers: [`setting:${acns}.performance.accelerationMode`],
  },
};

/** What a minor's Cilium does differently: who asks for the version. */
const versions: Readonly<Record<string, Coverage>> = {
  ...Object.fromEntries(
    ['1.27-2025', '1.28-2025', '1.29-2025', '1.30-2025', '1.31-2025', '1.31'].map((row) => [
      `version-${row}`,
      {
        rules: [
          'end-port-ignored',
          'host-port-protocol-clash',
          ...(/^1\.(?:27|28)/.test(row) ? ['local-redirect-too-old'] : []),
          ...(row.startsWith('1.31') ? [] : ['self-service-reply-policed']),
          'kubernetes-version-support',
        ],
        hovers: ['setting:kubernetesVersion', 'end-port', 'host-port'],
      } satisfies Coverage,
    ]),
  ),
  ...Object.fromEntries(
    ['1.32-2025', '1.32', '1.33', '1.34', '1.35', '1.36'].map((row) => [
      `version-${row}`,
      {
        rules: ['local-dns-unreachable', 'kubernetes-version-support'],
        hovers: [
          'setting:kubernetesVersion',
          'kind:cilium.io/CiliumEndpointSlice',
          'end-port',
          'match-pattern',
        ],
      } satisfies Coverage,
    ]),
  ),
};

/** What answers for each statement, by its id. */
export const coverage: Readonly<Record<string, Coverage>> = {
  ...setup,
  ...versions,
  ...limitations,
  ...questions,
  ...features,
};
