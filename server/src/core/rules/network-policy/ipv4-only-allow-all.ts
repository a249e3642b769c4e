import { defineRule } from '../../engine/define-rule';
import type { Fix } from '../../engine/finding';
import { fixFrom } from '../../fixes/fix-from';
import { allowPeers } from '../../fixes/wide-block-fixes';
import { sources } from '../../knowledge/sources';
import {
  type NetworkPolicy,
  type PolicyRule,
  type PolicySection,
  sectionsOf,
} from '../../model/network-policy';
import { allowedBesides } from '../../policy/addresses/allowed-besides';
import { isEveryAddress, parseCidr } from '../../policy/addresses/cidr';
import { internetOnlyExcept, isPrivate } from '../../policy/addresses/cluster-ranges';
import { type ReadableBlock, readableBlocks } from '../../policy/addresses/ip-block-reach';
import { isDualStack } from '../../profile/answers';
import type { ClusterProfile } from '../../profile/profile';

/** A range is for one family of addresses, and a dual-stack cluster has two. */
export default defineRule({
  meta: {
    name: 'ipv4-only-allow-all',
    title: 'Every IPv4 address, but no IPv6 address, in a dual-stack cluster',
    category: 'network-policy',
    severity: 'info',
    recommended: true,
    since: '0.1.0',
    appliesTo: 'NetworkPolicy',
    needs: ['policy'],
    messages: {
      ipv4Only:
        'This cluster has IPv6 addresses too, and {{block}} covers only IPv4 addresses: this rule allows nothing {{direction}} IPv6 addresses outside the cluster.',
    },
    references: [sources.ciliumPage.url, sources.ciliumLayer3.url],
  },
  check(policy, { profile, facts, report }) {
    if (isDualStack(profile) !== 'yes') {
      return;
    }
    for (const section of sectionsOf(policy)) {
      for (const rule of mayMeanIpv6(section) ? [] : section.rules) {
        const block = readableBlocks(rule).find(({ cidr }) => isEveryAddress(cidr));
        if (block === undefined || allowedBesides(policy, section, rule, facts).everything) {
          continue;
        }
        report({
          messageId: 'ipv4Only',
          at: block.at,
          data: {
            block: block.cidr.text,
            direction: section.direction === 'egress' ? 'to' : 'from',
          },
          fixes: () => addEveryIpv6(policy, rule, block, profile),
        });
      }
    }
  },
});

/** An IPv6 range somewhere in the section says that the author has thought of it; a template may hold one. */
function mayMeanIpv6({ rules, isComplete }: PolicySection): boolean {
  return (
    !isComplete ||
    rules.some(
      (rule) =>
        !rule.isComplete ||
        rule.peers.some(({ node }) => node.kind === 'unknown') ||
        rule.peers.some(({ ipBlock }) => ipBlock !== undefined && ipBlock.cidr.state !== 'known') ||
        readableBlocks(rule).some(({ cidr }) => cidr.family === 'IPv6'),
    )
  );
}

const everyIpv6 = parseCidr('::/0');

/** Where private IPv4 ranges are left out, so are the private and the known IPv6 ranges. */
function addEveryIpv6(
  policy: NetworkPolicy,
  rule: PolicyRule,
  { except }: ReadableBlock,
  profile: ClusterProfile,
): readonly Fix[] {
  if (everyIpv6 === undefined) {
    return [];
  }
  const holes = except.some(isPrivate) ? internetOnlyExcept(everyIpv6, [], profile) : [];
  const ipBlock = { cidr: everyIpv6.text, ...(holes.length > 0 ? { except: holes } : {}) };
  return [
    fixFrom(`Add ${everyIpv6.text}`, 'suggestion', allowPeers(policy, rule, [{ ipBlock }]), true),
  ];
}
