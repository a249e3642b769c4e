import { clusterDns } from '../knowledge/policy-vocabulary';
import { removeFromMap, writeListInMap } from '../model/cilium-item-edits';
import type { CiliumPolicy } from '../model/cilium-policy';
import type { EditResult } from '../model/edits';
import type { DnsRuleProblem } from '../policy/validity/cilium-dns-rules';

/** What can be written instead of `dns` rules that Cilium does not take. */
export function dnsRuleFixes(
  { object }: CiliumPolicy,
  { is, node }: DnsRuleProblem,
): readonly { readonly title: string; readonly edits: EditResult }[] {
  const { port } = clusterDns;
  switch (is) {
    case 'noPorts': {
      const ports = [{ port: `${port}`, protocol: 'ANY' }];
      return [{ title: `Add port ${port}`, edits: writeListInMap(object, node, 'ports', ports) }];
    }
    case 'portRange':
      return [{ title: 'Remove endPort', edits: removeFromMap(object, node, 'endPort') }];
    default:
      return [];
  }
}
