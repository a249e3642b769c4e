import { defineRule } from '../../engine/define-rule';
import { sources } from '../../knowledge/sources';
import {
  type NetworkPolicy,
  type PolicyRule,
  type PolicySection,
  sectionsOf,
} from '../../model/network-policy';
import { known, type Traced } from '../../model/traced';
import { type Cidr, contains, coveredBy, parseCidr } from '../../policy/cidr';
import { clusterRanges } from '../../policy/cluster-ranges';
import { type ReadableBlock, readableBlocks } from '../../policy/ip-block-reach';
import { coversPorts, portsOf } from '../../policy/ports';
import type { ClusterProfile } from '../../profile/profile';

/** `except` is a hole in one range, not a deny: what another peer or rule allows stays allowed. */
export default defineRule({
  meta: {
    name: 'useless-except',
    title: 'except that excludes nothing',
    category: 'network-policy',
    severity: 'info',
    recommended: true,
    since: '0.1.0',
    appliesTo: 'NetworkPolicy',
    messages: {
      allowedElsewhere:
        'except {{except}} is not a deny: {{other}} allows these addresses, so they are not excluded.',
      neverMatched:
        'except {{except}} changes nothing on Cilium: it lies in the {{role}} range {{range}}, which the ipBlock does not match anyway.',
    },
    references: [sources.kubernetesPolicies.url, sources.ciliumLayer3.url],
  },
  check(policy, { profile, report }) {
    forEachExcept(policy, (entry, cidr, place) => {
      const other = allowingBlock(cidr, place);
      if (other !== undefined) {
        report({
          messageId: 'allowedElsewhere',
          at: rangeOf(entry, place.block),
          data: { except: cidr.text, other: `ipBlock ${other.cidr.text}` },
          related: [{ range: other.block.range, message: 'Allows them.' }],
        });
        return;
      }
      const range = redundantRange(cidr, place.block, profile);
      if (range !== undefined) {
        report({
          messageId: 'neverMatched',
          at: rangeOf(entry, place.block),
          severity: 'hint',
          tags: ['unnecessary'],
          data: { except: cidr.text, role: range.role, range: range.cidr.text },
        });
      }
    });
  },
});

interface Place {
  readonly section: PolicySection;
  readonly rule: PolicyRule;
  readonly block: ReadableBlock;
}

function forEachExcept(
  policy: NetworkPolicy,
  visit: (entry: Traced<string>, cidr: Cidr, place: Place) => void,
): void {
  for (const section of sectionsOf(policy)) {
    for (const rule of section.rules) {
      for (const block of readableBlocks(rule)) {
        for (const entry of block.block.except) {
          const cidr = parseCidr(known(entry) ?? '');
          // What the API server refuses is another rule's business.
          if (cidr !== undefined && contains(block.cidr, cidr)) {
            visit(entry, cidr, { section, rule, block });
          }
        }
      }
    }
  }
}

/** A block of the same direction, for the same ports, that lets all of the excepted addresses through. */
function allowingBlock(cidr: Cidr, { section, rule, block }: Place): ReadableBlock | undefined {
  const ports = portsOf(rule);
  return section.rules
    .filter((other) => other === rule || coversPorts(portsOf(other), ports))
    .flatMap(readableBlocks)
    .find(
      (other) =>
        other.block !== block.block &&
        other.isExceptKnown &&
        contains(other.cidr, cidr) &&
        !other.except.some((hole) => contains(hole, cidr) || contains(cidr, hole)),
    );
}

function redundantRange(cidr: Cidr, block: ReadableBlock, profile: ClusterProfile) {
  const range = clusterRanges(profile).find((each) => coveredBy(cidr, [each.cidr]));
  // Beside other holes it documents what the author means, "Internet only"; alone it pretends to do something.
  return block.except.length === 1 ? range : undefined;
}

function rangeOf(entry: Traced<string>, block: ReadableBlock) {
  return entry.state === 'absent' ? block.block.range : entry.range;
}
