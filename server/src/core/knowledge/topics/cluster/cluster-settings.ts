import { verified } from '../../dated';
import { issues } from '../../issues';
import { automaticCluster } from '../../network-profile';
import { sources } from '../../sources';
import { longTermSupport } from '../../support-calendar';
import type { ClusterSetting } from './setting';

/** Settings of a cluster outside of its network that Cilium depends on. */
export const clusterSettings: readonly ClusterSetting[] = [
  {
    ...verified(sources.ciliumPage, { also: [sources.ciliumPage2025] }),
    on: 'cluster',
    path: 'agentPoolProfiles',
    title: 'the node pools',
    meaning:
      'Cilium runs on every node of every pool. All pools must be Linux, and either all of them name a pod subnet or none does. Pools declared as separate resources are added to these.',
    combinations: ['windows-pool', 'mixed-pod-subnets', 'overlay-with-pod-subnet'],
  },
  {
    ...verified(sources.ciliumPage, { also: [sources.aksReleaseNotes, sources.supportedVersions] }),
    on: 'cluster',
    path: 'kubernetesVersion',
    title: 'the version that decides which Cilium runs',
    meaning:
      'Determines the Cilium version on AKS; there is no other way to choose it. A new Kubernetes minor version may bring a new Cilium minor version, under which policies may behave differently. Without a patch number AKS takes the newest patch. If omitted, AKS takes its default, which changes over time.',
  },
  {
    ...verified(sources.nodeProvisioning, { also: [sources.updateCni] }),
    on: 'cluster',
    path: 'nodeProvisioningProfile',
    title: 'node autoprovisioning',
    meaning:
      'AKS creates nodes for pending pods, using Karpenter. Works with the overlay and Cilium, the combination that AKS Automatic uses. Turn it off during an update to Cilium.',
    combinations: ['node-provisioning-with-pod-subnet'],
  },
  {
    ...verified(sources.nodeProvisioning, { also: [sources.updateCni] }),
    on: 'cluster',
    path: 'nodeProvisioningProfile.mode',
    title: 'whether AKS creates nodes for pending pods',
    meaning: 'Defaults to Manual, except in AKS Automatic.',
    values: [
      {
        value: 'Auto',
        title: 'creates nodes for pending pods',
        text: 'AKS chooses the size and number of nodes itself. In the overlay every such node takes a /24 of the pod range, so leave room. Not possible with a pod subnet, with Calico, or during an update to Cilium.',
        combinations: ['node-provisioning-with-pod-subnet'],
      },
      {
        value: 'Manual',
        title: 'you manage pools, with or without the cluster autoscaler',
        text: 'Node pools are what you declare. Required for an update from another dataplane to Cilium, which is not supported while autoprovisioning is on.',
      },
    ],
    combinations: ['node-provisioning-with-pod-subnet'],
  },
  {
    ...verified(sources.acnsL7),
    on: 'cluster',
    path: 'serviceMeshProfile.mode',
    title: 'the Istio add-on',
    meaning:
      'NetworkPolicies and Cilium FQDN policies work alongside Istio. Cilium L7 policies do not: on a cluster with the add-on, leave HTTP rules to Istio and `advancedNetworkPolicies` at `FQDN`.',
    values: [
      {
        value: 'Istio',
        title: 'the Istio add-on of AKS is on',
        text: 'Do not set `advancedNetworkPolicies` to `L7` as well; write HTTP rules as Istio policies. Use Cilium policies for labels, ports and domain names.',
      },
      {
        value: 'Disabled',
        title: 'no Istio add-on',
        text: 'The add-on is off, so Cilium can also apply HTTP rules if Advanced Container Networking Services have `advancedNetworkPolicies: L7`.',
      },
    ],
  },
  {
    ...verified(sources.automatic),
    on: 'cluster',
    path: 'sku.name',
    title: 'who decides about the network',
    meaning:
      'The kind of cluster: AKS Automatic makes many choices for you, Base leaves them to you.',
    values: [
      {
        value: 'Base',
        title: 'you decide; the default',
        text: 'Nothing about the network is decided for you. Set `networkDataplane: cilium` and `networkPlugin: azure` to get Cilium.',
      },
      {
        value: automaticCluster.sku,
        title: 'AKS Automatic, which has Cilium in the overlay',
        text: 'Comes with Azure CNI, the overlay, Cilium and node autoprovisioning by default. Another dataplane or policy engine contradicts it.',
        combinations: ['automatic-with-other-network'],
      },
    ],
    combinations: ['automatic-with-other-network'],
  },
  {
    ...verified(sources.supportedVersions, { also: [issues.longTermOnly] }),
    on: 'cluster',
    path: 'sku.tier',
    title: 'what Microsoft promises for the control plane',
    meaning: `Cilium is the same in every tier. Long-term support of a Kubernetes version, and with it of its Cilium, needs \`${longTermSupport.tier}\` together with \`supportPlan: ${longTermSupport.supportPlan}\`.`,
    values: [
      {
        value: 'Standard',
        title: 'with an uptime guarantee',
        text: 'For production. Kubernetes versions, and with them their Cilium versions, are supported for about a year; after that the cluster must be upgraded.',
      },
      {
        value: longTermSupport.tier,
        title: 'with long-term support, if the plan asks for it',
        text: `Everything in Standard. Together with \`supportPlan: ${longTermSupport.supportPlan}\`, a Kubernetes version and its Cilium version are supported for a year longer.`,
      },
      {
        value: 'Free',
        title: 'without an uptime guarantee',
        text: 'For trying things out. Versions are supported as in Standard, and Cilium is the same; long-term support is not available.',
      },
    ],
  },
  {
    ...verified(sources.supportedVersions, { also: [issues.longTermOnly] }),
    on: 'cluster',
    path: 'supportPlan',
    title: 'how long the Kubernetes version is supported',
    meaning: `The Cilium minor version stays as long as the Kubernetes minor version does. For a new cluster, a version that has only long-term support left is refused without this plan (\`${longTermSupport.code}\`).`,
    values: [
      {
        value: 'KubernetesOfficial',
        title: 'the standard support; the default',
        text: 'A version is supported for about a year, as long as the Kubernetes project supports it. After that, new clusters with it are refused.',
      },
      {
        value: longTermSupport.supportPlan,
        title: `a year longer; needs the tier ${longTermSupport.tier}`,
        text: `Long-term support: AKS keeps providing fixes for Kubernetes and the Cilium version that comes with it. Needs \`sku.tier: ${longTermSupport.tier}\`.`,
      },
    ],
  },
  {
    ...verified(sources.ciliumPage, { also: [sources.ciliumPage2025, issues.windows] }),
    on: 'cluster',
    path: 'windowsProfile',
    title: 'settings of Windows nodes',
    meaning:
      'A cluster with Cilium has no Windows pools, so it needs no Windows profile. One left over from before a migration does no harm; a Windows pool would.',
    combinations: ['windows-pool'],
  },
];
