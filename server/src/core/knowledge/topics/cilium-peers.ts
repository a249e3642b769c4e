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
      `Pods only: no node, no \`hostNetwork\` pod, nothing outside the cluster. In a CiliumNetworkPolicy \`{}\` means the pods of **its own namespace**; another one is named by the label \`${namespaceLabels.ofEndpoint}\`, all of them by \`Exists\` on it.`,
      'In a CiliumClusterwideNetworkPolicy `{}` is every pod of the cluster.',
      'Trap: an empty list `[]` selects nothing, while leaving the field out selects everybody.',
    ),
};

/** `fromEntities` and `toEntities`. */
export const entitiesTopic: HoverTopic = {
  ...verified(sources.ciliumRuleValidation, {
    also: [sources.ciliumLayer3, issues.apiServerIngress, sources.npmMigration],
  }),
  id: 'entities',
  title: 'fromEntities, toEntities: peers that have no label',
  featureRow: 'cilium-network-policy',
  text: () =>
    paragraphs(
      `Groups that Cilium knows by itself: ${ciliumEntities.map(({ name }) => `\`${name}\``).join(', ')}.`,
      'This is the only way to name **nodes** on AKS: `host` is the node of the pod itself, `remote-node` are all others. `world` is what is outside the cluster, `all` is everything.',
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
      'Use `toEndpoints` for pods, `toEntities` for nodes. The address of a Service is replaced by that of a pod before the policy is looked at.',
      'Trap: `0.0.0.0/0` is IPv4 only; `toEntities: [world]` takes in both families.',
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
      'Each item is a `cidr`, with `except` for ranges inside it that are left out, or a group of ranges by `cidrGroupRef`. Only what is outside the cluster matches, as with `toCIDR`.',
      'Trap: `except` is not a deny; another rule that allows the address still does. To forbid, use `egressDeny` or `ingressDeny`.',
    ),
};

/** `cidrGroupRef` and `cidrGroupSelector`. */
export const cidrGroupTopic: HoverTopic = {
  ...unsettled(sources.ciliumRuleValidation),
  id: 'cidr-group',
  title: 'cidrGroupRef, cidrGroupSelector: ranges kept in a CiliumCIDRGroup',
  text: (target) =>
    paragraphs(
      'Names a CiliumCIDRGroup, an object of the whole cluster that holds ranges for several policies. Microsoft does not say whether AKS supports it.',
      sentences(
        `\`cidrGroupSelector\` exists from Cilium ${featureMinimum('cidr-group-selector', target.edition)?.cilium} on.`,
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
      'Selects a Service by name (`k8sService`) or by label (`k8sServiceSelector`), meant for Services without a selector whose endpoints are outside the cluster. For pods use `toEndpoints`; for the API server `toEntities: [kube-apiserver]`.',
      sentences(
        `Together with \`toPorts\` it is valid from Cilium ${featureMinimum('to-services-with-ports', target.edition)?.cilium} on only.`,
        here(
          featureAvailability('to-services-with-ports', target),
          'Your cluster has that.',
          '**Your cluster does not, and enforces nothing of such a policy.**',
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
  title: 'fromGroups, toGroups: security groups of AWS',
  meaning: 'Allows the addresses of a group of a cloud provider.',
  trap: 'On Azure use `toCIDRSet` with the ranges, or `toFQDNs`.',
});

const requires = removedConstructs.find(({ id }) => id === 'requires-rules');

/** `fromRequires` and `toRequires`. */
export const requiresPeerTopic: HoverTopic = {
  ...verified(requires?.source ?? sources.ciliumRuleValidation, { also: [sources.ciliumUpgrade] }),
  id: 'requires-peer',
  title: 'fromRequires, toRequires: taken out of Cilium',
  text: (target) =>
    paragraphs(
      sentences(
        'Labels that every peer of the rule must have in addition to what the rule asks for. It allows nothing by itself.',
        removalOf('toRequires', target),
      ),
      'Write the labels into `fromEndpoints` or `toEndpoints`, or deny the rest with `ingressDeny` or `egressDeny`.',
    ),
};
