import type { Fix } from '../engine/finding';
import { clusterDns } from '../knowledge/policy-vocabulary';
import type { CiliumPortRule } from '../model/cilium-policy';
import type { EditResult } from '../model/edits';
import { addCiliumPort } from '../model/list-edits';
import { type AnyPolicy, isCiliumPolicy } from '../policy/any-policy';
import type { DnsGap } from '../policy/dns/egress-dns';
import { addClusterDns, addClusterDnsEntry } from './cluster-dns';
import { fixFrom } from './fix-from';
import { outsideTemplateBlocks } from './template-guard';

/** Lets the pods of a policy look names up, or do so over the other protocol as well. */
export function egressDnsFixes(policy: AnyPolicy, gap: DnsGap): readonly Fix[] {
  const { section } = gap.rules;
  if (gap.is === 'no dns') {
    return [fixFrom('Allow cluster DNS', 'suggestion', allowDns(policy, gap), true)];
  }
  const ports = 'entries' in section ? section.entries.flatMap(({ toPorts }) => toPorts) : [];
  const list = ports.find((rule) => rule.ports.some(({ range }) => range === gap.at));
  const protocol = gap.is === 'UDP only' ? 'TCP' : 'UDP';
  return list === undefined
    ? []
    : [fixFrom(`Allow ${protocol} as well`, 'suggestion', addPort(policy, list, protocol), true)];
}

function allowDns(policy: AnyPolicy, { rules: { section } }: DnsGap): EditResult {
  if (isCiliumPolicy(policy)) {
    return 'entries' in section
      ? addClusterDnsEntry(policy, section)
      : { disabledReason: 'The rules are not written as a list.' };
  }
  return addClusterDns(policy, policy.egress);
}

function addPort(policy: AnyPolicy, list: CiliumPortRule, protocol: string): EditResult {
  const port = { port: `${clusterDns.port}`, protocol };
  return outsideTemplateBlocks(policy, list.range.start, addCiliumPort(policy.object, list, port));
}
