import { clusterDns, namespaceLabels } from '../knowledge/policy-vocabulary';
import type { CiliumPolicy, CiliumSection } from '../model/cilium-policy';
import { labelsPeers } from '../model/deployment/deployed-document';
import { addRule, type EditResult, type PlainValue } from '../model/edits';
import { addEntries } from '../model/list-edits';
import type { NetworkPolicy, PolicySection } from '../model/network-policy';
import { outsideTemplateBlocks } from './template-guard';

const { key, value } = clusterDns.podLabel;

/** A rule for the DNS pods of the cluster, as AKS labels them. */
const clusterDnsRule = ruleFor({ matchLabels: { [key]: value } });

/** The same for a policy to whose selectors a kustomization adds labels, which DNS pods lack: it leaves expressions alone. */
const unlabelledDnsRule = ruleFor({
  matchExpressions: [{ key, operator: 'In', values: [value] }],
});

function ruleFor(podSelector: PlainValue): PlainValue {
  return {
    to: [
      {
        namespaceSelector: { matchLabels: { [namespaceLabels.ofNamespace]: clusterDns.namespace } },
        podSelector,
      },
    ],
    ports: clusterDns.protocols.map((protocol) => ({ protocol, port: clusterDns.port })),
  };
}

/** Adds a rule to the egress section that allows names to be looked up at the cluster's DNS pods. */
export function addClusterDns(policy: NetworkPolicy, section: PolicySection): EditResult {
  const start = section.field?.keyRange.start ?? policy.object.range.start;
  const rule = labelsPeers(policy.object.document) ? unlabelledDnsRule : clusterDnsRule;
  return outsideTemplateBlocks(policy, start, addRule(policy, section, rule));
}

/** The same as an entry of a Cilium policy. */
const clusterDnsEntry: PlainValue = {
  toEndpoints: [
    {
      matchLabels: {
        [`k8s:${namespaceLabels.ofEndpoint}`]: clusterDns.namespace,
        [`k8s:${clusterDns.podLabel.key}`]: clusterDns.podLabel.value,
      },
    },
  ],
  toPorts: [
    { ports: clusterDns.protocols.map((protocol) => ({ port: `${clusterDns.port}`, protocol })) },
  ],
};

/** Adds an entry to the egress section of a Cilium policy that allows names to be looked up at the DNS pods. */
export function addClusterDnsEntry(policy: CiliumPolicy, section: CiliumSection): EditResult {
  const start = section.field?.keyRange.start ?? policy.object.range.start;
  return outsideTemplateBlocks(
    policy,
    start,
    addEntries(policy.object, section, [clusterDnsEntry]),
  );
}
