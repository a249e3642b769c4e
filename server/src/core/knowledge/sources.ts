import type { IsoDate, Source } from './types';

/** When the sources of this folder were last read as a whole. */
export const readOn: IsoDate = '2026-11-23';

const learn = 'https://learn.microsoft.com/en-us/azure/aks';

/** A page of the AKS documentation; `commit` and `changed` as in MicrosoftDocs/azure-aks-docs. */
function aksPage(
  id: string,
  title: string,
  slug: string,
  commit?: string,
  changed?: IsoDate,
): Source {
  return {
    id,
    title,
    url: `${learn}/${slug}`,
    repository: 'MicrosoftDocs/azure-aks-docs',
    ...(commit === undefined ? {} : { commit }),
    ...(changed === undefined ? {} : { changed }),
    read: readOn,
  };
}

function ciliumFile(id: string, title: string, ref: string, path: string): Source {
  return {
    id,
    title,
    url: `https://github.com/cilium/cilium/blob/${ref}/${path}`,
    repository: 'cilium/cilium',
    commit: ref,
    read: readOn,
  };
}

/** The definitions of policies that a release of Cilium ships. */
function ciliumDefinitions(release: string): Source {
  return ciliumFile(
    `cilium-definitions-${release}`,
    `Cilium ${release}, definitions of its policies`,
    `v${release}`,
    'pkg/k8s/apis/cilium.io/client/crds/v2',
  );
}

/**
 * The newest state of the AKS documentation that was read, for pages whose own change date is not
 * known.
 */
const docsHead = { commit: 'fb060abe6', changed: '2026-08-21' } as const;

function aksPageAtHead(id: string, title: string, slug: string): Source {
  return aksPage(id, title, slug, docsHead.commit, docsHead.changed);
}

