import { featureMinimum } from '../../knowledge/feature-minimums';
import { conditionSpan } from '../../knowledge/policy-validity';
import { policyLimits } from '../../knowledge/policy-vocabulary';
import type { CiliumPolicy } from '../../model/cilium-policy';
import { type Field, fieldOf, type Traced } from '../../model/traced';
import { type MinorVerdict, overSpan } from '../../profile/cilium-minors';
import type { ClusterProfile } from '../../profile/profile';
import type { YamlNode } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import { shortened } from '../../text/shortened';
import { parseCidr } from '../addresses/cidr';
import { inEveryVersion } from './cilium-consequence';
import { beginningOf, ciliumEntries } from './cilium-entries';
import { ciliumPortRules } from './cilium-port-rules';
import { isToBeFilledIn } from './invalid-part';
import { singleRange } from './written-cidr';

export type FqdnProblem =
  | 'address'
  | 'both'
  | 'characters'
  | 'deepWildcard'
  | 'empty'
  | 'length'
  | 'neither'
  | 'serviceName'
  | 'star';

/** What is wrong with an item of `toFQDNs` or of `rules.dns`. */
export interface InvalidFqdn {
  readonly problem: FqdnProblem;
  readonly at: Range;
  readonly verdict: MinorVerdict;
  readonly data: Readonly<Record<string, string | number>>;
  /** Another value for the field. */
  readonly replacement?: string;
  /** The field that should have the other name. */
  readonly rename?: Field;
}

interface Place {
  readonly item: {
    readonly node: YamlNode;
    readonly matchName: Traced<string>;
    readonly matchPattern: Traced<string>;
  };
  readonly list: 'toFQDNs' | 'rules.dns';
}

/** The names and patterns of a policy that make it invalid or mean something else than they look, in the order they are written. */
export function invalidFqdns(
  policy: CiliumPolicy,
  profile: ClusterProfile,
): readonly InvalidFqdn[] {
  const places: Place[] = [
    ...ciliumEntries(policy)
      .filter(({ sectionName }) => sectionName === 'egress')
      .flatMap(({ entry }) =>
        entry.fqdns.items.map((item) => ({ item, list: 'toFQDNs' as const })),
      ),
    ...ciliumPortRules(policy)
      .filter(({ placed }) => !placed.section.isDeny)
      .flatMap(({ portRule }) =>
        portRule.layer7.dns.items.map((item) => ({ item, list: 'rules.dns' as const })),
      ),
  ];
  return places
    .flatMap((place) => problemsOf(place, profile))
    .sort((a, b) => a.at.start - b.at.start);
}

function problemsOf({ item, list }: Place, profile: ClusterProfile): readonly InvalidFqdn[] {
  const { node, matchName, matchPattern } = item;
  if (node.kind !== 'map') {
    return [];
  }
  const name = fieldOf(node, 'matchName');
  const pattern = fieldOf(node, 'matchPattern');
  if (name === undefined && pattern === undefined) {
    return node.open
      ? []
      : [{ problem: 'neither', at: beginningOf(node), verdict: inEveryVersion, data: { list } }];
  }
  if (name !== undefined && pattern !== undefined) {
    return [{ problem: 'both', at: pattern.keyRange, verdict: inEveryVersion, data: { list } }];
  }
  return [
    ...(name === undefined ? [] : valueProblems('matchName', matchName, name, list, profile)),
    ...(pattern === undefined
      ? []
      : valueProblems('matchPattern', matchPattern, pattern, list, profile)),
  ];
}

function valueProblems(
  field: 'matchName' | 'matchPattern',
  traced: Traced<string>,
  rename: Field,
  list: Place['list'],
  profile: ClusterProfile,
): readonly InvalidFqdn[] {
  if (traced.state !== 'known' || isToBeFilledIn(traced.value)) {
    return [];
  }
  const { value, range: at } = traced;
  const data = {
    field,
    list,
    value: shortened(value),
    limit: policyLimits.fqdnLength.value,
  };
  const sure = { at, data, verdict: inEveryVersion };
  if (value === '') {
    return [{ problem: 'empty', ...sure }];
  }
  if (!(field === 'matchName' ? isName(value) : isPattern(value))) {
    const replacement = hostOf(value);
    if (field === 'matchName' && isPattern(value)) {
      return [{ problem: 'star', ...sure, rename }];
    }
    return [
      { problem: 'characters', ...sure, ...(replacement === undefined ? {} : { replacement }) },
    ];
  }
  if (value.length > policyLimits.fqdnLength.value) {
    const verdict = overSpan(profile, conditionSpan('fqdn-length'));
    return verdict.answer === 'no' ? [] : [{ problem: 'length', ...sure, verdict }];
  }
  return meaningProblems(field, value, list, profile).map((problem) => ({ ...sure, ...problem }));
}

/** A name that is valid, and does not mean what it looks like. */
function meaningProblems(
  field: 'matchName' | 'matchPattern',
  value: string,
  list: Place['list'],
  profile: ClusterProfile,
): readonly { readonly problem: FqdnProblem; readonly verdict?: MinorVerdict }[] {
  if (field === 'matchPattern' && /^\*{2,}\../.test(value)) {
    const deep = featureMinimum('fqdn-deep-wildcard', profile.edition.value)?.cilium ?? '';
    const verdict = overSpan(profile, { before: deep });
    return verdict.answer === 'no' ? [] : [{ problem: 'deepWildcard', verdict }];
  }
  if (list === 'rules.dns') {
    return [];
  }
  if (/\.(?:svc|cluster\.local)\.?$/i.test(value)) {
    return [{ problem: 'serviceName' }];
  }
  return parseCidr(singleRange(value)) === undefined ? [] : [{ problem: 'address' }];
}

/** Labels of letters, digits, `-` and `_`, with single dots between them. */
function isName(text: string): boolean {
  return /^[-\w]+(?:\.[-\w]+)*\.?$/.test(text);
}

/** The same with `*`. */
function isPattern(text: string): boolean {
  return /^[-\w*]+(?:\.[-\w*]+)*\.?$/.test(text);
}

/** The name in what looks like an address of the web. */
function hostOf(text: string): string | undefined {
  const host = /^(?:[a-zA-Z]+:\/\/)?([^\s/:?#@]+)(?::\d+)?(?:[/?#]\S*)?$/.exec(
    text.slice(0, longestUrl),
  )?.[1];
  return host !== undefined && host !== text && isName(host) ? host : undefined;
}

const longestUrl = 2_000;
