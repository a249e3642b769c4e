import type { Rule } from '../engine/define-rule';
import authenticationBlackhole from './cilium-policy/authentication-blackhole';
import cidrMissesClusterIps from './cilium-policy/cidr-misses-cluster-ips';
import ciliumPolicySchema from './cilium-policy/cilium-policy-schema';
import clusterwideIsolatesSystem from './cilium-policy/clusterwide-isolates-system';
import clusterwidePolicyUnsupported from './cilium-policy/clusterwide-policy-unsupported';
import combinedL3Selectors from './cilium-policy/combined-l3-selectors';
import defaultDenySwitchIgnored from './cilium-policy/default-deny-switch-ignored';
import deprecatedL7Parser from './cilium-policy/deprecated-l7-parser';
import dnsEndpointMismatch from './cilium-policy/dns-endpoint-mismatch';
import emptyPolicy from './cilium-policy/empty-policy';
import emptyRuleDenies from './cilium-policy/empty-rule-denies';
import emptySelectorOwnNamespace from './cilium-policy/empty-selector-own-namespace';
import fqdnNeedsAcns from './cilium-policy/fqdn-needs-acns';
import fqdnWithoutDnsRule from './cilium-policy/fqdn-without-dns-rule';
import hostPolicyNotEnforced from './cilium-policy/host-policy-not-enforced';
import icmpWithPorts from './cilium-policy/icmp-with-ports';
import invalidCidr from './cilium-policy/invalid-cidr';
import invalidDnsRule from './cilium-policy/invalid-dns-rule';
import invalidFqdnSelector from './cilium-policy/invalid-fqdn-selector';
import invalidPolicySubject from './cilium-policy/invalid-policy-subject';
import kubeApiserverIngress from './cilium-policy/kube-apiserver-ingress';
import l7InClusterwidePolicy from './cilium-policy/l7-in-clusterwide-policy';
import l7NeedsAcns from './cilium-policy/l7-needs-acns';
import l7WithoutTcp from './cilium-policy/l7-without-tcp';
import namespaceLabelInEndpointSelector from './cilium-policy/namespace-label-in-endpoint-selector';
import nodePeersDisabled from './cilium-policy/node-peers-disabled';
import portNotString from './cilium-policy/port-not-string';
import requiresRemoved from './cilium-policy/requires-removed';
import suspiciousHttpRegex from './cilium-policy/suspicious-http-regex';
import toGroupsUnsupported from './cilium-policy/to-groups-unsupported';
import toServicesWithPorts from './cilium-policy/to-services-with-ports';
import tooManyPorts from './cilium-policy/too-many-ports';
import unknownCiliumKind from './cilium-policy/unknown-cilium-kind';
import unknownEntity from './cilium-policy/unknown-entity';
import unsupportedTlsOrListener from './cilium-policy/unsupported-tls-or-listener';
import worldExcludesCluster from './cilium-policy/world-excludes-cluster';
import acnsContradiction from './cluster/acns-contradiction';
import acnsFlagConflict from './cluster/acns-flag-conflict';
import acnsPrerequisite from './cluster/acns-prerequisite';
import apiVersionLacksProperty from './cluster/api-version-lacks-property';
import byoCniWithDataplane from './cluster/byo-cni-with-dataplane';
import cidrOverlap from './cluster/cidr-overlap';
import cidrSize from './cluster/cidr-size';
import ciliumPolicyWithoutDataplane from './cluster/cilium-policy-without-dataplane';
import cliVersionTooOld from './cluster/cli-version-too-old';
import dataplanePolicyConflict from './cluster/dataplane-policy-conflict';
import dnsServiceIp from './cluster/dns-service-ip';
import dualStackMismatch from './cluster/dual-stack-mismatch';
import ebpfDataplaneRemoved from './cluster/ebpf-dataplane-removed';
import implicitNodeSubnet from './cluster/implicit-node-subnet';
import kubeProxyConfig from './cluster/kube-proxy-config';
import kubenetWithCilium from './cluster/kubenet-with-cilium';
import kubernetesVersionSupport from './cluster/kubernetes-version-support';
import maxPodsRange from './cluster/max-pods-range';
import modeAndDataplaneInOneUpdate from './cluster/mode-and-dataplane-in-one-update';
import networkPolicyWithoutPlugin from './cluster/network-policy-without-plugin';
import nodeProvisioningConflict from './cluster/node-provisioning-conflict';
import notCilium from './cluster/not-cilium';
import npmRetirement from './cluster/npm-retirement';
import outboundTypeSubnet from './cluster/outbound-type-subnet';
import overlayPoolType from './cluster/overlay-pool-type';
import overlayUpdatePrerequisite from './cluster/overlay-update-prerequisite';
import overlayWithPodSubnet from './cluster/overlay-with-pod-subnet';
import podCidrWithoutOverlay from './cluster/pod-cidr-without-overlay';
import removedDataplaneFlag from './cluster/removed-dataplane-flag';
import renamedAcnsFlag from './cluster/renamed-acns-flag';
import reservedCidr from './cluster/reserved-cidr';
import templateCycle from './cluster/template-cycle';
import updateReimagesAllPools from './cluster/update-reimages-all-pools';
import updateWithoutNetworkPolicy from './cluster/update-without-network-policy';
import windowsPool from './cluster/windows-pool';
import allPodsPeer from './network-policy/all-pods-peer';
import dnsPeerNeverMatches from './network-policy/dns-peer-never-matches';
import egressWithoutDns from './network-policy/egress-without-dns';
import endPortIgnored from './network-policy/end-port-ignored';
import invalidNetworkPolicy from './network-policy/invalid-network-policy';
import ipblockAnyExcludesPods from './network-policy/ipblock-any-excludes-pods';
import ipblockInClusterRange from './network-policy/ipblock-in-cluster-range';
import ipblockServiceRange from './network-policy/ipblock-service-range';
import ipblockWorkaroundExcludesNodes from './network-policy/ipblock-workaround-excludes-nodes';
import ipv4OnlyAllowAll from './network-policy/ipv4-only-allow-all';
import loadBalancerIngressDropped from './network-policy/load-balancer-ingress-dropped';
import localDnsUnreachable from './network-policy/local-dns-unreachable';
import namedPortEgress from './network-policy/named-port-egress';
import npmLocalNodeEgress from './network-policy/npm-local-node-egress';
import policiesWithoutCilium from './network-policy/policies-without-cilium';
import policySelectsHostNetwork from './network-policy/policy-selects-host-network';
import policyTypesMismatch from './network-policy/policy-types-mismatch';
import redundantPodSelectorPeer from './network-policy/redundant-pod-selector-peer';
import sctpUnsupported from './network-policy/sctp-unsupported';
import selectorOnExcludedLabel from './network-policy/selector-on-excluded-label';
import servicePortInsteadOfTargetPort from './network-policy/service-port-instead-of-target-port';
import splitSelectorPeers from './network-policy/split-selector-peers';
import uselessExcept from './network-policy/useless-except';
import cesNamespaceUnsupported from './workload/ces-namespace-unsupported';
import ciliumConfigEdited from './workload/cilium-config-edited';
import ciliumDaemonsetLimits from './workload/cilium-daemonset-limits';
import clusterMeshAnnotation from './workload/cluster-mesh-annotation';
import hostPortProtocolClash from './workload/host-port-protocol-clash';
import kubeProxyReference from './workload/kube-proxy-reference';
import localRedirectTooOld from './workload/local-redirect-too-old';
import managedIpMasqEdited from './workload/managed-ip-masq-edited';
import selfManagedCiliumRelease from './workload/self-managed-cilium-release';
import selfServiceReplyPoliced from './workload/self-service-reply-policed';
import servicePortProtocolClash from './workload/service-port-protocol-clash';
import unenforcedPolicyKind from './workload/unenforced-policy-kind';
import unsupportedCiliumKind from './workload/unsupported-cilium-kind';
import windowsWorkload from './workload/windows-workload';

