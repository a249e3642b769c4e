import { inferred, unsettled, verified } from '../../dated';
import { sources } from '../../sources';
import type { ClusterSetting } from './setting';

const network = 'networkProfile';
const types = verified(sources.bicepTypes);

/** Settings of the network besides plugin, dataplane and ranges: ways in and out, and what Cilium replaces. */
export const trafficSettings: readonly ClusterSetting[] = [
  {
    ...types,
    on: 'cluster',
    path: `${network}.dockerBridgeCidr`,
    title: 'the Docker bridge',
    meaning:
      'AKS runs containerd, so there is no bridge to give a range to. The setting was ignored for a while and then removed from the API; leave it out.',
  },
  {
    ...verified(sources.containerServiceSdk, { also: [sources.bicepTypes] }),
    on: 'cluster',
    path: `${network}.outboundType`,
    title: 'how traffic leaves the cluster',
    meaning:
      'Cilium does not change it: all traffic that leaves the node goes this way. Policies apply before that, on the node of the pod.',
    values: [
      {
        value: 'loadBalancer',
        title: 'outbound rules of a Standard Load Balancer, the default',
        text: 'AKS creates a load balancer with outbound rules. The nodes share its ports, so many connections to one destination may run out of them. Nothing about it is special on Cilium.',
      },
      {
        value: 'managedNATGateway',
        title: 'a NAT gateway that AKS creates',
        text: 'AKS creates the NAT gateway and the network. The CLI refuses it together with your own subnet (`--vnet-subnet-id`): use `userAssignedNATGateway` for that.',
      },
      {
        value: 'userAssignedNATGateway',
        title: 'a NAT gateway on your own subnet',
        text: 'Uses the NAT gateway of the subnet, so the subnet must be yours: every pool must name it (`vnetSubnetID`, `--vnet-subnet-id`), or the CLI refuses it.',
      },
      {
        value: 'userDefinedRouting',
        title: 'your own routes, often through a firewall',
        text: 'A route table sends the traffic to an appliance such as Azure Firewall; needs your own subnet. The appliance sees addresses, not names: Cilium FQDN policies work on the node and are independent of it.',
      },
      {
        value: 'none',
        title: 'nothing is set up, for isolated clusters',
        text: 'AKS sets up no outbound path. For clusters isolated from the Internet that pull images from a private registry; the Cilium images must be reachable there, too.',
      },
    ],
  },
  {
    ...verified(sources.bicepTypes),
    on: 'cluster',
    path: `${network}.loadBalancerSku`,
    title: 'the load balancer of Services',
    meaning:
      'Load balancer clients reach a node, and Cilium forwards them to the pod: with `externalTrafficPolicy: Cluster`, a policy sees the other node, not the client.',
    values: [
      {
        value: 'standard',
        title: 'Standard Load Balancer, the default',
        text: 'The only one Azure still offers for new clusters. Outbound types other than the default and availability zones need it.',
      },
      {
        value: 'basic',
        title: 'Basic Load Balancer, retired in September 2025',
        text: 'Azure retired the Basic Load Balancer in September 2025. Clusters that still have it must move to `standard`; the CLI refuses it together with an outbound type.',
        isDated: true,
      },
    ],
  },
  {
    ...verified(sources.kubeProxy, { also: [sources.ciliumPage] }),
    on: 'cluster',
    path: `${network}.kubeProxyConfig`,
    title: 'settings of kube-proxy, which Cilium replaces',
    meaning:
      'With Cilium there is no kube-proxy on any node, so nothing reads these settings. The metrics on port 10249 and the iptables rules for Services are gone as well.',
    combinations: ['kube-proxy-config'],
  },
  {
    ...verified(sources.kubeProxy, { also: [sources.ciliumPage] }),
    on: 'cluster',
    path: `${network}.kubeProxyConfig.enabled`,
    title: 'whether kube-proxy runs',
    meaning:
      'With Cilium it never does, whatever you set here. You can turn it off on a cluster with your own network plugin, such as a Cilium that you install yourself.',
    combinations: ['kube-proxy-config'],
  },
  {
    ...verified(sources.kubeProxy, { also: [sources.ciliumPage] }),
    on: 'cluster',
    path: `${network}.kubeProxyConfig.mode`,
    title: 'how kube-proxy forwards Service traffic',
    meaning: 'Only for clusters without Cilium: Cilium forwards Service traffic itself, in eBPF.',
    values: [
      {
        value: 'IPTABLES',
        title: 'iptables rules, the default',
        text: 'The kube-proxy default, whose cost grows with every Service. With Cilium there is no kube-proxy to use it.',
      },
      {
        value: 'IPVS',
        title: 'the load balancer of the kernel',
        text: 'kube-proxy fills the IPVS tables. With Cilium there is no kube-proxy to use it, and `ipvsConfig` does nothing either.',
      },
      {
        value: 'NFTABLES',
        title: 'nftables rules, Kubernetes 1.33 or later',
        text: 'kube-proxy writes nftables rules; AKS refuses it before Kubernetes 1.33. With Cilium there is no kube-proxy to use it.',
      },
    ],
    combinations: ['kube-proxy-config'],
  },
  {
    ...inferred(sources.bicepTypes),
    on: 'cluster',
    path: `${network}.podLinkLocalAccess`,
    title: 'whether pods reach the metadata service',
    meaning:
      'Controls access to `169.254.169.254`, from which a pod may get tokens of the node. To Cilium the address is outside the cluster: a policy with `0.0.0.0/0` opens it, an `except` closes it.',
    values: [
      {
        value: 'IMDS',
        title: 'pods may reach the instance metadata service; the default',
        text: 'Pods reach `169.254.169.254` unless a policy that closes egress does not allow it. Workload identity does not need it.',
      },
      {
        value: 'None',
        title: 'pods may not reach it',
        text: 'AKS blocks the instance metadata service for pods, whatever their policies allow. Workload identity keeps working.',
      },
    ],
  },
  {
    ...unsettled(sources.bicepTypes),
    on: 'cluster',
    path: `${network}.bastionProfile`,
    title: 'a bastion to reach the nodes',
    meaning:
      'New in a preview and barely documented: access to the nodes through Azure Bastion. Pod policies do not cover traffic to nodes, so nothing changes for Cilium.',
  },
  {
    ...unsettled(sources.bicepTypes),
    on: 'cluster',
    path: `${network}.natGatewayId`,
    title: 'the NAT gateway of the cluster',
    meaning:
      'New in a preview and barely documented: names the NAT gateway through which traffic leaves. What leaves the node is the same with and without Cilium.',
  },
  {
    ...types,
    on: 'cluster',
    path: `${network}.monitoring`,
    title: 'the preview of network observability',
    meaning:
      'Turned on network metrics in a few previews of 2023. They are now part of Advanced Container Networking Services: write `advancedNetworking.enabled: true`, or `advancedNetworking.observability.enabled: true`.',
  },
  {
    ...verified(sources.bicepTypes, { also: [sources.acnsHostRouting] }),
    on: 'cluster',
    path: `${network}.staticEgressGatewayProfile`,
    title: 'fixed addresses for the traffic of some pods',
    meaning:
      'Pools of mode `Gateway` give pods that name a gateway a fixed outbound address. It is an AKS feature, not the Cilium egress gateway, whose `CiliumEgressGatewayPolicy` AKS does not support.\n\nNot possible together with a pod subnet (`podSubnetID`) or with eBPF host routing (`BpfVeth`).',
  },
  {
    ...verified(sources.bicepTypes, { also: [sources.acnsHostRouting] }),
    on: 'cluster',
    path: `${network}.staticEgressGatewayProfile.enabled`,
    title: 'whether pod traffic can leave with a fixed address',
    meaning:
      'Installs the Static Egress Gateway operator; a pool of mode `Gateway` and objects that name it do the rest. Cilium applies policies before traffic reaches the gateway.',
  },
];
