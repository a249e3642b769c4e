import { cidrLimits } from '../../cidr-limits';
import { latestOnly, verified } from '../../dated';
import { sources } from '../../sources';
import type { ClusterSetting } from './setting';

const acns = 'networkProfile.advancedNetworking';
const overview = verified(sources.acnsOverview, { also: [sources.ciliumPage] });

/** Advanced Container Networking Services. */
export const acnsSettings: readonly ClusterSetting[] = [
  {
    ...overview,
    on: 'cluster',
    path: acns,
    title: 'Advanced Container Networking Services (ACNS)',
    meaning:
      'Paid services on top of the dataplane: observability on any dataplane; on Cilium also policies with domain names and HTTP rules, encryption between nodes and eBPF host routing. Plain NetworkPolicies, layer 3 and 4 CiliumNetworkPolicies, and endpoint slices need none of it.\n\n`enabled: true` turns on observability and security; the settings below matter only then.',
    combinations: ['acns-security-without-cilium'],
  },
  {
    ...overview,
    on: 'cluster',
    path: `${acns}.enabled`,
    title: 'the switch of ACNS',
    meaning:
      'True turns on observability and, on Cilium, FQDN policies, unless a setting below says otherwise. L7 policies, encryption and host routing are enabled one by one.\n\nIf you turn it off later, existing FQDN and L7 policies **keep blocking**, and new ones are refused: delete them first.',
    combinations: ['acns-security-without-cilium'],
  },
  {
    ...overview,
    on: 'cluster',
    path: `${acns}.observability`,
    title: 'metrics and flow logs of the network',
    meaning:
      'Node and pod metrics, and flows that show which policy dropped a packet: on Cilium from Hubble, which AKS runs. On by default when ACNS is on. Works on both dataplanes.',
    featureRow: 'container-network-observability',
  },
  {
    ...overview,
    on: 'cluster',
    path: `${acns}.observability.enabled`,
    title: 'whether metrics and flows are collected',
    meaning:
      'Defaults to true when ACNS is on. Without it, policy drops are visible only on the node itself. ACNS with neither observability nor security has nothing left to do, and the CLI refuses it.',
    featureRow: 'container-network-observability',
  },
  {
    ...verified(sources.bicepTypes),
    on: 'cluster',
    path: `${acns}.observability.tlsManagement`,
    title: 'Hubble certificates, in a preview',
    meaning:
      'In two previews of 2024, set whether AKS manages the Hubble certificates. AKS now does so by itself; leave it out.',
  },
  {
    ...overview,
    on: 'cluster',
    path: `${acns}.security`,
    title: 'policies with names, HTTP rules, encryption',
    meaning:
      'The part of ACNS that needs Cilium. On by default when ACNS is on, with FQDN policies; anything beyond that is set here.',
    featureRow: 'fqdn-filtering',
    combinations: ['acns-security-without-cilium'],
  },
  {
    ...overview,
    on: 'cluster',
    path: `${acns}.security.enabled`,
    title: 'the switch of the security part',
    meaning:
      'Defaults to true when ACNS is on. False contradicts `advancedNetworkPolicies` set to `FQDN` or `L7`: policies with `toFQDNs` or `http` are then refused when they are applied.',
    featureRow: 'fqdn-filtering',
    combinations: ['acns-security-without-cilium'],
  },
  {
    ...verified(sources.acnsL7, { also: [sources.acnsFqdn, sources.ciliumPage] }),
    on: 'cluster',
    path: `${acns}.security.advancedNetworkPolicies`,
    title: 'what Cilium policies may contain',
    meaning:
      'Which fields of a CiliumNetworkPolicy the cluster accepts beyond addresses, labels and ports. Defaults to `FQDN` when security is on. An admission policy refuses policies that use more.',
    values: [
      {
        value: 'FQDN',
        title: 'also domain names; the default',
        text: 'Policies may use `toFQDNs` and `rules.dns`. DNS traffic of the pods that such a policy selects goes through a proxy on the node. HTTP rules are refused.',
        featureRow: 'fqdn-filtering',
        feature: 'fqdn-filtering',
      },
      {
        value: 'L7',
        title: 'also HTTP, gRPC and Kafka rules',
        text: 'Everything in `FQDN`, plus `rules.http` and `rules.kafka`. Traffic for such rules goes through Envoy on the node, which adds latency. Not together with the L7 policies of the Istio add-on.',
        featureRow: 'l7-policies',
        feature: 'l7-policies',
      },
      {
        value: 'None',
        title: 'addresses, labels and ports only',
        text: 'No domain names and no HTTP rules, although ACNS is on: such policies are refused when they are applied, and existing ones keep blocking.',
      },
    ],
    combinations: ['acns-security-without-cilium'],
  },
  {
    ...verified(sources.bicepTypes),
    on: 'cluster',
    path: `${acns}.security.fqdnPolicy`,
    title: 'the former switch of FQDN policies',
    meaning:
      'Turned on policies with domain names in two previews of 2024. Use `advancedNetworkPolicies` instead: `FQDN`, the default when security is on, or `L7`.',
  },
  {
    ...verified(sources.acnsWireGuard, { editions: latestOnly }),
    on: 'cluster',
    path: `${acns}.security.transitEncryption`,
    title: 'encryption between nodes',
    meaning: `Encrypts pod traffic on its way to another node. ${cidrLimits.wireGuardPort.text} Traffic within a node and traffic of \`hostNetwork\` pods is not encrypted. One preview took a string instead of this object.`,
    featureRow: 'wireguard',
    combinations: ['acns-security-without-cilium'],
  },
  {
    ...verified(sources.acnsWireGuard, { also: [sources.acnsOverview], editions: latestOnly }),
    on: 'cluster',
    path: `${acns}.security.transitEncryption.type`,
    title: 'how traffic between nodes is encrypted',
    meaning:
      'If omitted, nothing is encrypted. WireGuard and mutual TLS exclude each other; neither requires changes to pods.',
    values: [
      {
        value: 'WireGuard',
        title: 'tunnels between all nodes',
        text: `Every node has a key, and pod traffic to another node goes through WireGuard. ${cidrLimits.wireGuardPort.text} Not possible with FIPS pools. Does not cover traffic within a node or \`hostNetwork\` pods.`,
        featureRow: 'wireguard',
      },
      {
        value: 'mTLS',
        title: 'mutual TLS between pods, a preview',
        text: 'For pods in namespaces with the label `io.cilium/mtls-enabled=true`, TCP only. Not together with WireGuard, Istio, or layer 4 and 7 policies. It is unrelated to `authentication` in a Cilium policy, which blocks traffic on AKS.',
        featureRow: 'mutual-tls',
        feature: 'mutual-tls',
      },
      {
        value: 'None',
        title: 'no encryption, the default',
        text: 'Traffic between nodes stays as the pods send it. TLS between applications or in a service mesh is independent of this.',
      },
    ],
    combinations: ['acns-security-without-cilium'],
  },
  {
    ...verified(sources.acnsHostRouting, { editions: latestOnly }),
    on: 'cluster',
    path: `${acns}.performance`,
    title: 'faster paths for packets',
    meaning:
      'The part of ACNS that makes the dataplane faster: eBPF host routing, with which packets between pods and the network skip the network stack of the node.',
    featureRow: 'ebpf-host-routing',
    combinations: ['acns-security-without-cilium'],
  },
  {
    ...verified(sources.acnsHostRouting, { editions: latestOnly }),
    on: 'cluster',
    path: `${acns}.performance.accelerationMode`,
    title: 'whether packets skip the network stack of the node',
    meaning:
      'Off by default. It affects every node of the cluster, so every pool must meet its requirements.',
    values: [
      {
        value: 'BpfVeth',
        title: 'eBPF host routing',
        text: 'Packets go from the network card to the pod without passing iptables on the node, so **iptables rules on the node no longer see them**. Not with Static Egress Gateway, Confidential VMs, Pod Sandboxing, or your own Istio Ambient.',
        featureRow: 'ebpf-host-routing',
        feature: 'ebpf-host-routing',
      },
      {
        value: 'None',
        title: 'the usual path, the default',
        text: 'Packets go through the network stack of the node, as on every cluster without ACNS. Policies are still enforced, by eBPF at the pod interface.',
      },
    ],
    combinations: ['acns-security-without-cilium'],
  },
];
