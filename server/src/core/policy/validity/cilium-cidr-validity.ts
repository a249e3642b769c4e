import { featureMinimum } from '../../knowledge/feature-minimums';
import { conditionSpan } from '../../knowledge/policy-validity';
import type { CiliumEntry, CiliumPolicy } from '../../model/cilium-policy';
import { fieldOf, known, readList, stringOf } from '../../model/traced';
import { type MinorVerdict, overSpan } from '../../profile/cilium-minors';
import type { ClusterProfile } from '../../profile/profile';
import { isNull, type YamlNode } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import { shortened } from '../../text/shortened';
import { type Cidr, contains, parseCidr } from '../addresses/cidr';
import { inEveryVersion, notEnforced, refused } from './cilium-consequence';
import { beginningOf, ciliumEntries, memberName } from './cilium-entries';
import { isToBeFilledIn } from './invalid-part';
import { readCidr, singleRange } from './written-cidr';

export type CidrProblem =
  | 'bareAddress'
  | 'exceptLarger'
  | 'exceptOutside'
  | 'leadingZeros'
  | 'listItem'
  | 'noGroupSelector'
  | 'noRange'
  | 'noSource'
  | 'setItem'
  | 'severalSources'
  | 'wrongType';

/** What is wrong with a range of a rule. */
export interface InvalidCidr {
  readonly problem: CidrProblem;
  readonly at: Range;
  readonly verdict: MinorVerdict;
  readonly data: Readonly<Record<string, string>>;
  /** What can be written there instead: a scalar, or a map with one field. */
  readonly replacement?: string | { readonly cidr: string };
}

/** The ranges of a policy that make it invalid, in the order they are written. */
export function invalidCidrs(
  policy: CiliumPolicy,
  profile: ClusterProfile,
): readonly InvalidCidr[] {
  return ciliumEntries(policy)
    .flatMap(({ entry }) => [...listProblems(entry), ...setProblems(entry, profile)])
    .sort((a, b) => a.at.start - b.at.start);
}

function listProblems(entry: CiliumEntry): readonly InvalidCidr[] {
  const field = memberName(entry, 'CIDR');
  return itemsOf(entry, 'CIDR').flatMap((item): readonly InvalidCidr[] => {
    const inMap = stringOf(fieldOf(item, 'cidr')?.node ?? item);
    if (item.kind === 'map' && !item.open) {
      const isOnly = item.entries.length === 1 && inMap !== undefined;
      return [
        {
          problem: 'listItem',
          at: item.range,
          verdict: inEveryVersion,
          data: { consequence: refused(inEveryVersion), field, set: memberName(entry, 'CIDRSet') },
          ...(isOnly && parseCidr(inMap) !== undefined ? { replacement: inMap } : {}),
        },
      ];
    }
    return rangeProblems(item, field);
  });
}

function setProblems(entry: CiliumEntry, profile: ClusterProfile): readonly InvalidCidr[] {
  const field = memberName(entry, 'CIDRSet');
  const consequence = refused(inEveryVersion);
  return itemsOf(entry, 'CIDRSet').flatMap((item): readonly InvalidCidr[] => {
    if (item.kind === 'sequence' || (item.kind === 'scalar' && !isNull(item))) {
      const text = stringOf(item);
      const isRange = text !== undefined && parseCidr(text) !== undefined;
      return [
        {
          problem: 'setItem',
          at: item.range,
          verdict: inEveryVersion,
          data: { consequence, field },
          ...(isRange ? { replacement: { cidr: text } } : {}),
        },
      ];
    }
    return item.kind === 'map' ? setItemProblems(item, field, profile) : [];
  });
}

const sources = ['cidr', 'cidrGroupRef', 'cidrGroupSelector'] as const;

