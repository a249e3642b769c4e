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
    return `**${title}** (${mode}${podSubnet ? ', a subnet for pods at every pool' : ''})`;
  })
  .join(', ');

/** How the network of a cluster is made: plugin, mode, dataplane and policy engine. */
export const networkSettings: readonly ClusterSetting[] = [
  {
    ...page,
    on: 'cluster',
    path: network,
    title: 'the network of the cluster',
    meaning: `Azure CNI Powered by Cilium is \`networkPlugin: azure\` with \`networkDataplane: cilium\`. Where pods get their addresses from is a separate choice: ${modes}.`,
    combinations: ['dataplane-without-plugin', 'implicit-node-subnet'],
  },
  {
    ...page,
    on: 'cluster',
    path: `${network}.ebpfDataplane`,
    title: 'the former name of networkDataplane',
    meaning:
      'The name that a few previews had for it. Write `networkDataplane: cilium` with a newer API version; under a newer one this setting is unknown, and the cluster does not get Cilium by it.',
    values: [
      {
        value: 'cilium',
        title: 'Cilium, under its preview name',
        text: 'The only value that `ebpfDataplane` ever had. It is written `networkDataplane: cilium` today, together with `networkPlugin: azure`.',
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
      'The one setting that gives a cluster Cilium. It has no effect on where pods get their addresses from. It can be changed later: all node pools are reimaged then, and no page describes the way back.',
    values: [
      {
        value: 'cilium',
        title: 'Azure CNI Powered by Cilium',
        text: 'eBPF programs of Cilium route the traffic of pods and Services and enforce policies; there is no kube-proxy. AKS installs Cilium, chooses its version with that of Kubernetes, and owns its configuration. Linux nodes only. Policies select pods and nodes by identity: no `ipBlock` reaches them.',
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
        text: 'iptables and kube-proxy on the nodes, and a policy engine of its own choice. No Cilium policy is known to such a cluster, and Advanced Container Networking has observability only.',
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
      'Concerns Azure CNI without Cilium. With Cilium every pod has a routed interface of its own that eBPF programs serve, so there is nothing to choose: leave it out.',
    values: [
      {
        value: 'transparent',
        title: 'routes on the node',
        text: 'Pods are reached by routes of the node instead of a bridge. Newer clusters have it without asking for it, and it says nothing about Cilium.',
      },
      {
        value: 'bridge',
        title: 'a bridge on the node, for old clusters',
        text: 'Pods are connected to a bridge of the node. Older clusters without Cilium have it; do not choose it for a new one.',
        isDated: true,
      },
    ],
  },
  {
    ...page,
    on: 'cluster',
    path: `${network}.networkPlugin`,
    title: 'who gives pods their addresses',
    meaning:
      'Cilium on AKS needs Azure CNI: write `azure`. Spell it out beside `networkDataplane`: that the CLI chooses the overlay by itself is documented, what the API chooses is not.',
    values: [
      {
        value: 'azure',
        title: 'Azure CNI, the one that Cilium needs',
        text: 'Azure CNI assigns the addresses. With `networkDataplane: cilium` Cilium does the rest. **Alone, without a mode and without a subnet for pods, it is node subnet mode**, in which every pod takes an address of the node subnet.',
        combinations: ['implicit-node-subnet'],
      },
      {
        value: 'none',
        title: 'bring your own CNI',
        text: 'AKS installs no network plugin at all; nodes are not ready until you install one. This is the supported way to a Cilium that you configure yourself. What is said here about Cilium *managed by AKS* does not hold there.',
        combinations: ['byo-cni-with-dataplane'],
      },
      {
        value: 'kubenet',
        title: 'kubenet, on its way out',
        text: 'Pods have addresses behind routes of the virtual network. Cilium does not run with it: such a cluster first becomes one with the overlay, and gets Cilium in a second update.',
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
    title: 'where pods get their addresses from',
    meaning:
      'Left out, pods have addresses of the virtual network: of their own subnet where pools name one (`podSubnetID`), else of the node subnet. The step to the overlay cannot be undone, and takes an update of its own, apart from one of the dataplane.',
    values: [
      {
        value: 'overlay',
        title: 'a private range of the cluster, a /24 for every node',
        text: 'Pods have addresses of `podCidr`, which the virtual network does not know; outside, traffic shows the address of the node. The best choice for most clusters: it needs few addresses of the network and takes 250 pods on a node.',
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
    title: 'who enforces NetworkPolicies',
    meaning:
      'With Cilium the dataplane does it: `cilium`, or left out, and then Azure writes `cilium`. Spelt out, a later update is not refused for what the cluster had before.',
    values: [
      {
        value: 'cilium',
        title: 'the dataplane itself; the one that goes with Cilium',
        text: 'NetworkPolicies and CiliumNetworkPolicies are enforced by eBPF on the node of the pod. Needs `networkDataplane: cilium` beside it; no further component is installed.',
        featureRow: 'cilium-network-policy',
        combinations: ['cilium-policy-without-dataplane'],
      },
      {
        value: 'calico',
        title: 'Calico, not with Cilium',
        text: 'Policies are enforced by Calico on the dataplane `azure`. Policies of `crd.projectcalico.org` do nothing once the cluster has Cilium.',
        combinations: ['cilium-dataplane-with-other-policy'],
      },
      {
        value: 'azure',
        title: `Network Policy Manager, until ${npmRetirement.linux}`,
        text: `Azure Network Policy Manager, by iptables. It retires on ${npmRetirement.linux} on Linux, and did so on ${npmRetirement.windows} on Windows; Microsoft sends its users to Cilium. Policies with an \`ipBlock\`, \`endPort\` or named ports mean something else there.`,
        combinations: ['cilium-dataplane-with-other-policy', 'npm-retirement'],
        isDated: true,
      },
      {
        value: 'none',
        title: 'nobody, not with Cilium',
        text: 'NetworkPolicies can be created and are not enforced. With Cilium it is refused; before an update to the overlay, in contrast, it is what a cluster with a policy engine has to go through.',
        combinations: ['cilium-dataplane-with-other-policy'],
      },
    ],
    combinations: ['dataplane-without-policy'],
  },
];
