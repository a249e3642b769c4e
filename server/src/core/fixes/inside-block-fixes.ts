import type { Fix } from '../engine/finding';
import { addPeers, appendObject, type EditResult, removePeers } from '../model/edits';
import type { NetworkPolicy, PolicyRule, PolicySection } from '../model/network-policy';
import type { InsideVerdict } from '../policy/inside-block';
import { fixFrom } from './fix-from';
import { nodePolicyFor } from './node-policy';

/** What can be written instead of a range that never matches; which of it is meant, only the author knows. */
export function insideBlockFixes(
  policy: NetworkPolicy,
  section: PolicySection,
  rule: PolicyRule,
  verdict: InsideVerdict,
): readonly Fix[] {
  const mayBe = (role: 'pod' | 'node') =>
    verdict.kind === 'private' || (verdict.kind === 'inside' && verdict.range.role === role);
  const peer = section.direction === 'egress' ? 'destination' : 'source';
  return [
    ...(mayBe('pod')
      ? [
          fixFrom(
            'Allow pods in all namespaces too',
            'suggestion',
            addPeers(policy, rule, [{ namespaceSelector: {} }]),
          ),
        ]
      : []),
    ...(mayBe('node')
      ? [
          fixFrom('Add a CiliumNetworkPolicy for nodes', 'suggestion', nodes(policy, section)),
          fixFrom(`Allow every ${peer}, nodes included`, 'suggestion', removePeers(policy, rule)),
        ]
      : []),
  ];
}

function nodes(policy: NetworkPolicy, section: PolicySection): EditResult {
  const object = nodePolicyFor(policy, section.direction);
  return 'disabledReason' in object ? object : appendObject(policy.object, object.value);
}