/** The pages, source files and release notes the facts were read in. Issues are in `issues.ts`. */
export const sources = {
  ciliumPage: aksPage(
    'aks-cilium-page',
    'Configure Azure CNI Powered by Cilium in AKS',
    'azure-cni-powered-by-cilium',
    '05793c123',
    '2026-08-11',
  ),
  ciliumPage2025: {
    id: 'aks-cilium-page-2025-05-22',
    title: 'Configure Azure CNI Powered by Cilium in AKS, edition of 2025-05-22',
    url: `${learn}/azure-cni-powered-by-cilium`,
    repository: 'MicrosoftDocs/azure-aks-docs',
    changed: '2025-05-22',
    read: readOn,
  },
  supportedVersions: aksPageAtHead(
    'aks-supported-versions',
    'Supported Kubernetes versions in AKS',
    'supported-kubernetes-versions',
  ),
  npmMigration: aksPage(
    'aks-npm-migration',
    'Migrate from Network Policy Manager to Cilium network policy',
    'migrate-from-npm-to-cilium-network-policy',
    '6e050c1ec',
    '2026-02-13',
  ),
  updateCni: aksPage(
    'aks-update-cni',
    'Update Azure CNI IPAM mode and data plane technology',
    'update-azure-cni',
    '43ad353a3',
    '2026-05-28',
  ),
  cniOverview: aksPageAtHead(
    'aks-cni-overview',
    'AKS container networking interface overview',
    'concepts-network-cni-overview',
  ),
  overlayConcepts: aksPageAtHead(
    'aks-overlay-concepts',
    'Azure CNI Overlay networking',
    'concepts-network-azure-cni-overlay',
  ),
  staticEgressGateway: aksPageAtHead(
    'aks-static-egress-gateway',
    'Static Egress Gateway',
    'configure-static-egress-gateway',
  ),
  podSubnet: aksPageAtHead(
    'aks-pod-subnet',
    'Azure CNI with dynamic allocation of IPs',
    'configure-azure-cni-dynamic-ip-allocation',
  ),
  byoCni: aksPageAtHead('aks-byo-cni', 'Bring your own CNI plugin', 'use-byo-cni'),
  kubeProxy: aksPageAtHead('aks-kube-proxy', 'Configure kube-proxy', 'configure-kube-proxy'),
  automatic: aksPageAtHead('aks-automatic', 'What is AKS Automatic?', 'intro-aks-automatic'),
  nodeProvisioning: aksPageAtHead(
    'aks-node-provisioning',
    'Node autoprovisioning in AKS',
    'node-autoprovision',
  ),
  networkPolicies: aksPageAtHead(
    'aks-network-policies',
    'Secure traffic between pods with network policies',
    'use-network-policies',
  ),
  localDns: aksPageAtHead('aks-localdns', 'Configure LocalDNS in AKS', 'localdns-custom'),
  acnsOverview: aksPageAtHead(
    'acns-overview',
    'Advanced Container Networking Services overview',
    'advanced-container-networking-services-overview',
  ),
  acnsFqdn: aksPageAtHead(
    'acns-fqdn',
    'Container network security: FQDN filtering',
    'container-network-security-fqdn-filtering-concepts',
  ),
  acnsFqdnHowTo: aksPageAtHead(
    'acns-fqdn-how-to',
    'Set up FQDN filtering policies',
    'how-to-apply-fqdn-filtering-policies',
  ),
  acnsL7: aksPageAtHead(
    'acns-l7',
    'Container network security: L7 policy',
    'container-network-security-l7-policy-concepts',
  ),
  acnsWireGuard: aksPageAtHead(
    'acns-wireguard',
    'Container network security: WireGuard encryption',
    'container-network-security-wireguard-encryption-concepts',
  ),
  acnsHostRouting: aksPageAtHead(
    'acns-host-routing',
    'Container network performance: eBPF host routing',
    'container-network-performance-ebpf-host-routing',
  ),
  aksReleaseNotes: {
    id: 'aks-release-notes',
    title: 'AKS release notes',
    url: 'https://github.com/Azure/AKS/blob/master/CHANGELOG.md',
    repository: 'Azure/AKS',
    changed: '2026-07-17',
    read: readOn,
  },
  ciliumConfigMap: {
    id: 'acn-cilium-config',
    title: 'Cilium ConfigMaps of the Azure CNI integration tests, synchronised with AKS',
    url: 'https://github.com/Azure/azure-container-networking/tree/d88b80c390685c5e2a8b733f3c2f4302de0dac8e/test/integration/manifests/cilium',
    repository: 'Azure/azure-container-networking',
    commit: 'd88b80c390685c5e2a8b733f3c2f4302de0dac8e',
    changed: '2026-07-24',
    read: readOn,
  },
  bicepTypes: {
    id: 'bicep-types',
    title: 'Bicep types of Microsoft.ContainerService',
    url: 'https://github.com/Azure/bicep-types-az/tree/1f896de2d/generated/containerservice_0/microsoft.containerservice',
    repository: 'Azure/bicep-types-az',
    commit: '1f896de2d',
    changed: '2026-08-20',
    read: readOn,
  },
  bicepDiagnostics: {
    id: 'bicep-diagnostics',
    title: 'Bicep errors and warnings',
    url: 'https://learn.microsoft.com/en-us/azure/azure-resource-manager/bicep/bicep-core-diagnostics',
    repository: 'MicrosoftDocs/azure-docs',
    commit: '206c406b603048732b3ac190b54fd0373a0f47ef',
    read: readOn,
  },
  clusterModule: {
    id: 'avm-managed-cluster',
    title: 'Azure Verified Module avm/res/container-service/managed-cluster',
    url: 'https://github.com/Azure/bicep-registry-modules/tree/9f9ea1a18204e262be9a4a64e3e3cc7fbe5e509d/avm/res/container-service/managed-cluster',
    repository: 'Azure/bicep-registry-modules',
    commit: '9f9ea1a18204e262be9a4a64e3e3cc7fbe5e509d',
    read: readOn,
  },
  containerServiceSdk: {
    id: 'arm-containerservice-sdk',
    title: '@azure/arm-containerservice 25.5.0',
    url: 'https://www.npmjs.com/package/@azure/arm-containerservice/v/25.5.0',
    changed: '2026-09-28',
    read: readOn,
  },
  cliReleaseNotes: {
    id: 'azure-cli-release-notes',
    title: 'Azure CLI release notes',
    url: 'https://learn.microsoft.com/en-us/cli/azure/release-notes-azure-cli',
    repository: 'MicrosoftDocs/azure-docs-cli',
    commit: 'e97b361d00',
    changed: '2026-08-21',
    read: readOn,
  },
  cliSource: {
    id: 'azure-cli-aks-decorator',
    title: 'Azure CLI, managed_cluster_decorator.py',
    url: 'https://github.com/Azure/azure-cli/blob/457e8bc/src/azure-cli/azure/cli/command_modules/acs/managed_cluster_decorator.py',
    repository: 'Azure/azure-cli',
    commit: '457e8bc',
    read: readOn,
  },
  kubernetesValidation: {
    id: 'kubernetes-networking-validation',
    title: 'Kubernetes API validation of NetworkPolicy',
    url: 'https://github.com/kubernetes/kubernetes/blob/019c5dc5/pkg/apis/networking/validation/validation.go',
    repository: 'kubernetes/kubernetes',
    commit: '019c5dc5',
    read: readOn,
  },
  kubernetesPolicies: {
    id: 'kubernetes-network-policies',
    title: 'Kubernetes documentation: Network Policies',
    url: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    repository: 'kubernetes/website',
    read: readOn,
  },
  ciliumLabelFilter: ciliumFile(
    'cilium-label-filter',
    'Cilium, default identity label filter',
    '0b22469da6e3659b027ab2827de9f346c4db95cd',
    'pkg/labelsfilter/filter.go',
  ),
  ciliumRuleValidation: ciliumFile(
    'cilium-rule-validation',
    'Cilium 1.19.4, validation of policy rules',
    'v1.19.4',
    'pkg/policy/api/rule_validation.go',
  ),
  ciliumPolicySchema: ciliumFile(
    'cilium-policy-schema',
    'Cilium 1.19.5, schema of CiliumNetworkPolicy',
    'v1.19.5',
    'pkg/k8s/apis/cilium.io/client/crds/v2/ciliumnetworkpolicies.yaml',
  ),
  ciliumDefinitions16: ciliumDefinitions('1.16.19'),
  ciliumDefinitions17: ciliumDefinitions('1.17.15'),
  ciliumDefinitions18: ciliumDefinitions('1.18.11'),
  ciliumDefinitions19: ciliumDefinitions('1.19.5'),
  ciliumPolicyParser: ciliumFile(
    'cilium-policy-parser',
    'Cilium 1.19.5, reading of CiliumNetworkPolicy',
    'v1.19.5',
    'pkg/k8s/apis/cilium.io/v2/cnp_types.go',
  ),
  ciliumNetworkPolicy: ciliumFile(
    'cilium-network-policy',
    'Cilium 1.19.4, translation of NetworkPolicy',
    'v1.19.4',
    'pkg/k8s/network_policy.go',
  ),
  ciliumIpcache: ciliumFile(
    'cilium-ipcache',
    'Cilium 1.19.4, labels of IP addresses',
    'v1.19.4',
    'pkg/ipcache/metadata.go',
  ),
  ciliumLayer3: ciliumFile(
    'cilium-layer3',
    'Cilium documentation, layer 3 policies',
    'v1.19.4',
    'Documentation/security/policy/layer3.rst',
  ),
  ciliumUpgrade: ciliumFile(
    'cilium-upgrade',
    'Cilium documentation, upgrade guide',
    'v1.19.4',
    'Documentation/operations/upgrade.rst',
  ),
  ciliumPolicyModes: ciliumFile(
    'cilium-policy-modes',
    'Cilium documentation, policy enforcement modes',
    'v1.19.4',
    'Documentation/security/policy/intro.rst',
  ),
  ciliumSelectorScope: ciliumFile(
    'cilium-selector-scope',
    'Cilium 1.19.4, namespaces of selectors',
    'v1.19.4',
    'pkg/k8s/apis/cilium.io/utils/utils.go',
  ),
  ciliumEgressRules: ciliumFile(
    'cilium-egress-rules',
    'Cilium 1.19.4, egress rules',
    'v1.19.4',
    'pkg/policy/api/egress.go',
  ),
  ciliumEndpoint: ciliumFile(
    'cilium-endpoint',
    'Cilium 1.19.4, redirects of an endpoint',
    'v1.19.4',
    'pkg/endpoint/bpf.go',
  ),
  ciliumHttpRules: ciliumFile(
    'cilium-http-rules',
    'Cilium 1.19.4, HTTP rules',
    'v1.19.4',
    'pkg/policy/api/http.go',
  ),
  ciliumKubernetesPolicy: ciliumFile(
    'cilium-kubernetes-policy',
    'Cilium documentation, supported features of NetworkPolicy',
    'v1.19.4',
    'Documentation/network/kubernetes/policy.rst',
  ),
} as const satisfies Readonly<Record<string, Source>>;
