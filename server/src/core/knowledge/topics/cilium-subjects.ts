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
      'Pods with these labels: of its namespace for a CiliumNetworkPolicy, of every namespace for a CiliumClusterwideNetworkPolicy. `{}` is all of them. A direction with rules is closed for them except for what some policy allows.',
      'Trap: in a clusterwide policy `{}` takes in `kube-system`, too, and an ingress section may cut off CoreDNS and metrics. A namespace label in a CiliumNetworkPolicy is overridden by its own namespace.',
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
      `Policies for nodes need the host firewall of Cilium, and AKS does not turn it on (\`enable-host-firewall\`). ${ciliumConfigEntry('enable-host-firewall')?.effect ?? ''}`,
      'Only a CiliumClusterwideNetworkPolicy may have it, and not beside `endpointSelector`. For nodes on Azure use network security groups.',
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
      'With `false` the policy adds its rules without isolating the pods it selects: what no policy forbids stays open. Left out, a direction is closed when it has rules.',
      sentences(
        `Cilium knows it from ${minimum?.cilium} on; AKS turns it on from ${minimum?.documentedCilium} on.`,
        here(
          featureAvailability('enable-default-deny', target),
          'Your cluster has it.',
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
      'A deny rule beats every allow of every policy, NetworkPolicies included, in whatever order they stand.',
      'They know peers and ports only: no `toFQDNs`, no `rules` for DNS or HTTP. Like allow rules they close the direction for everything else.',
      'Trap: a denied range of addresses does not touch pods and nodes in it, as no range ever selects those.',
    ),
};
