import { readOn } from './sources';
import type { IsoDate, Source } from './types';

function issue(repository: string, number: number, title: string, changed?: IsoDate): Source {
  return {
    id: `${repository.toLowerCase()}#${number}`,
    title: `${repository}#${number}: ${title}`,
    url: `https://github.com/${repository}/issues/${number}`,
    repository,
    ...(changed === undefined ? {} : { changed }),
    read: readOn,
  };
}

const cilium = (number: number, title: string, changed?: IsoDate) =>
  issue('cilium/cilium', number, title, changed);
const aks = (number: number, title: string, changed?: IsoDate) =>
  issue('Azure/AKS', number, title, changed);

/** GitHub issues and pull requests the facts were read in; titles are ours. */
export const issues = {
  hostPortProtocols: cilium(14287, 'host ports that differ in protocol only'),
  loadBalancerProtocols: cilium(9207, 'load-balancer entries do not know the protocol'),
  protocolDifferentiation: cilium(33434, 'load balancing tells protocols apart'),
  hostPortLastProtocol: cilium(41426, 'one pod, one host port, two protocols: the last one wins'),
  replyPackets: cilium(19406, 'policy applied to replies of a pod that calls itself by Service'),
  podIpsInCidr: cilium(9209, 'ipBlock does not match pod addresses'),
  nodeIpsInCidr: cilium(20550, 'ipBlock does not match node addresses'),
  endPort: cilium(32807, 'port ranges in policies'),
  endPortIgnored: cilium(28684, 'endPort is silently ignored'),
  namedPorts: cilium(30003, 'egress named ports that differ between pods'),
  namedPortsFix: cilium(44429, 'egress named ports look at selected endpoints only'),
  policyTypes: cilium(
    48703,
    'policyTypes ignored when rules of the other direction exist',
    '2026-09-21',
  ),
  localAddresses: cilium(25298, 'addresses of local devices belong to the host'),
  toServicesPorts: cilium(20067, 'toServices together with toPorts'),
  fqdnWildcard: cilium(42665, 'multi-level wildcards in FQDN patterns'),
  fqdnDrops: cilium(42046, 'FQDN policies drop traffic on some 1.18 builds'),
  requiredAuthentication: cilium(26208, 'required authentication blocks when the feature is off'),
  apiServerIngress: cilium(31711, 'kube-apiserver entity on ingress of managed clusters'),
  konnectivityLabels: issue(
    'tigera/operator',
    5212,
    'the API server of AKS calls webhooks through its konnectivity agents',
    '2026-08-18',
  ),
  adminNetworkPolicy: cilium(23380, 'AdminNetworkPolicy'),
  ipMasqAgent: cilium(35823, 'masquerading in eBPF differs from the ip-masq-agent'),
  remoteNodeIngress: cilium(19010, 'load-balanced clients appear as remote nodes'),
  emptySelector: cilium(3415, 'an empty selector means the namespace of the policy'),
  policyMapOverflow: aks(
    5969,
    'all-pods peers leave new pods with an empty policy map',
    '2026-09-16',
  ),
  strictCidr: issue(
    'kubernetes/kubernetes',
    137053,
    'addresses and ranges are validated strictly by default',
    '2026-02-27',
  ),
  admissionDenied: aks(4663, 'CiliumNetworkPolicy refused by the admission policy'),
  admissionField: aks(3797, 'advancedNetworkPolicies missing on older clusters', '2025-11-12'),
  sctp: aks(5719, 'SCTP'),
  windows: aks(4540, 'Cilium for Windows nodes'),
  egressGateway: aks(5674, 'CiliumEgressGatewayPolicy'),
  bgp: aks(5803, 'BGP control plane', '2026-06-03'),
  gatewayApi: aks(5444, 'Cilium Gateway API', '2026-04-20'),
  nodeSubnet: aks(3484, 'Cilium with node subnet'),
  dnsServiceIp: aks(2579, 'first address of the service range as DNS address'),
  serviceRangeOverSubnet: aks(1117, 'ServiceCidrOverlapExistingSubnetsCidr'),
  policyConflict: issue(
    'Azure/AKS-Construction',
    535,
    'Cilium dataplane requires network policy cilium',
  ),
  avmPolicyConflict: issue(
    'Azure/bicep-registry-modules',
    3361,
    'Cilium with another policy engine',
  ),
  avmCiliumPolicy: issue(
    'Azure/bicep-registry-modules',
    3402,
    'the module for clusters sets policy cilium with the dataplane Cilium',
    '2024-10-04',
  ),
  cliPolicyDefault: issue(
    'Azure/azure-cli-extensions',
    7011,
    'network policy set with the dataplane',
  ),
  updateBothFlags: issue('MicrosoftDocs/azure-aks-docs', 264, 'update to Cilium needs both flags'),
  unknownFields: aks(4060, 'unknown fields are refused from 2024-01-01 on', '2024-01-11'),
  longTermOnly: issue(
    'canonical/bundle-kubeflow',
    1320,
    'a version with long-term support only is refused without it',
    '2025-07-22',
  ),
  policyWithoutDataplane: issue(
    'thomast1906/DevOps-The-Hard-Way-Azure',
    1,
    'network policy cilium without the dataplane',
  ),
} as const satisfies Readonly<Record<string, Source>>;
