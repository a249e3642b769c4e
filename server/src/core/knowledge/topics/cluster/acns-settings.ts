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
      'Paid services on top of the dataplane: observability everywhere; on Cilium also policies with domain names and HTTP rules, encryption between nodes and eBPF host routing. Plain NetworkPolicies, CiliumNetworkPolicies of layers 3 and 4, and endpoint slices need none of it.\n\n`enabled: true` turns on observability and security; what is below matters only then.',
    combinations: ['acns-security-without-cilium'],
  },
  {
    ...overview,
    on: 'cluster',
    path: `${acns}.enabled`,
    title: 'the switch of ACNS',
    meaning:
      'True turns on observability and, on Cilium, FQDN policies, unless something below says otherwise. L7 policies, encryption and host routing are asked for one by one.\n\nTurned off later, FQDN and L7 policies that exist **go on blocking**, and new ones are refused: delete them first.',
    combinations: ['acns-security-without-cilium'],
  },
  {
    ...overview,
    on: 'cluster',
    path: `${acns}.observability`,
    title: 'metrics and flow logs of the network',
    meaning:
      'Metrics of nodes and pods, and flows that show which policy dropped a packet: on Cilium from Hubble, which AKS runs. On when ACNS is on. Works on both dataplanes.',
    featureRow: 'container-network-observability',
  },
  {
    ...overview,
    on: 'cluster',
    path: `${acns}.observability.enabled`,
    title: 'whether metrics and flows are collected',
    meaning:
      'True when ACNS is on and nothing is said. Without it nobody sees drops by policies but on the node itself. ACNS with neither observability nor security has nothing left to do, and the CLI refuses it.',
    featureRow: 'container-network-observability',
  },
  {
    ...verified(sources.bicepTypes),
    on: 'cluster',
    path: `${acns}.observability.tlsManagement`,
    title: 'certificates of Hubble, in a preview',
    meaning:
      'Said in two previews of 2024 whether AKS manages the certificates of Hubble. It does so by itself today; leave it out.',
  },
  {
    ...overview,
    on: 'cluster',
    path: `${acns}.security`,
    title: 'policies with names, HTTP rules, encryption',
    meaning:
      'The part of ACNS that needs Cilium. On when ACNS is on, with FQDN policies; what goes further is set here.',
    featureRow: 'fqdn-filtering',
    combinations: ['acns-security-without-cilium'],
  },
  {
    ...overview,
    on: 'cluster',
    path: `${acns}.security.enabled`,
    title: 'the switch of the security part',
    meaning:
      'True when ACNS is on and nothing is said. False contradicts `advancedNetworkPolicies` with `FQDN` or `L7` beside it: then policies with `toFQDNs` or `http` are refused when they are applied.',
    featureRow: 'fqdn-filtering',
    combinations: ['acns-security-without-cilium'],
  },
  {
    ...verified(sources.acnsL7, { also: [sources.acnsFqdn, sources.ciliumPage] }),
    on: 'cluster',
    path: `${acns}.security.advancedNetworkPolicies`,
    title: 'what Cilium policies may say',
    meaning:
      'Which fields of a CiliumNetworkPolicy the cluster admits beyond addresses, labels and ports. `FQDN` when security is on and nothing is said. A policy that says more is refused by an admission policy.',
    values: [
      {
        value: 'FQDN',
        title: 'also domain names; the default',
        text: 'Policies may use `toFQDNs` and `rules.dns`. DNS of the pods that such a policy selects goes through a proxy on the node. HTTP rules are refused.',
        featureRow: 'fqdn-filtering',
        feature: 'fqdn-filtering',
      },
      {
        value: 'L7',
        title: 'also HTTP, gRPC and Kafka rules',
        text: 'Everything of `FQDN`, and `rules.http` and `rules.kafka`. Traffic of such rules goes through Envoy on the node, which costs latency. Not together with the L7 policies of the Istio add-on.',
        featureRow: 'l7-policies',
        feature: 'l7-policies',
      },
      {
        value: 'None',
        title: 'addresses, labels and ports only',
        text: 'No domain names and no HTTP rules, although ACNS is on: such policies are refused when they are applied, and those that exist already go on blocking.',
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
      'Turned on policies with domain names in two previews of 2024. Write `advancedNetworkPolicies` in its place: `FQDN`, which is the default when security is on, or `L7`.',
  },
  {
    ...verified(sources.acnsWireGuard, { editions: latestOnly }),
    on: 'cluster',
    path: `${acns}.security.transitEncryption`,
    title: 'encryption between nodes',
    meaning: `Encrypts the traffic of pods on its way to another node. ${cidrLimits.wireGuardPort.text} Traffic within a node and that of \`hostNetwork\` pods is not encrypted. One preview took a text in place of this object.`,
    featureRow: 'wireguard',
    combinations: ['acns-security-without-cilium'],
  },
  {
    ...verified(sources.acnsWireGuard, { also: [sources.acnsOverview], editions: latestOnly }),
    on: 'cluster',
    path: `${acns}.security.transitEncryption.type`,
    title: 'how traffic between nodes is encrypted',
    meaning:
      'Left out, nothing is encrypted. WireGuard and mutual TLS exclude each other; neither needs a change of the pods.',
    values: [
      {
        value: 'WireGuard',
        title: 'tunnels between all nodes',
        text: `Every node has a key, and traffic of pods to another node goes through WireGuard. ${cidrLimits.wireGuardPort.text} Not with FIPS pools; not for traffic within a node, and not for \`hostNetwork\` pods.`,
        featureRow: 'wireguard',
      },
      {
        value: 'mTLS',
        title: 'mutual TLS between pods, a preview',
        text: 'For pods of namespaces with the label `io.cilium/mtls-enabled=true`, TCP only. Not together with WireGuard, Istio, or policies of layer 4 and 7. It is not `authentication` of a Cilium policy, which blocks on AKS.',
        featureRow: 'mutual-tls',
        feature: 'mutual-tls',
      },
      {
        value: 'None',
        title: 'no encryption, the default',
        text: 'Traffic between nodes is as the pods send it. TLS that applications or a service mesh use among themselves has nothing to do with it.',
      },
    ],
    combinations: ['acns-security-without-cilium'],
  },
  {
    ...verified(sources.acnsHostRouting, { editions: latestOnly }),
    on: 'cluster',
    path: `${acns}.performance`,
    title: 'faster ways for packets',
    meaning:
      'The part of ACNS that makes the dataplane faster: eBPF host routing, by which packets between pods and the network skip the stack of the node.',
    featureRow: 'ebpf-host-routing',
    combinations: ['acns-security-without-cilium'],
  },
  {
    ...verified(sources.acnsHostRouting, { editions: latestOnly }),
    on: 'cluster',
    path: `${acns}.performance.accelerationMode`,
    title: 'whether packets skip the stack of the node',
    meaning:
      'Off when nothing is said. It concerns every node of the cluster, so every pool has to fit.',
    values: [
      {
        value: 'BpfVeth',
        title: 'eBPF host routing',
        text: 'Packets go from the network card to the pod without iptables of the node, so **rules of iptables on the node no longer see them**. Not with Static Egress Gateway, Confidential VMs, Pod Sandboxing, or Istio Ambient of your own.',
        featureRow: 'ebpf-host-routing',
        feature: 'ebpf-host-routing',
      },
      {
        value: 'None',
        title: 'the usual way, the default',
        text: 'Packets go through the network stack of the node, as on every cluster without ACNS. Policies are enforced all the same, by eBPF at the interface of the pod.',
      },
    ],
    combinations: ['acns-security-without-cilium'],
  },
];
