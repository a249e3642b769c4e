import { inferred, unsettled, verified } from '../dated';
import { featureAvailability, featureMinimum } from '../feature-minimums';
import { issues } from '../issues';
import { ciliumEntities, namespaceLabels, removedConstructs } from '../policy-vocabulary';
import { sources } from '../sources';
import { fieldTopic, removalOf } from './field';
import { type HoverTopic, here, paragraphs, sentences } from './topic';

/** `fromEndpoints` and `toEndpoints`. */
export const endpointsPeerTopic: HoverTopic = {
  ...verified(issues.emptySelector, {
    also: [sources.ciliumRuleValidation, sources.ciliumLayer3, issues.policyMapOverflow],
  }),
  id: 'endpoints-peer',
  title: 'fromEndpoints, toEndpoints: pods by label',
  featureRow: 'cilium-network-policy',
  text: () =>
    paragraphs(
      `Selects pods only: no nodes, no \`hostNetwork\` pods, nothing outside the cluster. In a CiliumNetworkPolicy \`{}\` means the pods of **its own namespace**; use the label \`${namespaceLabels.ofEndpoint}\` to name another one, or \`Exists\` on it for all of them.`,
      'In a CiliumClusterwideNetworkPolicy `{}` means every pod of the cluster.',
      'Trap: an empty list `[]` selects nothing, while omitting the field selects everyone.',
    ),
};

/** `fromEntities` and `toEntities`. */
export const entitiesTopic: HoverTopic = {
  ...verified(sources.ciliumRuleValidation, {
    also: [sources.ciliumLayer3, issues.apiServerIngress, sources.npmMigration],
  }),
  id: 'entities',
  title: 'fromEntities, toEntities: peers without labels',
  featureRow: 'cilium-network-policy',
  text: () =>
    paragraphs(
      `Groups built into Cilium: ${ciliumEntities.map(({ name }) => `\`${name}\``).join(', ')}.`,
      'This is the only way to name **nodes** on AKS: `host` is the node the pod runs on, `remote-node` all other nodes. `world` is everything outside the cluster, `all` is everything.',
      'Trap: `host` alone leaves out the other nodes.',
    ),
};

/** `fromCIDR` and `toCIDR`. */
export const ciliumCidrTopic: HoverTopic = {
  ...verified(sources.ciliumLayer3, {
    also: [sources.ciliumPage, sources.ciliumIpcache, sources.ciliumRuleValidation],
  }),
  id: 'cilium-cidr',
  title: 'fromCIDR, toCIDR: addresses outside the cluster',
  featureRow: 'cilium-network-policy',
  text: () =>
    paragraphs(
      'Ranges with their prefix length. As with `ipBlock`, they match only what is **not** a pod or a node of this cluster: `0.0.0.0/0` is the world outside, and the `/32` of a pod matches nothing.',
      'Use `toEndpoints` for pods and `toEntities` for nodes. Cilium replaces a Service address with a pod address before it applies policies.',
      'Trap: `0.0.0.0/0` is IPv4 only; `toEntities: [world]` covers both families.',
    ),
};

/** `fromCIDRSet` and `toCIDRSet`. */
export const ciliumCidrSetTopic: HoverTopic = {
  ...verified(sources.ciliumRuleValidation, {
    also: [sources.ciliumLayer3, sources.ciliumPage, sources.ciliumIpcache],
  }),
  id: 'cilium-cidr-set',
  title: 'fromCIDRSet, toCIDRSet: ranges with holes',
  featureRow: 'cilium-network-policy',
  text: () =>
    paragraphs(
      'Each item is a `cidr`, optionally with `except` for ranges inside it to leave out, or a group of ranges named by `cidrGroupRef`. As with `toCIDR`, only addresses outside the cluster match.',
      'Trap: `except` is not a deny; another rule that allows the address still does. To deny, use `egressDeny` or `ingressDeny`.',
    ),
};

/** `cidrGroupRef` and `cidrGroupSelector`. */
export const cidrGroupTopic: HoverTopic = {
  ...unsettled(sources.ciliumRuleValidation),
  id: 'cidr-group',
  title: 'cidrGroupRef, cidrGroupSelector: ranges kept in a CiliumCIDRGroup',
  text: (target) =>
    paragraphs(
      'Refers to a CiliumCIDRGroup, a cluster-scoped object that holds ranges for several policies. Microsoft does not say whether AKS supports it.',
      sentences(
        `\`cidrGroupSelector\` exists since Cilium ${featureMinimum('cidr-group-selector', target.edition)?.cilium}.`,
        here(
          featureAvailability('cidr-group-selector', target),
          undefined,
          '**Your cluster does not have it.**',
          undefined,
        ),
      ),
      'Trap: a group that does not exist selects nothing, so the rule lets nothing through.',
    ),
};

/** `toServices`. */
export const servicesPeerTopic: HoverTopic = {
  ...inferred(issues.toServicesPorts, {
    also: [sources.ciliumRuleValidation, sources.ciliumLayer3],
  }),
  id: 'services-peer',
  title: 'toServices: what is behind a Service',
  featureRow: 'cilium-network-policy',
  text: (target) =>
    paragraphs(
      'Selects a Service by name (`k8sService`) or by label (`k8sServiceSelector`). It is meant for Services without a selector whose endpoints are outside the cluster. For pods use `toEndpoints`; for the API server use `toEntities: [kube-apiserver]`.',
      sentences(
        `Together with \`toPorts\` it is valid only since Cilium ${featureMinimum('to-services-with-ports', target.edition)?.cilium}.`,
        here(
          featureAvailability('to-services-with-ports', target),
          'Your cluster supports that.',
          '**Your cluster does not, and enforces none of such a policy.**',
          undefined,
        ),
      ),
    ),
};

/** `fromNodes` and `toNodes`. */
export const nodesPeerTopic: HoverTopic = fieldTopic('toNodes', {
  id: 'nodes-peer',
  title: 'fromNodes, toNodes: not usable on AKS',
  meaning: 'Selects nodes by their labels, which Cilium must be told to keep.',
  trap: 'Use the entities instead: `host` for the node of the pod itself, `remote-node` for all others.',
  also: [sources.npmMigration],
});

/** `fromGroups` and `toGroups`. */
export const groupsPeerTopic: HoverTopic = fieldTopic('toGroups', {
  id: 'groups-peer',
  title: 'fromGroups, toGroups: AWS security groups',
  meaning: 'Allows the addresses of a cloud provider group.',
  trap: 'On Azure use `toCIDRSet` with the ranges, or `toFQDNs`.',
});

const requires = removedConstructs.find(({ id }) => id === 'requires-rules');

/** `fromRequires` and `toRequires`. */
export const requiresPeerTopic: HoverTopic = {
  ...verified(requires?.source ?? sources.ciliumRuleValidation, { also: [sources.ciliumUpgrade] }),
  id: 'requires-peer',
  title: 'fromRequires, toRequires: removed from Cilium',
  text: (target) =>
    paragraphs(
      sentences(
        'Labels that every peer of the rule must have in addition to what the rule selects. It allows nothing by itself.',
        removalOf('toRequires', target),
      ),
      'Put the labels into `fromEndpoints` or `toEndpoints`, or deny the rest with `ingressDeny` or `egressDeny`.',
    ),
};
