import { inferred, latestOnly, unsettled, verified } from './dated';
import { issues } from './issues';
import { sources } from './sources';
import type { Dated } from './types';

/**
 * rejected: the deployment fails; unsupported: Microsoft says it does not work; ineffective: one of
 * the two is ignored; risky: do not rely on it; noted: allowed, and worth knowing.
 */
export type CombinationOutcome = 'rejected' | 'unsupported' | 'ineffective' | 'risky' | 'noted';

export type CombinationId =
  | 'acns-security-without-cilium'
  | 'automatic-with-other-network'
  | 'availability-set-with-overlay'
  | 'byo-cni-with-dataplane'
  | 'cilium-dataplane-with-other-policy'
  | 'cilium-policy-without-dataplane'
  | 'dataplane-without-plugin'
  | 'dataplane-without-policy'
  | 'dual-stack-too-old'
  | 'ebpf-dataplane'
  | 'implicit-node-subnet'
  | 'kube-proxy-config'
  | 'kubenet-with-cilium'
  | 'mixed-pod-subnets'
  | 'node-provisioning-with-pod-subnet'
  | 'not-cilium'
  | 'npm-retirement'
  | 'overlay-with-other-plugin'
  | 'overlay-with-pod-subnet'
  | 'pod-cidr-without-overlay'
  | 'static-egress-with-pod-subnet'
  | 'windows-pool';

/** A combination of settings of a cluster, and what comes of it. */
export interface CombinationRule extends Dated {
  readonly id: CombinationId;
  readonly condition: string;
  readonly outcome: CombinationOutcome;
  readonly why: string;
  /** What the resource provider answers, where it is publicly known. */
  readonly message?: string;
  readonly code?: string;
  readonly subcode?: string;
}

