import type { Fix } from '../engine/finding';
import type { FactView } from '../facts/facts';
import type { NetworkPolicy, PolicyRule, PolicySection } from '../model/network-policy';
import type { InsideVerdict } from '../policy/addresses/inside-block';
import type { ClusterProfile } from '../profile/profile';
import { addClusterDns } from './cluster-dns';
import { fixFrom } from './fix-from';
import { allowEveryPeer, allowNodes, allowPeers } from './wide-block-fixes';

/** What can be written besides a range that never matches; which of it is meant, only the author knows. */
export function insideBlockFixes(
  policy: NetworkPolicy,
  rule: PolicyRule,
  verdict: InsideVerdict,
  profile: ClusterProfile,
  facts: FactView,
): readonly Fix[] {
  const fixes: Fix[] = [];
  if (mayAllBe('pod', verdict, profile)) {
    fixes.push(
      fixFrom(
        'Allow pods in all namespaces too',
        'suggestion',
        allowPeers(policy, rule, [{ namespaceSelector: {} }]),
      ),
    );
  }
  if (mayAllBe('node', verdict, profile)) {
    fixes.push(
      allowNodes(policy, rule, facts),
      allowEveryPeer(policy, rule, 'nodes and addresses outside the cluster'),
    );
  }
  return fixes;
}

/** Whether all the blocks of the finding may be addresses of that role, so that allowing it answers the finding. */
function mayAllBe(role: 'pod' | 'node', verdict: InsideVerdict, profile: ClusterProfile): boolean {
  return verdict.all.every((judgement) => {
    switch (judgement.kind) {
      case 'inside':
        return judgement.ranges[0]?.role === role || profile.ipam?.value === 'node-subnet';
      case 'private':
        return judgement.evidence === undefined
          ? judgement.whose.includes(role)
          : judgement.evidence.subject === `${role}s`;
      default:
        return false;
    }
  });
}

/** Names are what most people mean by the address of a DNS Service. */
export function serviceBlockFixes(
  policy: NetworkPolicy,
  section: PolicySection,
  verdict: InsideVerdict,
): readonly Fix[] {
  return verdict.isForDns
    ? [fixFrom('Allow cluster DNS only', 'suggestion', addClusterDns(policy, section))]
    : [];
}
