import { clusterDns, namespaceLabels } from '../knowledge/policy-vocabulary';
import { addRule, type EditResult, type PlainValue } from '../model/edits';
import type { NetworkPolicy, PolicySection } from '../model/network-policy';
import { outsideTemplateBlocks } from './template-guard';

/** A rule for the DNS pods of the cluster, as AKS labels them. */
const clusterDnsRule: PlainValue = {
  to: [
    {
      namespaceSelector: { matchLabels: { [namespaceLabels.ofNamespace]: clusterDns.namespace } },
      podSelector: { matchLabels: { [clusterDns.podLabel.key]: clusterDns.podLabel.value } },
    },
  ],
  ports: clusterDns.protocols.map((protocol) => ({ protocol, port: clusterDns.port })),
};

/** Adds a rule to the egress section that allows names to be looked up at the cluster's DNS pods. */
export function addClusterDns(policy: NetworkPolicy, section: PolicySection): EditResult {
  const start = section.field?.keyRange.start ?? policy.object.range.start;
  return outsideTemplateBlocks(policy, start, addRule(policy, section, clusterDnsRule));
}