/** Combinations of network settings, sorted by id. */
export const combinationRules: readonly CombinationRule[] = [
  {
    ...verified(sources.acnsOverview, { also: [sources.ciliumPage] }),
    id: 'acns-security-without-cilium',
    condition: 'security or performance features of Advanced Container Networking without Cilium',
    outcome: 'rejected',
    why: 'FQDN and L7 policies, WireGuard and eBPF host routing need the Cilium dataplane; observability does not.',
  },
  {
    ...verified(sources.automatic),
    id: 'automatic-with-other-network',
    condition: 'AKS Automatic with another dataplane or policy engine',
    outcome: 'risky',
    why: 'AKS Automatic comes with the overlay and Cilium.',
  },
  {
    ...verified(sources.overlayConcepts),
    id: 'availability-set-with-overlay',
    condition: 'overlay with an agent pool of type AvailabilitySet or a DCsv2 size',
    outcome: 'unsupported',
    why: 'The overlay needs scale sets or virtual machine pools, and does not support DCsv2 sizes.',
  },
  {
    ...verified(sources.byoCni),
    id: 'byo-cni-with-dataplane',
    condition: 'networkPlugin none with networkDataplane cilium',
    outcome: 'rejected',
    why: 'With plugin none AKS installs no CNI at all: either bring your own CNI or use this one.',
  },
  {
    ...verified(issues.policyConflict, {
      also: [issues.avmPolicyConflict, issues.updateBothFlags],
    }),
    id: 'cilium-dataplane-with-other-policy',
    condition: 'networkDataplane cilium with networkPolicy azure, calico or none',
    outcome: 'rejected',
    why: 'Cilium enforces policies itself.',
    message: 'Cilium dataplane requires network policy cilium.',
    code: 'BadRequest',
    subcode: 'CiliumDataplaneRequiresNetworkPolicyCilium',
  },
  {
    ...verified(issues.policyWithoutDataplane, { also: [sources.containerServiceSdk] }),
    id: 'cilium-policy-without-dataplane',
    condition: 'networkPolicy cilium without networkDataplane cilium',
    outcome: 'rejected',
    why: 'The policy engine is the dataplane.',
    message: 'Network Policy cilium requires NetworkDataplane cilium',
    code: 'NetworkPolicyNotSupported',
    subcode: 'NetworkPolicyCiliumRequiresCiliumDataplane',
  },
  {
    ...unsettled(sources.containerServiceSdk, { also: [sources.cliSource] }),
    id: 'dataplane-without-plugin',
    condition: 'networkDataplane cilium without networkPlugin',
    outcome: 'risky',
    why: 'The overlay is documented as the default only for the CLI; the API may choose another plugin.',
  },
  {
    ...verified(issues.cliPolicyDefault, { also: [sources.ciliumPage] }),
    id: 'dataplane-without-policy',
    condition: 'networkDataplane cilium without networkPolicy',
    outcome: 'noted',
    why: 'AKS sets cilium; a cluster that once had none must set it explicitly on update.',
  },
  {
    ...verified(sources.ciliumPage, { editions: latestOnly }),
    id: 'dual-stack-too-old',
    condition:
      'ipFamilies with IPv6 before Kubernetes 1.29, or ranges that do not pair with families',
    outcome: 'unsupported',
    why: 'Dual-stack needs Kubernetes 1.29, and one pod and one service range per family, in their order.',
  },
  {
    ...verified(sources.bicepTypes),
    id: 'ebpf-dataplane',
    condition: 'ebpfDataplane, or networkDataplane in an API version without it',
    outcome: 'rejected',
    why: 'ebpfDataplane existed only in previews from 2022-09-02 to 2023-01-02; its successor is networkDataplane.',
  },
  {
    ...verified(issues.nodeSubnet, { also: [sources.ciliumPage] }),
    id: 'implicit-node-subnet',
    condition: 'Cilium without mode overlay and without a pod subnet',
    outcome: 'noted',
    why: 'This is node subnet mode: every pod takes an address from the node subnet.',
  },
  {
    ...verified(sources.kubeProxy, { also: [sources.ciliumPage] }),
    id: 'kube-proxy-config',
    condition: 'kubeProxyConfig with Cilium',
    outcome: 'ineffective',
    why: 'There is no kube-proxy on a cluster with Cilium.',
  },
  {
    ...verified(sources.updateCni),
    id: 'kubenet-with-cilium',
    condition: 'networkPlugin kubenet with networkDataplane cilium',
    outcome: 'rejected',
    why: 'Cilium needs Azure CNI; kubenet retires on 2028-03-31.',
  },
  {
    ...inferred(sources.podSubnet),
    id: 'mixed-pod-subnets',
    condition: 'a pod subnet on only some agent pools',
    outcome: 'noted',
    why: 'One cluster then mixes pod subnet and node subnet addressing.',
  },
  {
    ...verified(sources.nodeProvisioning, { also: [sources.updateCni] }),
    id: 'node-provisioning-with-pod-subnet',
    condition:
      'node autoprovisioning with a pod subnet, with Calico, or during an update to Cilium',
    outcome: 'unsupported',
    why: 'Node autoprovisioning does not support these networks.',
  },
  {
    ...verified(sources.ciliumPage),
    id: 'not-cilium',
    condition: 'networkDataplane azure or absent',
    outcome: 'noted',
    why: 'The cluster does not run Cilium, so what these texts say about policies does not apply to it.',
  },
  {
    ...verified(sources.npmMigration),
    id: 'npm-retirement',
    condition: 'networkPolicy azure',
    outcome: 'noted',
    why: 'Network Policy Manager retires on Linux on 2028-09-30; on Windows it retired on 2026-09-30.',
  },
  {
    ...verified(sources.overlayConcepts),
    id: 'overlay-with-other-plugin',
    condition: 'networkPluginMode overlay with a plugin other than azure',
    outcome: 'rejected',
    why: 'The overlay is a mode of Azure CNI.',
  },
  {
    ...verified(sources.overlayConcepts),
    id: 'overlay-with-pod-subnet',
    condition: 'networkPluginMode overlay with podSubnetID on an agent pool',
    outcome: 'rejected',
    why: 'Pod addresses come either from the overlay or from a subnet.',
  },
  {
    ...verified(sources.cliSource),
    id: 'pod-cidr-without-overlay',
    condition: 'podCidr with plugin azure and without mode overlay',
    outcome: 'rejected',
    why: 'Without the overlay, pods get addresses from the virtual network.',
  },
  {
    ...verified(sources.staticEgressGateway),
    id: 'static-egress-with-pod-subnet',
    condition: 'Static Egress Gateway with podSubnetID on an agent pool',
    outcome: 'unsupported',
    why: 'Static Egress Gateway does not work if pods get addresses from a subnet.',
  },
  {
    ...verified(sources.ciliumPage, { also: [sources.ciliumPage2025, issues.windows] }),
    id: 'windows-pool',
    condition: 'Cilium with a Windows agent pool',
    outcome: 'unsupported',
    why: 'Cilium runs only on Linux nodes.',
  },
];

/** The entry of a combination. */
export function combinationRule(id: CombinationId): CombinationRule {
  const entry = combinationRules.find((candidate) => candidate.id === id);
  if (entry === undefined) throw new Error(`No combination ${id}`);
  return entry;
}