/** Every rule, by category and name; a test holds this list against the folder. */
export const rules: readonly Rule[] = [
  authenticationBlackhole,
  cidrMissesClusterIps,
  ciliumPolicySchema,
  clusterwideIsolatesSystem,
  clusterwidePolicyUnsupported,
  combinedL3Selectors,
  defaultDenySwitchIgnored,
  deprecatedL7Parser,
  dnsEndpointMismatch,
  emptyPolicy,
  emptyRuleDenies,
  emptySelectorOwnNamespace,
  fqdnNeedsAcns,
  fqdnWithoutDnsRule,
  hostPolicyNotEnforced,
  icmpWithPorts,
  invalidCidr,
  invalidDnsRule,
  invalidFqdnSelector,
  invalidPolicySubject,
  kubeApiserverIngress,
  l7InClusterwidePolicy,
  l7NeedsAcns,
  l7WithoutTcp,
  namespaceLabelInEndpointSelector,
  nodePeersDisabled,
  portNotString,
  requiresRemoved,
  suspiciousHttpRegex,
  toGroupsUnsupported,
  toServicesWithPorts,
  tooManyPorts,
  unknownCiliumKind,
  unknownEntity,
  unsupportedTlsOrListener,
  worldExcludesCluster,
  acnsContradiction,
  acnsFlagConflict,
  acnsPrerequisite,
  apiVersionLacksProperty,
  byoCniWithDataplane,
  cidrOverlap,
  cidrSize,
  ciliumPolicyWithoutDataplane,
  cliVersionTooOld,
  dataplanePolicyConflict,
  dnsServiceIp,
  dualStackMismatch,
  ebpfDataplaneRemoved,
  implicitNodeSubnet,
  kubeProxyConfig,
  kubenetWithCilium,
  kubernetesVersionSupport,
  maxPodsRange,
  modeAndDataplaneInOneUpdate,
  networkPolicyWithoutPlugin,
  nodeProvisioningConflict,
  notCilium,
  npmRetirement,
  outboundTypeSubnet,
  overlayPoolType,
  overlayUpdatePrerequisite,
  overlayWithPodSubnet,
  podCidrWithoutOverlay,
  removedDataplaneFlag,
  renamedAcnsFlag,
  reservedCidr,
  templateCycle,
  updateReimagesAllPools,
  updateWithoutNetworkPolicy,
  windowsPool,
  allPodsPeer,
  dnsPeerNeverMatches,
  egressWithoutDns,
  endPortIgnored,
  invalidNetworkPolicy,
  ipblockAnyExcludesPods,
  ipblockInClusterRange,
  ipblockServiceRange,
  ipblockWorkaroundExcludesNodes,
  ipv4OnlyAllowAll,
  loadBalancerIngressDropped,
  localDnsUnreachable,
  namedPortEgress,
  npmLocalNodeEgress,
  policiesWithoutCilium,
  policySelectsHostNetwork,
  policyTypesMismatch,
  redundantPodSelectorPeer,
  sctpUnsupported,
  selectorOnExcludedLabel,
  servicePortInsteadOfTargetPort,
  splitSelectorPeers,
  uselessExcept,
  cesNamespaceUnsupported,
  ciliumConfigEdited,
  ciliumDaemonsetLimits,
  clusterMeshAnnotation,
  hostPortProtocolClash,
  kubeProxyReference,
  localRedirectTooOld,
  managedIpMasqEdited,
  selfManagedCiliumRelease,
  selfServiceReplyPoliced,
  servicePortProtocolClash,
  unenforcedPolicyKind,
  unsupportedCiliumKind,
  windowsWorkload,
];
