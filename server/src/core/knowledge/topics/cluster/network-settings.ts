import { verified } from '../../dated';
import { creationModes } from '../../network-profile';
import { npmRetirement } from '../../npm-retirement';
import { sources } from '../../sources';
import type { ClusterSetting } from './setting';

const network = 'networkProfile';
const page = verified(sources.ciliumPage, { also: [sources.ciliumPage2025] });
const types = verified(sources.bicepTypes);

const modes = creationModes
  .map(({ title, networkPluginMode, podSubnet }) => {
    const mode = networkPluginMode === undefined ? 'no mode' : `mode \`${networkPluginMode}\``;
    return `**${title}** (${mode}${podSubnet ? ', a pod subnet for every pool' : ''})`;
  })
  .join(', ');

/** How the network of a cluster is built: plugin, mode, dataplane and policy engine. */
export const networkSettings: readonly ClusterSetting[] = [
  {
    ...page,
    on: 'cluster',
    path: network,
    title: 'the network of the cluster',
    meaning: `Azure CNI Powered by Cilium is \`networkPlugin: azure\` with \`networkDataplane: cilium\`. Where pods get their addresses is a separate choice: ${modes}.`,
    combinations: ['dataplane-without-plugin', 'implicit-node-subnet'],
  },
  {
    ...page,
    on: 'cluster',
    path: `${network}.ebpfDataplane`,
    title: 'the former name of networkDataplane',
    meaning:
      'The name used in a few previews. Write `networkDataplane: cilium` with a newer API version; newer versions do not know this setting, so it does not give the cluster Cilium.',
    values: [
      {
        value: 'cilium',
        title: 'Cilium, under its preview name',
        text: 'The only value that `ebpfDataplane` ever had. Today, write `networkDataplane: cilium` together with `networkPlugin: azure`.',
        isDated: true,
      },
    ],
    combinations: ['ebpf-dataplane'],
  },
  {
    ...verified(sources.containerServiceSdk, { also: [sources.ciliumPage] }),
    on: 'cluster',
    path: `${network}.networkDataplane`,
    title: 'what moves packets and enforces policies',
    meaning:
      'The setting that gives a cluster Cilium. It does not affect where pods get their addresses. It can be changed later: this reimages all node pools, and no page describes the way back.',
    values: [
      {
        value: 'cilium',
        title: 'Azure CNI Powered by Cilium',
        text: 'The eBPF programs of Cilium route pod and Service traffic and enforce policies; there is no kube-proxy. AKS installs Cilium, ties its version to the Kubernetes version, and owns its configuration. Linux nodes only. Policies select pods and nodes by identity: no `ipBlock` matches them.',
        featureRow: 'kubernetes-network-policy',
        combinations: [
          'cilium-dataplane-with-other-policy',
          'kubenet-with-cilium',
          'byo-cni-with-dataplane',
          'windows-pool',
        ],
      },
      {
        value: 'azure',
        title: 'Azure CNI without Cilium',
        text: 'The nodes use iptables and kube-proxy, and you choose the policy engine. Such a cluster does not know Cilium policies, and Advanced Container Networking Services offer only observability there.',
        combinations: ['not-cilium', 'cilium-policy-without-dataplane'],
      },
    ],
    combinations: ['dataplane-without-plugin', 'dataplane-without-policy'],
  },
  {
    ...types,
    on: 'cluster',
    path: `${network}.networkMode`,
    title: 'how Azure CNI connects pods to the node',
    meaning:
      'Only for Azure CNI without Cilium. With Cilium every pod has its own routed interface, served by eBPF programs, so there is nothing to choose: leave it out.',
    values: [
      {
        value: 'transparent',
        title: 'routes on the node',
        text: 'Pods are reached through routes on the node instead of a bridge. Newer clusters use it by default; it says nothing about Cilium.',
      },
      {
        value: 'bridge',
        title: 'a bridge on the node, for old clusters',
        text: 'Pods are connected to a bridge on the node. Older clusters without Cilium use it; do not choose it for a new one.',
        isDated: true,
      },
    ],
  },
  {
    ...page,
    on: 'cluster',
    path: `${network}.networkPlugin`,
    title: 'what gives pods their addresses',
    meaning:
      'Cilium on AKS needs Azure CNI: write `azure`. Set it explicitly along with `networkDataplane`: the CLI is documented to default to the overlay, but the default of the API is not documented.',
    values: [
      {
        value: 'azure',
        title: 'Azure CNI, the one that Cilium needs',
        text: 'Azure CNI assigns the addresses. With `networkDataplane: cilium` Cilium does the rest. **On its own, without a mode and without a pod subnet, it means node subnet mode**, in which every pod takes an address from the node subnet.',
        combinations: ['implicit-node-subnet'],
      },
      {
        value: 'none',
        title: 'bring your own CNI',
        text: 'AKS installs no network plugin; nodes are not ready until you install one. This is the supported way to run a Cilium that you configure yourself. What these texts say about Cilium *managed by AKS* does not apply there.',
        combinations: ['byo-cni-with-dataplane'],
      },
      {
        value: 'kubenet',
        title: 'kubenet, on its way out',
        text: 'Pods have addresses behind routes of the virtual network. Cilium does not run with it: update such a cluster to the overlay first, then to Cilium in a second update.',
        combinations: ['kubenet-with-cilium'],
        isDated: true,
      },
    ],
    combinations: ['overlay-with-other-plugin'],
  },
  {
    ...verified(sources.overlayConcepts, { also: [sources.ciliumPage] }),
    on: 'cluster',
    path: `${network}.networkPluginMode`,
    title: 'where pods get their addresses',
    meaning:
      'If omitted, pods get addresses from the virtual network: from a pod subnet where pools name one (`podSubnetID`), otherwise from the node subnet. The move to the overlay cannot be undone, and takes its own update, separate from that of the dataplane.',
    values: [
      {
        value: 'overlay',
        title: 'a private range of the cluster, a /24 for every node',
        text: 'Pods get addresses from `podCidr`, which the virtual network does not know; outside the cluster, traffic shows the node address. The best choice for most clusters: it needs few virtual network addresses and takes 250 pods on a node.',
        combinations: [
          'overlay-with-pod-subnet',
          'overlay-with-other-plugin',
          'availability-set-with-overlay',
        ],
      },
    ],
    combinations: ['implicit-node-subnet', 'pod-cidr-without-overlay'],
  },
  {
    ...page,
    on: 'cluster',
    path: `${network}.networkPolicy`,
    title: 'what enforces NetworkPolicies',
    meaning:
      'With Cilium the dataplane does: set `cilium`, or leave it out, and Azure sets `cilium`. If set explicitly, a later update is not refused because of what the cluster had before.',
    values: [
      {
        value: 'cilium',
        title: 'the dataplane itself; the only choice with Cilium',
        text: 'eBPF enforces NetworkPolicies and CiliumNetworkPolicies on the node of the pod. Requires `networkDataplane: cilium`; no further component is installed.',
        featureRow: 'cilium-network-policy',
        combinations: ['cilium-policy-without-dataplane'],
      },
      {
        value: 'calico',
        title: 'Calico, not with Cilium',
        text: 'Calico enforces policies on the `azure` dataplane. Policies of `crd.projectcalico.org` do nothing once the cluster has Cilium.',
        combinations: ['cilium-dataplane-with-other-policy'],
      },
      {
        value: 'azure',
        title: `Network Policy Manager, until ${npmRetirement.linux}`,
        text: `Azure Network Policy Manager, based on iptables. It retires on ${npmRetirement.linux} on Linux; on Windows it retired on ${npmRetirement.windows}. Microsoft directs its users to Cilium. Policies with an \`ipBlock\`, \`endPort\` or named ports mean something different there.`,
        combinations: ['cilium-dataplane-with-other-policy', 'npm-retirement'],
        isDated: true,
      },
      {
        value: 'none',
        title: 'nothing, not with Cilium',
        text: 'NetworkPolicies can be created but are not enforced. It is refused with Cilium, but a cluster with a policy engine must be set to it before an update to the overlay.',
        combinations: ['cilium-dataplane-with-other-policy'],
      },
    ],
    combinations: ['dataplane-without-policy'],
  },
];
