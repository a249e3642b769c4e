import { cidrLimits } from '../../cidr-limits';
import { verified } from '../../dated';
import { issues } from '../../issues';
import { creationModes } from '../../network-profile';
import { sources } from '../../sources';
import type { ClusterSetting } from './setting';

const types = verified(sources.bicepTypes);
const page = verified(sources.ciliumPage, { also: [sources.ciliumPage2025] });

const podsByMode = creationModes
  .map(({ title, defaultMaxPods }) => `${defaultMaxPods} with ${title}`)
  .join(', ');

/** The settings of an agent pool that matter for its network. */
export const poolSettings: readonly ClusterSetting[] = [
  {
    ...verified(sources.overlayConcepts, { also: [sources.cniOverview] }),
    on: 'agentPool',
    path: 'count',
    title: 'how many nodes the pool has',
    meaning: `In the overlay every node takes a /24 of the pod range, so the range limits the number of nodes, including those that an upgrade adds temporarily. ${cidrLimits.maxNodes.text}`,
  },
  {
    ...verified(sources.overlayConcepts, { also: [sources.cniOverview] }),
    on: 'agentPool',
    path: 'enableAutoScaling',
    title: 'whether the autoscaler changes the number of nodes',
    meaning:
      'The autoscaler goes up to `maxCount`, so the ranges must have room for that many nodes: in the overlay a /24 of the pod range per node, otherwise a subnet address per node and per pod.',
  },
  {
    ...verified(sources.acnsWireGuard),
    on: 'agentPool',
    path: 'enableFIPS',
    title: 'nodes with FIPS cryptography',
    meaning:
      'Cilium runs on such nodes. WireGuard encryption does not: its cryptography is not FIPS, so a cluster with such a pool cannot have `transitEncryption` of type `WireGuard`.',
  },
  {
    ...verified(sources.localDns, { also: [sources.ciliumPage] }),
    on: 'agentPool',
    path: 'localDNSProfile',
    title: 'a DNS cache on every node',
    meaning:
      'Pods query `169.254.10.10` on their own node instead of CoreDNS. Since Cilium 1.17 this address belongs to the entity `host`, which no NetworkPolicy peer can name: a policy that closes egress needs a Cilium policy with `toEntities: [host]` on port 53, UDP and TCP.',
    feature: 'local-dns',
  },
  {
    ...verified(sources.overlayConcepts, { also: [sources.cniOverview] }),
    on: 'agentPool',
    path: 'maxCount',
    title: 'how many nodes the autoscaler may create',
    meaning: `The ranges must have room for this number of nodes, not just today’s: in the overlay a /24 of the pod range per node, otherwise a subnet address per node and per pod. ${cidrLimits.maxNodes.text}`,
  },
  {
    ...verified(sources.cniOverview, { also: [sources.podSubnet, sources.overlayConcepts] }),
    on: 'agentPool',
    path: 'maxPods',
    title: 'how many pods a node may run',
    meaning: `Defaults to ${podsByMode}. ${cidrLimits.maxPodsMin.text} ${cidrLimits.maxPodsMax.text} It cannot be changed later except with a new pool.\n\nIn the overlay it costs no addresses: every node has a /24 anyway. With node subnet, every possible pod takes a subnet address. ${cidrLimits.staticBlockSize.text}`,
  },
  {
    ...types,
    on: 'agentPool',
    path: 'mode',
    title: 'what the pool is for',
    meaning: 'Cilium runs on every node of every pool, whatever its mode.',
    values: [
      {
        value: 'System',
        title: 'for AKS system pods; every cluster needs one',
        text: 'CoreDNS and other AKS pods run here. Linux only, and every cluster has at least one such pool. With Cilium it is like any other.',
      },
      {
        value: 'User',
        title: 'for your pods',
        text: 'Runs your application pods. With Cilium these pools are Linux as well: this dataplane does not support Windows nodes.',
        combinations: ['windows-pool'],
      },
      {
        value: 'Gateway',
        title: 'for Static Egress Gateway',
        text: 'Nodes that send out the traffic of some pods with a fixed address; needs `staticEgressGatewayProfile`. Not possible with a pod subnet or with eBPF host routing.',
      },
    ],
  },
  {
    ...verified(sources.supportedVersions, { also: [sources.ciliumPage] }),
    on: 'agentPool',
    path: 'orchestratorVersion',
    title: 'the Kubernetes version of the nodes',
    meaning:
      'May lag behind the cluster version for a while. The Cilium version follows the cluster version, `kubernetesVersion`: AKS runs one Cilium version on all nodes.',
  },
  {
    ...verified(sources.acnsHostRouting, { also: [sources.bicepTypes] }),
    on: 'agentPool',
    path: 'osSKU',
    title: 'the operating system of the nodes',
    meaning:
      'Cilium runs on Ubuntu and Azure Linux. eBPF host routing (`BpfVeth`) needs Azure Linux 3.0 or Ubuntu 24.04 on **all** nodes; plain `Ubuntu` and `AzureLinux` mean a release that depends on the Kubernetes version.',
    values: [
      {
        value: 'AzureLinux',
        title: 'Azure Linux, release set by the Kubernetes version',
        text: 'Microsoft’s own Linux, in the release that comes with the Kubernetes version. Cilium runs on it; eBPF host routing needs 3.0 or later.',
      },
      {
        value: 'Ubuntu',
        title: 'Ubuntu, release set by the Kubernetes version',
        text: 'Ubuntu, in the release that comes with the Kubernetes version: 22.04 or 24.04. Cilium runs on both, eBPF host routing only on 24.04.',
      },
      {
        value: 'Ubuntu2204',
        title: 'Ubuntu 22.04, without eBPF host routing',
        text: 'Ubuntu 22.04 whatever the Kubernetes version. Cilium runs on it; a pool with it rules out eBPF host routing (`BpfVeth`) for the cluster.',
      },
      {
        value: 'Windows2025',
        title: 'Windows, not with Cilium',
        text: 'Windows Server 2025. The Cilium dataplane exists only for Linux nodes, so a cluster with such a pool cannot use it or be updated to it.',
        combinations: ['windows-pool'],
        isDated: true,
      },
    ],
    combinations: ['windows-pool'],
  },
  {
    ...page,
    on: 'agentPool',
    path: 'osType',
    title: 'Linux or Windows nodes',
    meaning:
      'Defaults to Linux. Cilium runs only on Linux nodes, so a Cilium cluster takes no Windows pools.',
    values: [
      {
        value: 'Linux',
        title: 'the only one with Cilium; the default',
        text: 'Linux nodes, on which Cilium runs as a DaemonSet that AKS manages. It is the default, so it can be omitted.',
      },
      {
        value: 'Windows',
        title: 'not with Cilium',
        text: 'The Cilium dataplane exists only for Linux nodes. Windows pods need a cluster with `networkDataplane: azure`; a cluster with a Windows pool cannot be updated to Cilium.',
        combinations: ['windows-pool'],
      },
    ],
    combinations: ['windows-pool'],
  },
  {
    ...verified(sources.podSubnet, { also: [sources.bicepTypes] }),
    on: 'agentPool',
    path: 'podIPAllocationMode',
    title: 'how nodes get addresses from the pod subnet',
    meaning:
      'Only with `podSubnetID`. By default, addresses are handed out as pods come and go. In the overlay every node has its /24, so there is nothing to choose.',
    values: [
      {
        value: 'DynamicIndividual',
        title: 'in batches of 16, as needed; the default',
        text: 'Nodes take 16 addresses at a time and give them back, which makes good use of the subnet. The right choice for most clusters with a pod subnet.',
      },
      {
        value: 'StaticBlock',
        title: 'in blocks when the node starts, for very large clusters',
        text: `Every node gets /28 blocks when it starts, enough for all the pods it may run: fewer addresses to manage, but more of them unused. Kubernetes 1.28 or later. ${cidrLimits.staticBlockSize.text}`,
      },
    ],
  },
  {
    ...verified(sources.podSubnet, { also: [sources.ciliumPage] }),
    on: 'agentPool',
    path: 'podSubnetID',
    title: 'the subnet for pods',
    meaning:
      'Pods get addresses from this subnet of the virtual network, and are reachable there. All pools should name one, each in the same virtual network as its `vnetSubnetID`. AKS delegates the subnet to itself. Not possible with node autoprovisioning or Static Egress Gateway.\n\nOn Cilium **no `ipBlock` matches a pod of this cluster**, even if it contains this subnet.',
    combinations: [
      'overlay-with-pod-subnet',
      'mixed-pod-subnets',
      'node-provisioning-with-pod-subnet',
    ],
  },
  {
    ...types,
    on: 'agentPool',
    path: 'type',
    title: 'what the nodes are made of',
    meaning: 'Defaults to scale sets. The overlay does not support availability sets.',
    values: [
      {
        value: 'VirtualMachineScaleSets',
        title: 'a scale set; the default',
        text: 'The nodes of the pool form one scale set, all of one size. Works with every IPAM mode, and is the default.',
      },
      {
        value: 'VirtualMachines',
        title: 'single machines of several sizes',
        text: 'The nodes are single virtual machines, which may differ in size within one pool. Works with the overlay and with Cilium.',
      },
      {
        value: 'AvailabilitySet',
        title: 'an availability set, not in the overlay',
        text: 'For old clusters. The overlay does not support such pools, and a pool cannot change its type later: replace it with a new one.',
        combinations: ['availability-set-with-overlay'],
        isDated: true,
      },
    ],
    combinations: ['availability-set-with-overlay'],
  },
  {
    ...verified(sources.overlayConcepts),
    on: 'agentPool',
    path: 'vmSize',
    title: 'the size of the nodes',
    meaning:
      'The overlay does not support the DCsv2 sizes (`Standard_DC2s_v2` and similar); eBPF host routing does not support Confidential VMs. Any other size runs Cilium, whose agent has no limits on the node resources it uses.',
    combinations: ['availability-set-with-overlay'],
  },
  {
    ...verified(issues.serviceRangeOverSubnet, {
      also: [sources.cniOverview, sources.podSubnet],
    }),
    on: 'agentPool',
    path: 'vnetSubnetID',
    title: 'the subnet of the nodes',
    meaning: `If omitted, AKS creates a network. With node subnet **every pod also takes an address from it**: (nodes + surge) x (maxPods + 1) addresses. In the overlay only nodes do. ${cidrLimits.subnetReserved.text}\n\nIt must not be delegated, and must not overlap the Service range. On Cilium no \`ipBlock\` matches a node of the cluster: policies name nodes by the entities \`host\` and \`remote-node\`.`,
  },
  {
    ...verified(sources.acnsHostRouting),
    on: 'agentPool',
    path: 'workloadRuntime',
    title: 'how containers are isolated',
    meaning:
      'Defaults to plain containers. Policies are enforced on pods of every runtime, but eBPF host routing does not work with Pod Sandboxing.',
    values: [
      {
        value: 'OCIContainer',
        title: 'plain containers; the default',
        text: 'Containers that share the kernel of the node. Everything these texts say about Cilium applies to them, and eBPF host routing works with them.',
      },
      {
        value: 'KataMshvVmIsolation',
        title: 'Pod Sandboxing, without eBPF host routing',
        text: 'Every pod has its own kernel, in a small virtual machine. A pool with it rules out eBPF host routing (`BpfVeth`) for the cluster.',
      },
    ],
  },
];
