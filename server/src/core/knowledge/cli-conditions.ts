import { inferred, verified } from './dated';
import { issues } from './issues';
import { sources } from './sources';
import type { Dated } from './types';

export type CliConditionId =
  | 'acns-disable-and-other'
  | 'acns-enable-and-disable'
  | 'acns-enable-nothing'
  | 'acns-policies-without-security'
  | 'mode-and-dataplane-together'
  | 'nat-gateway-with-subnet'
  | 'outbound-type-without-subnet'
  | 'overlay-update-with-policy'
  | 'pod-cidr-without-overlay'
  | 'policy-without-plugin'
  | 'roll-back'
  | 'update-reimages-pools'
  | 'update-without-policy';

/** What a combination of flags leads to, and who says so. */
export interface CliCondition extends Dated {
  readonly id: CliConditionId;
  readonly condition: string;
  /** cli: refused before anything is sent; service: refused by AKS; none: it runs. */
  readonly refusedBy: 'cli' | 'service' | 'none';
  /** What the one that refuses it answers, as far as that is publicly known. */
  readonly answer?: string;
  readonly text: string;
}

const cli = verified(sources.cliSource);
const updateDoc = verified(sources.updateCni);

/** Conditions of `az aks create` and `az aks update`, sorted by id. */
export const cliConditions: readonly CliCondition[] = [
  {
    ...cli,
    id: 'acns-disable-and-other',
    condition: '--disable-acns with another flag of Advanced Container Networking',
    refusedBy: 'cli',
    text: 'Turning the services off leaves nothing to set.',
  },
  {
    ...cli,
    id: 'acns-enable-and-disable',
    condition: '--enable-acns with --disable-acns',
    refusedBy: 'cli',
    text: 'The services cannot be turned on and off in one command.',
  },
  {
    ...cli,
    id: 'acns-enable-nothing',
    condition: '--enable-acns with both --disable-acns-observability and --disable-acns-security',
    refusedBy: 'cli',
    text: 'This would turn off everything in the services.',
  },
  {
    ...cli,
    id: 'acns-policies-without-security',
    condition: '--acns-advanced-networkpolicies with --disable-acns-security or --disable-acns',
    refusedBy: 'cli',
    text: 'Advanced policies belong to the security part.',
  },
  {
    ...updateDoc,
    id: 'mode-and-dataplane-together',
    condition: 'aks update with both --network-plugin-mode and --network-dataplane',
    refusedBy: 'service',
    text: 'Change the address mode and the dataplane in two separate updates, in either order.',
  },
  {
    ...cli,
    id: 'nat-gateway-with-subnet',
    condition: '--outbound-type managedNATGateway with --vnet-subnet-id',
    refusedBy: 'cli',
    text: 'The managed NAT gateway needs the network that AKS creates.',
  },
  {
    ...cli,
    id: 'outbound-type-without-subnet',
    condition:
      '--outbound-type userDefinedRouting or userAssignedNATGateway without --vnet-subnet-id',
    refusedBy: 'cli',
    text: 'These outbound types need your own subnet.',
  },
  {
    ...updateDoc,
    id: 'overlay-update-with-policy',
    condition: 'aks update to the overlay while a policy engine is set, or without --pod-cidr',
    refusedBy: 'service',
    answer:
      'Cannot update cluster to Azure CNI Overlay while using network policies with Azure CNI v1.',
    text: 'Remove the policy engine first, and specify the pod range. The change cannot be undone.',
  },
  {
    ...cli,
    id: 'pod-cidr-without-overlay',
    condition: '--pod-cidr with --network-plugin azure and without --network-plugin-mode overlay',
    refusedBy: 'cli',
    answer:
      'Please specify network plugin mode `overlay` when using --pod-cidr or use network plugin `kubenet`',
    text: 'Without the overlay, pods get addresses from the virtual network.',
  },
  {
    ...cli,
    id: 'policy-without-plugin',
    condition: 'aks create with --network-policy and without --network-plugin',
    refusedBy: 'cli',
    answer: 'Please explicitly specify the network plugin type',
    text: 'Specify the plugin together with the policy engine.',
  },
  {
    ...inferred(sources.updateCni),
    id: 'roll-back',
    condition: 'aks update --network-dataplane azure on a cluster with Cilium',
    refusedBy: 'none',
    text: 'No page says that going back is supported.',
  },
  {
    ...updateDoc,
    id: 'update-reimages-pools',
    condition: 'aks update --network-dataplane cilium',
    refusedBy: 'none',
    text: 'All node pools are reimaged at once; policies are enforced once the last one is done.',
  },
  {
    ...verified(issues.updateBothFlags, { also: [issues.cliPolicyDefault] }),
    id: 'update-without-policy',
    condition: 'aks update --network-dataplane cilium without --network-policy cilium',
    refusedBy: 'service',
    answer: 'Cilium dataplane requires network policy cilium.',
    text: 'A cluster with networkPolicy none or another engine is refused until both are given.',
  },
];

/** The entry of a condition. */
export function cliCondition(id: CliConditionId): CliCondition {
  const entry = cliConditions.find((candidate) => candidate.id === id);
  if (entry === undefined) throw new Error(`No condition ${id}`);
  return entry;
}
