import type { CliConditionId } from '../../cli-conditions';

/** What there is to say of a flag that is not what the setting says, or more than that. */
export interface FlagText {
  readonly title?: string;
  /** In place of what is said of the setting. */
  readonly meaning?: string;
  readonly conditions?: readonly CliConditionId[];
}

const updating: readonly CliConditionId[] = [
  'update-reimages-pools',
  'mode-and-dataplane-together',
  'update-without-policy',
  'roll-back',
];

/** By the full name of the flag. */
export const flagTexts: Readonly<Record<string, FlagText>> = {
  '--acns-advanced-networkpolicies': {
    conditions: ['acns-policies-without-security', 'acns-disable-and-other'],
  },
  '--acns-datapath-acceleration-mode': { conditions: ['acns-disable-and-other'] },
  '--acns-transit-encryption-type': { conditions: ['acns-disable-and-other'] },
  '--disable-acns': {
    title: 'turns ACNS off',
    meaning:
      'Turns off all of Advanced Container Networking Services. FQDN and L7 policies that exist **go on blocking**, and new ones are refused: delete them first.',
    conditions: [
      'acns-enable-and-disable',
      'acns-disable-and-other',
      'acns-policies-without-security',
    ],
  },
  '--disable-acns-observability': {
    title: 'ACNS without metrics and flow logs',
    meaning:
      'Together with `--enable-acns`: security without observability. Drops by policies are then seen on the node itself only.',
    conditions: ['acns-enable-nothing', 'acns-disable-and-other'],
  },
  '--disable-acns-security': {
    title: 'ACNS without security',
    meaning:
      'Together with `--enable-acns`: observability without security. Policies with `toFQDNs` or HTTP rules are refused, those that exist go on blocking.',
    conditions: ['acns-enable-nothing', 'acns-policies-without-security', 'acns-disable-and-other'],
  },
  '--disable-static-egress-gateway': {
    title: 'no fixed addresses for the traffic of pods',
    meaning:
      'Turns off Static Egress Gateway, a feature of AKS: pods that name a gateway leave with the address of the cluster again. Policies do not change by it.',
  },
  '--enable-acns': {
    title: 'turns ACNS on',
    meaning:
      'Turns on Advanced Container Networking Services: observability, and on Cilium FQDN policies as well. L7 policies, encryption and host routing are asked for with the flags that begin with `--acns-`.',
    conditions: ['acns-enable-and-disable', 'acns-enable-nothing'],
  },
  '--enable-azure-service-mesh': { title: 'turns the Istio add-on on' },
  '--enable-container-network-logs': {
    title: 'flow logs in a Log Analytics workspace',
    meaning:
      'Keeps the flows that Cilium sees, with the verdict of policies, in Azure Monitor. Needs ACNS with observability, and the monitoring add-on. What is kept is chosen with objects of kind `ContainerNetworkLog`, which was `RetinaNetworkFlowLog` before.',
  },
  '--enable-static-egress-gateway': {
    title: 'fixed addresses for the traffic of some pods',
  },
  '--kube-proxy-config': { title: 'settings of kube-proxy, which Cilium replaces' },
  '--localdns-config': { title: 'a file with the settings of LocalDNS' },
  '--network-dataplane': { conditions: updating },
  '--network-plugin': { conditions: ['policy-without-plugin'] },
  '--network-plugin-mode': {
    conditions: ['mode-and-dataplane-together', 'overlay-update-with-policy'],
  },
  '--network-policy': { conditions: ['policy-without-plugin', 'update-without-policy'] },
  '--outbound-type': { conditions: ['outbound-type-without-subnet', 'nat-gateway-with-subnet'] },
  '--pod-cidr': { conditions: ['pod-cidr-without-overlay', 'overlay-update-with-policy'] },
  '--vnet-subnet-id': { conditions: ['outbound-type-without-subnet', 'nat-gateway-with-subnet'] },
};
