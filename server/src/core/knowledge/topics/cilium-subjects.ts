import { ciliumConfigEntry } from '../cilium-config';
import { inferred, unsettled, verified } from '../dated';
import { featureAvailability, featureMinimum } from '../feature-minimums';
import { issues } from '../issues';
import { sources } from '../sources';
import { type HoverTopic, here, paragraphs, sentences } from './topic';

/** `endpointSelector`: whom a Cilium policy is about. */
export const endpointSelectorTopic: HoverTopic = {
  ...verified(sources.ciliumRuleValidation, {
    also: [issues.emptySelector, sources.ciliumPage, sources.ciliumLabelFilter],
  }),
  id: 'endpoint-selector',
  title: 'endpointSelector: the pods this policy isolates',
  featureRow: 'cilium-network-policy',
  text: () =>
    paragraphs(
      'Selects pods with these labels: in its own namespace for a CiliumNetworkPolicy, in every namespace for a CiliumClusterwideNetworkPolicy. `{}` selects all of them. A direction that has rules is closed for these pods except for what some policy allows.',
      'Trap: in a clusterwide policy `{}` includes `kube-system`, and an ingress section may cut off CoreDNS and metrics. In a CiliumNetworkPolicy, the namespace of the policy overrides any namespace label here.',
      'Pods with `hostNetwork: true` are **never selected**.',
    ),
};

/** `nodeSelector`: a policy for nodes. */
export const nodeSelectorTopic: HoverTopic = {
  ...inferred(sources.ciliumConfigMap, { also: [sources.ciliumRuleValidation] }),
  id: 'node-selector',
  title: 'nodeSelector: a policy for nodes, which AKS does not enforce',
  text: () =>
    paragraphs(
      `Policies for nodes need the host firewall of Cilium, which AKS does not turn on (\`enable-host-firewall\`). ${ciliumConfigEntry('enable-host-firewall')?.effect ?? ''}`,
      'Only a CiliumClusterwideNetworkPolicy may have it, and not together with `endpointSelector`. To protect nodes on Azure, use network security groups.',
    ),
};

/** `enableDefaultDeny`. */
export const enableDefaultDenyTopic: HoverTopic = {
  ...unsettled(sources.ciliumRuleValidation, { also: [sources.ciliumConfigMap] }),
  id: 'enable-default-deny',
  title: 'enableDefaultDeny: whether the policy closes a direction',
  text: (target) => {
    const minimum = featureMinimum('enable-default-deny', target.edition);
    return paragraphs(
      'With `false` the policy adds its rules without isolating the pods it selects: what no policy forbids stays open. By default, a direction that has rules is closed.',
      sentences(
        `Cilium supports it since ${minimum?.cilium}; AKS turns it on since ${minimum?.documentedCilium}.`,
        here(
          featureAvailability('enable-default-deny', target),
          'Your cluster supports it.',
          '**Your cluster ignores it, so the policy isolates the pods.**',
          undefined,
        ),
      ),
      'Trap: `false` does not open what another policy has closed.',
    );
  },
};

/** `ingressDeny` and `egressDeny`. */
export const denyRulesTopic: HoverTopic = {
  ...verified(sources.ciliumRuleValidation, { also: [sources.ciliumLayer3, sources.ciliumPage] }),
  id: 'deny-rules',
  title: 'ingressDeny, egressDeny: what no policy can allow',
  featureRow: 'cilium-network-policy',
  text: () =>
    paragraphs(
      'A deny rule overrides every allow rule of every policy, NetworkPolicies included, regardless of order.',
      'Deny rules take peers and ports only: no `toFQDNs`, no `rules` for DNS or HTTP. Like allow rules, they close the direction for everything else.',
      'Trap: denying an address range does not affect pods and nodes in it, because no range ever selects those.',
    ),
};
