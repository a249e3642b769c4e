import { inferred, unsettled, verified } from '../../dated';
import { sources } from '../../sources';
import type { ClusterSetting } from './setting';

const network = 'networkProfile';
const types = verified(sources.bicepTypes);

/** Settings of the network besides plugin, dataplane and ranges: ways in and out, and what Cilium takes the place of. */
export const trafficSettings: readonly ClusterSetting[] = [
  {
    ...types,
    on: 'cluster',
    path: `${network}.dockerBridgeCidr`,
    title: 'the bridge of Docker',
    meaning:
      'AKS runs containerd, so there is no bridge that could have a range. The setting was ignored for a while and then taken out of the API; leave it out.',
  },
  {
    ...verified(sources.containerServiceSdk, { also: [sources.bicepTypes] }),
    on: 'cluster',
    path: `${network}.outboundType`,
    title: 'how traffic leaves the cluster',
    meaning:
      'Cilium does not change it: whatever leaves the node goes this way. Policies are judged before, on the node of the pod.',
    values: [
      {
        value: 'loadBalancer',
        title: 'outbound rules of a Standard Load Balancer, the default',
        text: 'AKS makes a load balancer with outbound rules. Its ports are shared among the nodes, so that many connections to one destination may run out of them. Nothing about it is special on Cilium.',
      },
      {
        value: 'managedNATGateway',
        title: 'a NAT gateway that AKS makes',
        text: 'AKS makes the NAT gateway and the network. The CLI refuses it together with a subnet of your own (`--vnet-subnet-id`): for that there is `userAssignedNATGateway`.',
      },
      {
        value: 'userAssignedNATGateway',
        title: 'a NAT gateway at your own subnet',
        text: 'The NAT gateway of the subnet is used, so the subnet has to be yours: every pool names it (`vnetSubnetID`, `--vnet-subnet-id`), else the CLI refuses it.',
      },
      {
        value: 'userDefinedRouting',
        title: 'your own routes, often through a firewall',
        text: 'A route table sends the traffic to an appliance such as Azure Firewall; needs a subnet of your own. The appliance sees addresses, not names: FQDN policies of Cilium work on the node and are independent of it.',
      },
      {
        value: 'none',
        title: 'nothing is set up, for isolated clusters',
        text: 'AKS sets up no way out. For clusters isolated from the Internet, which take images from a private registry; the images of Cilium have to be reachable that way, too.',
      },
    ],
  },
  {
    ...verified(sources.bicepTypes),
    on: 'cluster',
    path: `${network}.loadBalancerSku`,
    title: 'the load balancer of Services',
    meaning:
      'Clients of a load balancer reach a node and are sent on to the pod by Cilium: with `externalTrafficPolicy: Cluster` they arrive at a policy as the other node, not as themselves.',
    values: [
      {
        value: 'standard',
        title: 'Standard Load Balancer, the default',
        text: 'The only one that Azure still offers for new clusters. Outbound types other than the default need it, and so do availability zones.',
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
      'With Cilium there is no kube-proxy on any node, so nothing reads these settings. Metrics of port 10249 and rules of iptables for Services are gone as well.',
    combinations: ['kube-proxy-config'],
  },
  {
    ...verified(sources.kubeProxy, { also: [sources.ciliumPage] }),
    on: 'cluster',
    path: `${network}.kubeProxyConfig.enabled`,
    title: 'whether kube-proxy runs',
    meaning:
      'With Cilium it never does, whatever stands here. It can be turned off on a cluster with a network plugin of your own, such as a Cilium that you install yourself.',
    combinations: ['kube-proxy-config'],
  },
  {
    ...verified(sources.kubeProxy, { also: [sources.ciliumPage] }),
    on: 'cluster',
    path: `${network}.kubeProxyConfig.mode`,
    title: 'how kube-proxy sends Services on',
    meaning: 'Concerns clusters without Cilium: Cilium sends Services on itself, in eBPF.',
    values: [
      {
        value: 'IPTABLES',
        title: 'rules of iptables, the default',
        text: 'The default of kube-proxy, with its cost growing with every Service. With Cilium there is no kube-proxy that could use it.',
      },
      {
        value: 'IPVS',
        title: 'the load balancer of the kernel',
        text: 'kube-proxy fills the tables of IPVS. With Cilium there is no kube-proxy that could use it, and `ipvsConfig` beside it does nothing either.',
      },
      {
        value: 'NFTABLES',
        title: 'rules of nftables, Kubernetes 1.33 or later',
        text: 'kube-proxy writes nftables; AKS refuses it before Kubernetes 1.33. With Cilium there is no kube-proxy that could use it.',
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
      'About `169.254.169.254`, from which a pod may get tokens of the node. To Cilium the address lies outside the cluster: a policy with `0.0.0.0/0` opens it, an `except` closes it.',
    values: [
      {
        value: 'IMDS',
        title: 'pods may ask the instance metadata service; the default',
        text: 'Pods reach `169.254.169.254` unless a policy that closes egress leaves it out. Workload identity does not need it.',
      },
      {
        value: 'None',
        title: 'pods may not reach it',
        text: 'AKS closes the instance metadata service for pods, whatever their policies allow. Workload identity goes on working.',
      },
    ],
  },
  {
    ...unsettled(sources.bicepTypes),
    on: 'cluster',
    path: `${network}.bastionProfile`,
    title: 'a bastion to reach the nodes',
    meaning:
      'New in a preview and hardly documented: Azure Bastion as a way to the nodes. Traffic to nodes is not what pod policies are about, so nothing changes for Cilium.',
  },
  {
    ...unsettled(sources.bicepTypes),
    on: 'cluster',
    path: `${network}.natGatewayId`,
    title: 'the NAT gateway of the cluster',
    meaning:
      'New in a preview and hardly documented: names the NAT gateway that traffic leaves through. What leaves the node is the same with and without Cilium.',
  },
  {
    ...types,
    on: 'cluster',
    path: `${network}.monitoring`,
    title: 'the preview of network observability',
    meaning:
      'Turned on the metrics of the network in a few previews of 2023. They are part of Advanced Container Networking now: write `advancedNetworking.enabled: true`, or `advancedNetworking.observability.enabled: true`.',
  },
  {
    ...verified(sources.bicepTypes, { also: [sources.acnsHostRouting] }),
    on: 'cluster',
    path: `${network}.staticEgressGatewayProfile`,
    title: 'fixed addresses for the traffic of some pods',
    meaning:
      'Pools of mode `Gateway` give pods that name a gateway a fixed address to the outside. It is a feature of AKS, not the egress gateway of Cilium, whose `CiliumEgressGatewayPolicy` AKS does not serve.\n\nNot together with a subnet for pods (`podSubnetID`), and not with eBPF host routing (`BpfVeth`).',
  },
  {
    ...verified(sources.bicepTypes, { also: [sources.acnsHostRouting] }),
    on: 'cluster',
    path: `${network}.staticEgressGatewayProfile.enabled`,
    title: 'whether pods may leave by a fixed address',
    meaning:
      'Installs the operator of Static Egress Gateway; a pool of mode `Gateway` and objects that name it do the rest. Policies of Cilium are judged before traffic gets to the gateway.',
  },
];
