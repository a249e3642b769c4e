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
      'Turns off all of Advanced Container Networking Services. Existing FQDN and L7 policies **keep blocking**, and new ones are refused: delete them first.',
    conditions: [
      'acns-enable-and-disable',
      'acns-disable-and-other',
      'acns-policies-without-security',
    ],
  },
  '--disable-acns-observability': {
    title: 'ACNS without metrics and flow logs',
    meaning:
      'Together with `--enable-acns`: security without observability. Policy drops are then visible only on the node itself.',
    conditions: ['acns-enable-nothing', 'acns-disable-and-other'],
  },
  '--disable-acns-security': {
    title: 'ACNS without security',
    meaning:
      'Together with `--enable-acns`: observability without security. New policies with `toFQDNs` or HTTP rules are refused, and existing ones keep blocking.',
    conditions: ['acns-enable-nothing', 'acns-policies-without-security', 'acns-disable-and-other'],
  },
  '--disable-static-egress-gateway': {
    title: 'no fixed addresses for pod traffic',
    meaning:
      'Turns off Static Egress Gateway, an AKS feature: traffic of pods that name a gateway leaves with the cluster address again. Policies are not affected.',
  },
  '--enable-acns': {
    title: 'turns ACNS on',
    meaning:
      'Turns on Advanced Container Networking Services: observability, and on Cilium also FQDN policies. Use the `--acns-` flags for L7 policies, encryption and host routing.',
    conditions: ['acns-enable-and-disable', 'acns-enable-nothing'],
  },
  '--enable-azure-service-mesh': { title: 'turns the Istio add-on on' },
  '--enable-container-network-logs': {
    title: 'flow logs in a Log Analytics workspace',
    meaning:
      'Stores the flows that Cilium sees, with their policy verdicts, in Azure Monitor. Needs ACNS with observability, and the monitoring add-on. Objects of kind `ContainerNetworkLog`, formerly `RetinaNetworkFlowLog`, choose what is stored.',
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
