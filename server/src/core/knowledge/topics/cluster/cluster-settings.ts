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
      'Cilium runs on every node of every pool. All pools are Linux, and either all of them name a subnet for pods or none does. Pools that are resources of their own are added to these.',
    combinations: ['windows-pool', 'mixed-pod-subnets', 'overlay-with-pod-subnet'],
  },
  {
    ...verified(sources.ciliumPage, { also: [sources.aksReleaseNotes, sources.supportedVersions] }),
    on: 'cluster',
    path: 'kubernetesVersion',
    title: 'the version that decides which Cilium runs',
    meaning:
      'AKS chooses the version of Cilium by it; nobody else can. A new minor version of Kubernetes may bring a new minor version of Cilium, and with it other answers of policies. Without a patch number AKS takes the newest patch. Left out, AKS takes its default, which moves.',
  },
  {
    ...verified(sources.nodeProvisioning, { also: [sources.updateCni] }),
    on: 'cluster',
    path: 'nodeProvisioningProfile',
    title: 'node autoprovisioning',
    meaning:
      'AKS makes nodes for pods that wait, by Karpenter. Goes with the overlay and Cilium, the combination that AKS Automatic has. Turn it off for the time of an update to Cilium.',
    combinations: ['node-provisioning-with-pod-subnet'],
  },
  {
    ...verified(sources.nodeProvisioning, { also: [sources.updateCni] }),
    on: 'cluster',
    path: 'nodeProvisioningProfile.mode',
    title: 'whether AKS makes nodes for pods that wait',
    meaning: 'Manual when left out, except in AKS Automatic.',
    values: [
      {
        value: 'Auto',
        title: 'nodes are made for pods that wait',
        text: 'AKS chooses sizes and numbers of nodes itself. In the overlay every such node takes a /24 of the pod range, so leave room. Not with a subnet for pods, not with Calico, and not during an update to Cilium.',
        combinations: ['node-provisioning-with-pod-subnet'],
      },
      {
        value: 'Manual',
        title: 'pools are yours, with or without the cluster autoscaler',
        text: 'Node pools are what you declare. An update from another dataplane to Cilium asks for it: it is not supported while autoprovisioning is on.',
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
      'NetworkPolicies and FQDN policies of Cilium work beside Istio. L7 policies of Cilium do not: a cluster with the add-on leaves HTTP rules to Istio, and `advancedNetworkPolicies` at `FQDN`.',
    values: [
      {
        value: 'Istio',
        title: 'the Istio add-on of AKS is on',
        text: 'Do not set `advancedNetworkPolicies` to `L7` beside it, and write HTTP rules as Istio policies. Policies by labels, ports and domain names are those of Cilium.',
      },
      {
        value: 'Disabled',
        title: 'no Istio add-on',
        text: 'The add-on is off, so that Cilium may judge HTTP as well where Advanced Container Networking has `advancedNetworkPolicies: L7`.',
      },
    ],
  },
  {
    ...verified(sources.automatic),
    on: 'cluster',
    path: 'sku.name',
    title: 'who decides about the network',
    meaning: 'The kind of cluster: AKS Automatic decides much by itself, Base leaves it to you.',
    values: [
      {
        value: 'Base',
        title: 'you decide; the default',
        text: 'Nothing about the network is decided for you. Cilium has to be asked for with `networkDataplane: cilium` and `networkPlugin: azure`.',
      },
      {
        value: automaticCluster.sku,
        title: 'AKS Automatic, which has Cilium in the overlay',
        text: 'Comes with Azure CNI, the overlay, Cilium and node autoprovisioning without saying so. Another dataplane or policy engine contradicts it.',
        combinations: ['automatic-with-other-network'],
      },
    ],
    combinations: ['automatic-with-other-network'],
  },
  {
    ...verified(sources.supportedVersions, { also: [issues.longTermOnly] }),
    on: 'cluster',
    path: 'sku.tier',
    title: 'what Microsoft promises of the control plane',
    meaning: `Cilium is the same in every tier. Long-term support of a Kubernetes version, and with it of its Cilium, needs \`${longTermSupport.tier}\` together with \`supportPlan: ${longTermSupport.supportPlan}\`.`,
    values: [
      {
        value: 'Standard',
        title: 'with a promise of uptime',
        text: 'For production. Kubernetes versions are supported for about a year, and with them their versions of Cilium; after that the cluster has to be upgraded.',
      },
      {
        value: longTermSupport.tier,
        title: 'with long-term support, if the plan asks for it',
        text: `Everything of Standard. Together with \`supportPlan: ${longTermSupport.supportPlan}\` a Kubernetes version and its Cilium are supported a year longer.`,
      },
      {
        value: 'Free',
        title: 'without a promise of uptime',
        text: 'For trying out. Versions are supported as in Standard, and Cilium is the same; long-term support is not to be had.',
      },
    ],
  },
  {
    ...verified(sources.supportedVersions, { also: [issues.longTermOnly] }),
    on: 'cluster',
    path: 'supportPlan',
    title: 'how long the Kubernetes version is supported',
    meaning: `The minor version of Cilium stays as long as that of Kubernetes does. A version that has only long-term support left is refused for a new cluster without this plan (\`${longTermSupport.code}\`).`,
    values: [
      {
        value: 'KubernetesOfficial',
        title: 'the standard support; the default',
        text: 'A version is supported for about a year, while the Kubernetes project supports it. After that new clusters with it are refused.',
      },
      {
        value: longTermSupport.supportPlan,
        title: `a year longer; needs the tier ${longTermSupport.tier}`,
        text: `Long-term support: AKS goes on with fixes of Kubernetes and of the Cilium that belongs to it. Needs \`sku.tier: ${longTermSupport.tier}\`.`,
      },
    ],
  },
  {
    ...verified(sources.ciliumPage, { also: [sources.ciliumPage2025, issues.windows] }),
    on: 'cluster',
    path: 'windowsProfile',
    title: 'settings of Windows nodes',
    meaning:
      'A cluster with Cilium has no Windows pools, so it needs no Windows profile. Left over from before a migration it does no harm; a Windows pool would.',
    combinations: ['windows-pool'],
  },
];