function setItemProblems(
  item: Extract<YamlNode, { kind: 'map' }>,
  field: string,
  profile: ClusterProfile,
): readonly InvalidCidr[] {
  const written = sources.flatMap((name) => fieldOf(item, name) ?? []);
  const consequence = refused(inEveryVersion);
  const [first, second] = written;
  if (first === undefined) {
    return item.open
      ? []
      : [
          {
            problem: 'noSource',
            at: beginningOf(item),
            verdict: inEveryVersion,
            data: { consequence, field },
          },
        ];
  }
  if (second !== undefined) {
    const at = second.keyRange;
    return [
      { problem: 'severalSources', at, verdict: inEveryVersion, data: { consequence, field } },
    ];
  }
  const group = fieldOf(item, 'cidrGroupSelector');
  const since = featureMinimum('cidr-group-selector', profile.edition.value)?.cilium ?? '';
  const verdict = overSpan(profile, { before: since });
  if (group !== undefined && verdict.answer !== 'no') {
    const data = { consequence: refused(verdict), since };
    return [{ problem: 'noGroupSelector', at: group.keyRange, verdict, data }];
  }
  const cidr = fieldOf(item, 'cidr');
  const own = cidr === undefined ? [] : rangeProblems(cidr.node, 'cidr');
  const range =
    own.length === 0 && cidr !== undefined ? parseCidr(stringOf(cidr.node) ?? '') : undefined;
  const except = known(readList(item, 'except'))?.items ?? [];
  return [...own, ...except.flatMap((each) => exceptProblems(each, range, profile))];
}

function exceptProblems(
  node: YamlNode,
  outer: Cidr | undefined,
  profile: ClusterProfile,
): readonly InvalidCidr[] {
  const own = rangeProblems(node, 'except');
  const text = stringOf(node) ?? '';
  // Cilium asks of the first address only: that of an entry which is larger than the range may lie in it.
  const address = own.length === 0 ? parseCidr(singleRange(text)) : undefined;
  if (outer === undefined || address === undefined) {
    return own;
  }
  const at = node.range;
  const data = { value: text, cidr: outer.text };
  if (!contains(outer, address)) {
    const verdict = inEveryVersion;
    const consequence = notEnforced(verdict);
    return [{ problem: 'exceptOutside', at, verdict, data: { ...data, consequence } }];
  }
  const verdict = overSpan(profile, conditionSpan('except-size'));
  const except = parseCidr(text);
  const isLarger = except !== undefined && !contains(outer, except);
  return isLarger && verdict.answer !== 'no'
    ? [
        {
          problem: 'exceptLarger',
          at,
          verdict,
          data: { ...data, consequence: notEnforced(verdict) },
        },
      ]
    : [];
}

/** The schema takes leading zeros, as Go once did; Cilium does not. */
function rangeProblems(node: YamlNode, field: string): readonly InvalidCidr[] {
  if (node.kind === 'unknown' || isNull(node)) {
    return [];
  }
  const { range: at } = node;
  const text = stringOf(node);
  const verdict = inEveryVersion;
  const consequence = refused(verdict);
  if (text === undefined) {
    // For a list the schema's check of the form of a range takes the place of that of its type.
    const fate = node.kind === 'sequence' ? notEnforced(verdict) : consequence;
    return [{ problem: 'wrongType', at, verdict, data: { consequence: fate, field } }];
  }
  if (isToBeFilledIn(text)) {
    return [];
  }
  const read = readCidr(text);
  const data = { consequence, field, value: shortened(text) };
  switch (read.is) {
    case 'leading zeros':
      return [
        {
          problem: 'leadingZeros',
          at,
          verdict,
          data: { ...data, consequence: notEnforced(verdict) },
          replacement: read.cidr.network,
        },
      ];
    case 'bare address':
      return [
        {
          problem: 'bareAddress',
          at,
          verdict,
          data: { ...data, single: read.single },
          replacement: read.single,
        },
      ];
    case 'no range':
      return [{ problem: 'noRange', at, verdict, data }];
    default:
      return [];
  }
}

function itemsOf(entry: CiliumEntry, member: 'CIDR' | 'CIDRSet'): readonly YamlNode[] {
  const node = entry.members.get(member)?.node;
  return node?.kind === 'sequence' ? node.items : [];
}
