import { defineRule } from '../../engine/define-rule';
import type { Fix } from '../../engine/finding';
import type { FactView } from '../../facts/facts';
import { neighboursOf } from '../../facts/neighbours';
import { policyFactOf } from '../../facts/policy-fact';
import { readableName } from '../../facts/subject';
import { fixFrom } from '../../fixes/fix-from';
import { sources } from '../../knowledge/sources';
import { addExcept } from '../../model/edits';
import {
  type NetworkPolicy,
  type PolicyRule,
  type PolicySection,
  sectionsOf,
} from '../../model/network-policy';
import { removeExcept } from '../../model/repairs';
import { known } from '../../model/traced';
import { type Cidr, contains, overlaps, parseCidr } from '../../policy/addresses/cidr';
import { type ReadableBlock, readableBlocks } from '../../policy/addresses/ip-block-reach';
import { redundantExceptRange } from '../../policy/addresses/redundant-except';
import { coversPorts, portsOf } from '../../policy/ports/ports';
import type { Range } from '../../text/range';

/** `except` is a hole in one range, not a deny: what another peer or rule allows stays allowed. */
export default defineRule({
  meta: {
    name: 'useless-except',
    title: 'except entry that excludes nothing',
    category: 'network-policy',
    severity: 'hint',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    appliesTo: 'NetworkPolicy',
    needs: ['policy'],
    messages: {
      allowedElsewhere:
        'except {{except}} excludes nothing: it is a hole in this range, not a deny, and {{other}} allows these addresses.',
      neverMatched:
        'except {{except}} changes nothing on Cilium: it is inside the {{role}} range {{range}}, which an ipBlock never matches.',
    },
    references: [sources.kubernetesPolicies.url, sources.ciliumLayer3.url],
  },
  check(policy, { profile, facts, report }) {
    const { isTemplate } = policy.object.document;
    for (const place of exceptsOf(policy)) {
      const { entry, block, range } = place;
      const inside = redundantExceptRange(entry, block, profile);
      // In a template, what stands side by side may be two branches.
      const isAlone = inside.isInCluster || isTemplate;
      const other = isAlone ? undefined : allowedBy(policy, place, facts);
      const fixes = () => [
        fixFrom(
          'Remove it from except',
          'suggestion',
          removeExcept(policy, block.block, place.index),
        ),
        ...(other?.block === undefined ? [] : exceptThere(policy, other.block, entry)),
      ];
      if (inside.redundantIn !== undefined) {
        const { role, cidr } = inside.redundantIn;
        const data = { except: entry.text, role, range: cidr.text };
        report({ messageId: 'neverMatched', at: range, tags: ['unnecessary'], data, fixes });
      } else if (other !== undefined) {
        report({
          messageId: 'allowedElsewhere',
          at: range,
          tags: ['unnecessary'],
          data: { except: entry.text, other: other.description },
          related:
            other.range === undefined ? [] : [{ range: other.range, message: 'This allows them.' }],
          fixes,
        });
      }
    }
  },
});

/** One readable entry of an `except` list. */
interface Place {
  readonly section: PolicySection;
  readonly rule: PolicyRule;
  readonly block: ReadableBlock;
  readonly entry: Cidr;
  readonly index: number;
  readonly range: Range;
}

function exceptsOf(policy: NetworkPolicy): readonly Place[] {
  return sectionsOf(policy).flatMap((section) =>
    section.rules.flatMap((rule) =>
      readableBlocks(rule).flatMap((block) =>
        block.block.except.flatMap((written, index) => {
          const entry = parseCidr(known(written) ?? '');
          // What does not lie inside, the API server refuses.
          return entry !== undefined && written.state === 'known' && contains(block.cidr, entry)
            ? [{ section, rule, block, entry, index, range: written.range }]
            : [];
        }),
      ),
    ),
  );
}

interface Allowing {
  readonly description: string;
  readonly range?: Range;
  readonly block?: ReadableBlock;
}

/** What else lets all of the excepted addresses through, in this direction and for these ports. */
function allowedBy(
  policy: NetworkPolicy,
  { section, rule, block, entry }: Place,
  facts: FactView,
): Allowing | undefined {
  const ports = portsOf(rule);
  const rules = section.rules.filter(
    (other) => other === rule || coversPorts(portsOf(other), ports),
  );
  const everyPeer = rules.find((other) => other.isForEveryPeer);
  if (everyPeer !== undefined) {
    return { description: 'a rule for every peer', range: everyPeer.range };
  }
  const other = rules
    .flatMap(readableBlocks)
    .find(
      (each) =>
        each.block !== block.block &&
        each.isExceptKnown &&
        contains(each.cidr, entry) &&
        !each.except.some((hole) => overlaps(hole, entry)),
    );
  if (other !== undefined) {
    const description = `ipBlock ${other.cidr.text}`;
    return { description, range: other.block.range, block: other };
  }
  const own = policyFactOf(policy);
  const { covering } = neighboursOf(own, facts.near('policy', own.namespace));
  const neighbour = covering.find((fact) =>
    fact[section.direction].some((each) => each.everyPeer && coversPorts(each.ports, ports)),
  );
  const name = readableName(neighbour?.name);
  return (
    neighbour && { description: name === undefined ? 'another policy' : `the policy "${name}"` }
  );
}

/** The same hole in the range that opens it. */
function exceptThere(policy: NetworkPolicy, { block, cidr }: ReadableBlock, entry: Cidr): Fix[] {
  return contains(entry, cidr)
    ? []
    : [
        fixFrom(
          `Exclude it from ${cidr.text} too`,
          'suggestion',
          addExcept(policy, block, [entry.text]),
        ),
      ];
}
