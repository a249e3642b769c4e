import {
  cidrGroupTopic,
  ciliumCidrSetTopic,
  ciliumCidrTopic,
  endpointsPeerTopic,
  entitiesTopic,
  groupsPeerTopic,
  nodesPeerTopic,
  requiresPeerTopic,
  servicesPeerTopic,
} from './topics/cilium-peers';
import { ciliumPolicyFieldTopics } from './topics/cilium-policy-fields';
import {
  denyRulesTopic,
  enableDefaultDenyTopic,
  endpointSelectorTopic,
  nodeSelectorTopic,
} from './topics/cilium-subjects';
import { clusterTopics } from './topics/clusters';
import {
  ciliumClassTopic,
  ciliumConfigTopic,
  configTopics,
  ipMasqConfigReconciledTopic,
  ipMasqConfigTopic,
} from './topics/config';
import { entityTopics } from './topics/entities';
import { dnsRulesTopic, matchNameTopic, matchPatternTopic, toFqdnsTopic } from './topics/fqdn';
import { ipBlockTopic } from './topics/ip-block';
import { cidrTopic, exceptTopic } from './topics/ip-block-fields';
import {
  labelDroppedTopic,
  labelNamespaceLabelsTopic,
  labelOfNamespaceTopic,
  labelPodNamespaceTopic,
} from './topics/labels';
import {
  authenticationTopic,
  httpMatcherTopic,
  httpRulesTopic,
  icmpsTopic,
  kafkaRulesTopic,
  l7ParserRulesTopic,
  listenerTopic,
  serverNamesTopic,
  tlsContextTopic,
} from './topics/layer7';
import { metadataTopics } from './topics/metadata';
import { networkPolicyFieldTopics } from './topics/network-policy-fields';
import { kindTopics } from './topics/object-kinds';
import { dnsPolicyTopic, hostNetworkTopic, hostPortTopic, windowsNodesTopic } from './topics/pods';
import { policyTypesTopic } from './topics/policy-types';
import {
  ciliumPortTopic,
  ciliumProtocolTopic,
  containerPortNameTopic,
  endPortTopic,
  policyPortTopic,
  protocolTopic,
  sctpTopic,
  servicePortTopic,
  toPortsTopic,
} from './topics/ports';
import {
  namespaceSelectorPeerTopic,
  podSelectorPeerTopic,
  podSelectorSubjectTopic,
} from './topics/selectors';
import {
  externalTrafficPolicyTopic,
  loadBalancerSourceRangesTopic,
  nodePortTopic,
} from './topics/services';
import type { HoverTopic, TopicId } from './topics/topic';
import { type Edition, inEdition } from './types';

const networkPolicyTopics: readonly HoverTopic[] = [
  ...networkPolicyFieldTopics,
  cidrTopic,
  endPortTopic,
  exceptTopic,
  ipBlockTopic,
  namespaceSelectorPeerTopic,
  podSelectorPeerTopic,
  podSelectorSubjectTopic,
  policyPortTopic,
  policyTypesTopic,
  protocolTopic,
  sctpTopic,
];

const ciliumPolicyTopics: readonly HoverTopic[] = [
  ...ciliumPolicyFieldTopics,
  authenticationTopic,
  cidrGroupTopic,
  ciliumCidrSetTopic,
  ciliumCidrTopic,
  ciliumPortTopic,
  ciliumProtocolTopic,
  denyRulesTopic,
  dnsRulesTopic,
  enableDefaultDenyTopic,
  endpointSelectorTopic,
  endpointsPeerTopic,
  entitiesTopic,
  ...entityTopics,
  groupsPeerTopic,
  httpMatcherTopic,
  httpRulesTopic,
  icmpsTopic,
  kafkaRulesTopic,
  l7ParserRulesTopic,
  listenerTopic,
  matchNameTopic,
  matchPatternTopic,
  nodeSelectorTopic,
  nodesPeerTopic,
  requiresPeerTopic,
  serverNamesTopic,
  servicesPeerTopic,
  tlsContextTopic,
  toFqdnsTopic,
  toPortsTopic,
];

const otherTopics: readonly HoverTopic[] = [
  ciliumClassTopic,
  ciliumConfigTopic,
  ...configTopics,
  containerPortNameTopic,
  dnsPolicyTopic,
  externalTrafficPolicyTopic,
  hostNetworkTopic,
  hostPortTopic,
  ipMasqConfigReconciledTopic,
  ipMasqConfigTopic,
  ...kindTopics,
  labelDroppedTopic,
  labelNamespaceLabelsTopic,
  labelOfNamespaceTopic,
  labelPodNamespaceTopic,
  loadBalancerSourceRangesTopic,
  ...metadataTopics,
  nodePortTopic,
  servicePortTopic,
  windowsNodesTopic,
];

/** What hovers say, sorted by id; an id has one topic per edition at most. */
export const hoverTopics: readonly HoverTopic[] = [
  ...networkPolicyTopics,
  ...ciliumPolicyTopics,
  ...clusterTopics,
  ...otherTopics,
].sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));

/** A topic in an edition; undefined when the edition has nothing to say about it. */
export function hoverTopic(id: TopicId, edition: Edition): HoverTopic | undefined {
  return hoverTopics.find((topic) => topic.id === id && inEdition(topic, edition));
}
