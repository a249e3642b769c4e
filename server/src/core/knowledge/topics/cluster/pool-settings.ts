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
    meaning: `In the overlay every node takes a /24 of the pod range, so the range limits the number of nodes, those that an upgrade adds for a while included. ${cidrLimits.maxNodes.text}`,
  },
  {
    ...verified(sources.overlayConcepts, { also: [sources.cniOverview] }),
    on: 'agentPool',
    path: 'enableAutoScaling',
    title: 'whether the autoscaler changes the number of nodes',
    meaning:
      'The autoscaler goes up to `maxCount`, so that number has to fit into the ranges: in the overlay a /24 of the pod range for every node, else an address of the subnet for every node and every pod.',
  },
  {
    ...verified(sources.acnsWireGuard),
    on: 'agentPool',
    path: 'enableFIPS',
    title: 'nodes with FIPS cryptography',
    meaning:
      'Cilium runs on such nodes. Encryption by WireGuard does not: its cryptography is not FIPS, so a cluster with such a pool cannot have `transitEncryption` of type `WireGuard`.',
  },
  {
    ...verified(sources.localDns, { also: [sources.ciliumPage] }),
    on: 'agentPool',
    path: 'localDNSProfile',
    title: 'a DNS cache on every node',
    meaning:
      'Pods ask `169.254.10.10` on their own node in place of CoreDNS. From Cilium 1.17 on this address belongs to the entity `host`, which no NetworkPolicy peer can name: a policy that closes egress needs a Cilium policy with `toEntities: [host]` on port 53, UDP and TCP.',
    feature: 'local-dns',
  },
  {
    ...verified(sources.overlayConcepts, { also: [sources.cniOverview] }),
    on: 'agentPool',
    path: 'maxCount',
    title: 'how many nodes the autoscaler may make',
    meaning: `This number, not that of today, has to fit into the ranges: in the overlay a /24 of the pod range for every node, else an address of the subnet for every node and every pod. ${cidrLimits.maxNodes.text}`,
  },
  {
    ...verified(sources.cniOverview, { also: [sources.podSubnet, sources.overlayConcepts] }),
    on: 'agentPool',
    path: 'maxPods',
    title: 'how many pods a node may run',
    meaning: `When left out: ${podsByMode}. ${cidrLimits.maxPodsMin.text} ${cidrLimits.maxPodsMax.text} It cannot be changed later, only with a new pool.\n\nIn the overlay it costs no addresses: every node has a /24 anyway. With node subnet every one of them is an address of the subnet. ${cidrLimits.staticBlockSize.text}`,
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
        title: 'for the pods of AKS; every cluster needs one',
        text: 'CoreDNS and other pods of AKS run here. Linux only, and every cluster has at least one such pool. With Cilium it is like any other.',
      },
      {
        value: 'User',
        title: 'for your pods',
        text: 'Pods of your applications. With Cilium these pools are Linux, too: Windows nodes are not supported by this dataplane.',
        combinations: ['windows-pool'],
      },
      {
        value: 'Gateway',
        title: 'for Static Egress Gateway',
        text: 'Nodes that send the traffic of some pods out with a fixed address; needs `staticEgressGatewayProfile`. Not with a subnet for pods, and not with eBPF host routing.',
      },
    ],
  },
  {
    ...verified(sources.supportedVersions, { also: [sources.ciliumPage] }),
    on: 'agentPool',
    path: 'orchestratorVersion',
    title: 'the Kubernetes version of the nodes',
    meaning:
      'May be older than that of the cluster for a while. The version of Cilium follows that of the cluster, `kubernetesVersion`: AKS runs one version of Cilium on all nodes.',
  },
  {
    ...verified(sources.acnsHostRouting, { also: [sources.bicepTypes] }),
    on: 'agentPool',
    path: 'osSKU',
    title: 'the operating system of the nodes',
    meaning:
      'Cilium runs on Ubuntu and Azure Linux. eBPF host routing (`BpfVeth`) wants Azure Linux 3.0 or Ubuntu 24.04 on **all** nodes; `Ubuntu` and `AzureLinux` alone stand for a release that depends on the version of Kubernetes.',
    values: [
      {
        value: 'AzureLinux',
        title: 'Azure Linux, in the release of the Kubernetes version',
        text: 'The Linux of Microsoft, in the release that goes with the version of Kubernetes. Cilium runs on it, and from 3.0 on eBPF host routing as well.',
      },
      {
        value: 'Ubuntu',
        title: 'Ubuntu, in the release of the Kubernetes version',
        text: 'Ubuntu, in the release that goes with the version of Kubernetes: 22.04 or 24.04. Cilium runs on both, eBPF host routing on 24.04 only.',
      },
      {
        value: 'Ubuntu2204',
        title: 'Ubuntu 22.04, without eBPF host routing',
        text: 'Ubuntu 22.04 whatever the version of Kubernetes is. Cilium runs on it; a pool with it keeps the cluster from eBPF host routing (`BpfVeth`).',
      },
      {
        value: 'Windows2025',
        title: 'Windows, not with Cilium',
        text: 'Windows Server 2025. The dataplane of Cilium exists for Linux nodes only, so a cluster with such a pool cannot have it, nor be updated to it.',
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
      'Linux when left out. Cilium runs on Linux nodes only, and a cluster that has it takes no Windows pool.',
    values: [
      {
        value: 'Linux',
        title: 'the only one with Cilium; the default',
        text: 'Nodes with Linux, on which Cilium runs as a DaemonSet of AKS. It is the default, so it may be left out.',
      },
      {
        value: 'Windows',
        title: 'not with Cilium',
        text: 'The dataplane exists for Linux nodes only. Windows pods need a cluster with `networkDataplane: azure`; a cluster with a Windows pool cannot be updated to Cilium.',
        combinations: ['windows-pool'],
      },
    ],
    combinations: ['windows-pool'],
  },
  {
    ...verified(sources.podSubnet, { also: [sources.bicepTypes] }),
    on: 'agentPool',
    path: 'podIPAllocationMode',
    title: 'how nodes get addresses of the subnet for pods',
    meaning:
      'Only with `podSubnetID`. Left out, addresses are handed out as pods come and go. In the overlay every node has its /24, and there is nothing to choose.',
    values: [
      {
        value: 'DynamicIndividual',
        title: 'in batches of 16, as they are needed; the default',
        text: 'Nodes take 16 addresses at a time and give them back, so that a subnet is used well. The right choice for most clusters with a subnet for pods.',
      },
      {
        value: 'StaticBlock',
        title: 'in blocks when the node starts, for very large clusters',
        text: `Every node gets its blocks of /28 at its start, for all pods that it may run: fewer addresses to manage, and more of them unused. Kubernetes 1.28 or later. ${cidrLimits.staticBlockSize.text}`,
      },
    ],
  },
  {
    ...verified(sources.podSubnet, { also: [sources.ciliumPage] }),
    on: 'agentPool',
    path: 'podSubnetID',
    title: 'the subnet for pods',
    meaning:
      'Pods have addresses of this subnet of the virtual network, and are reachable there. All pools should name one, each in the same network as its `vnetSubnetID`. AKS delegates the subnet to itself. Node autoprovisioning and Static Egress Gateway do not go with it.\n\nOn Cilium **no `ipBlock` reaches a pod of this cluster**, even if it takes in this subnet.',
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
    meaning: 'Scale sets when left out. The overlay does not go with availability sets.',
    values: [
      {
        value: 'VirtualMachineScaleSets',
        title: 'a scale set; the default',
        text: 'The nodes of the pool are one scale set, all of one size. Goes with every mode of addresses, and is the default.',
      },
      {
        value: 'VirtualMachines',
        title: 'single machines of several sizes',
        text: 'The nodes are single virtual machines, which may have several sizes in one pool. Goes with the overlay and with Cilium.',
      },
      {
        value: 'AvailabilitySet',
        title: 'an availability set, not in the overlay',
        text: 'For old clusters. The overlay does not take such pools, and a pool cannot change its type later: it is replaced by another one.',
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
      'The overlay leaves out the DCsv2 sizes (`Standard_DC2s_v2` and its like); eBPF host routing leaves out Confidential VMs. Any other size runs Cilium, which sets no limits to what its agent takes of the node.',
    combinations: ['availability-set-with-overlay'],
  },
  {
    ...verified(issues.serviceRangeOverSubnet, {
      also: [sources.cniOverview, sources.podSubnet],
    }),
    on: 'agentPool',
    path: 'vnetSubnetID',
    title: 'the subnet of the nodes',
    meaning: `Left out, AKS makes a network. With node subnet **every pod takes an address of it**, too: (nodes + surge) x (maxPods + 1) addresses. In the overlay only nodes do. ${cidrLimits.subnetReserved.text}\n\nIt must not be delegated, and must not overlap the Service range. On Cilium no \`ipBlock\` reaches a node of the cluster: policies name nodes as the entities \`host\` and \`remote-node\`.`,
  },
  {
    ...verified(sources.acnsHostRouting),
    on: 'agentPool',
    path: 'workloadRuntime',
    title: 'how containers are kept apart',
    meaning:
      'Plain containers when left out. Policies are enforced on pods of every runtime, but eBPF host routing does not go with Pod Sandboxing.',
    values: [
      {
        value: 'OCIContainer',
        title: 'plain containers; the default',
        text: 'Containers that share the kernel of the node. Everything that is said here about Cilium is said of them, and eBPF host routing goes with them.',
      },
      {
        value: 'KataMshvVmIsolation',
        title: 'Pod Sandboxing, without eBPF host routing',
        text: 'Every pod has a kernel of its own, in a small virtual machine. A pool with it keeps the cluster from eBPF host routing (`BpfVeth`).',
      },
    ],
  },
];
