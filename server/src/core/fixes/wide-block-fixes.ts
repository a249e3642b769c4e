import type { Fix } from '../engine/finding';
import type { FactView } from '../facts/facts';
import { addExcept, addPeers, type EditResult, type PlainValue, removePeers } from '../model/edits';
import type { NetworkPolicy, PolicyRule, PolicySection } from '../model/network-policy';
import { internetOnlyExcept } from '../policy/addresses/cluster-ranges';
import type { WideBlockVerdict } from '../policy/addresses/ip-block-reach';
import type { ClusterProfile } from '../profile/profile';
import type { TextEdit } from '../text/range';
import { addClusterDns } from './cluster-dns';
import { fixFrom } from './fix-from';
import { addNodePolicy } from './node-policy';
import { outsideTemplateBlocks } from './template-guard';

export interface WideBlock {
  readonly policy: NetworkPolicy;
  readonly section: PolicySection;
  readonly rule: PolicyRule;
  readonly verdict: WideBlockVerdict;
  readonly profile: ClusterProfile;
  readonly facts: FactView;
}

/** The choices an author has: each says something else about who may talk, so none is applied unasked. */
export function wideBlockFixes(wide: WideBlock): readonly Fix[] {
  const { policy, section, rule, verdict, facts } = wide;
  const fixes: Fix[] = [];
  if (verdict.podsMissed) {
    const edits = allowPeers(policy, rule, [{ namespaceSelector: {} }, { podSelector: {} }]);
    fixes.push(fixFrom('Allow pods in all namespaces too', 'suggestion', edits, true));
  }
  if (section.direction === 'egress' && verdict.dns === undefined) {
    fixes.push(fixFrom('Allow cluster DNS only', 'suggestion', addClusterDns(policy, section)));
  }
  fixes.push(allowEveryPeer(policy, rule, 'nodes'));
  if (verdict.reach !== 'known ranges') {
    fixes.push(fixFrom('Make Internet-only explicit', 'suggestion', keepInternetOnly(wide)));
  }
  if (verdict.nodesMissed) {
    fixes.push(allowNodes(policy, rule, facts));
  }
  return fixes;
}

/** What is left to choose when only nodes are missing. */
export function workaroundFixes({ policy, rule, facts }: WideBlock): readonly Fix[] {
  return [allowNodes(policy, rule, facts), allowEveryPeer(policy, rule, 'nodes')];
}

/** Adds peers beside those of the rule. */
export function allowPeers(
  policy: NetworkPolicy,
  rule: PolicyRule,
  peers: readonly PlainValue[],
): EditResult {
  return outsideTemplateBlocks(policy, rule.range.start, addPeers(policy, rule, peers));
}

/**
 * Takes the list of peers away: the rule then is for everybody. The title says so much as the list did not allow;
 * with an ipBlock for every address, the addresses outside the cluster are nothing new.
 */
export function allowEveryPeer(
  policy: NetworkPolicy,
  rule: PolicyRule,
  newPeers: 'nodes' | 'nodes and addresses outside the cluster',
): Fix {
  const peer = rule.direction === 'egress' ? 'destination' : 'source';
  const edits = outsideTemplateBlocks(policy, rule.range.start, removePeers(policy, rule));
  return fixFrom(`Allow every ${peer}, ${newPeers} included`, 'suggestion', edits);
}

/** Leaves the NetworkPolicy as it is and adds one of Cilium's for the nodes. */
export function allowNodes(policy: NetworkPolicy, rule: PolicyRule, facts: FactView): Fix {
  return fixFrom(
    'Add a CiliumNetworkPolicy for nodes',
    'suggestion',
    addNodePolicy(policy, rule, facts),
  );
}

function keepInternetOnly({ policy, verdict, profile }: WideBlock): EditResult {
  const edits: TextEdit[] = [];
  const except = verdict.blocks.flatMap((block) => block.except);
  for (const { block, cidr } of verdict.blocks) {
    const ranges = internetOnlyExcept(cidr, except, profile);
    if (ranges.length === 0) {
      continue;
    }
    const added = addExcept(policy, block, ranges);
    const result = outsideTemplateBlocks(policy, block.keyRange.start, added);
    if ('disabledReason' in result) {
      return result;
    }
    edits.push(...result.edits);
  }
  return { edits };
}
