import type { FactView, Located } from '../../facts/facts';
import type { LabelFilterFact } from '../../facts/label-filter-fact';
import { isIdentityLabel, isIdentityLabelWith, parseLabelFilter } from '../../knowledge/labels';
import { namespaceLabels } from '../../knowledge/policy-vocabulary';
import { type LabelSelector, plainLabelKey } from '../../model/label-selector';
import { sectionsOf } from '../../model/network-policy';
import { known } from '../../model/traced';
import type { Range } from '../../text/range';
import { type AnyPolicy, isCiliumPolicy } from '../any-policy';
import { isLabelKey } from '../label-syntax';

/** A requirement that asks for a label which is no part of any identity. */
export interface ExcludedLabel {
  readonly key: string;
  /** Where the key is written. */
  readonly at: Range;
  readonly use: 'subject' | 'peer';
  /** The requirement is that the label, or its value, is not there. */
  readonly isAlwaysMet: boolean;
  /** The ConfigMap that leaves it out, when Cilium's own filter does not. */
  readonly configMap: Located<LabelFilterFact> | undefined;
}

/** The requirements for pods in a policy whose label Cilium leaves out of identities, in the order they are written. */
export function excludedLabels(policy: AnyPolicy, facts: FactView): readonly ExcludedLabel[] {
  const filters = facts.all('labelFilter');
  return podSelectors(policy).flatMap(({ selector, use }) =>
    keysOf(selector).flatMap(({ written, at, isAlwaysMet }) => {
      const key = isCiliumPolicy(policy) ? plainLabelKey(written) : written;
      // What is no label key is on no pod, and may be too long to be tried on patterns.
      if (!isLabelKey(key) || (isCiliumPolicy(policy) && !isForPodLabel(key))) {
        return [];
      }
      const verdict = verdictOn(key, filters);
      return verdict === undefined ? [] : [{ key, at, use, isAlwaysMet, ...verdict }];
    }),
  );
}

/** `reserved:` and other sources have no such filter; that a namespace's own label is none of its pods is another matter. */
function isForPodLabel(key: string): boolean {
  return !/^[a-z]+:/.test(key) && key !== namespaceLabels.ofNamespace;
}

interface PodSelector {
  readonly selector: LabelSelector | undefined;
  readonly use: ExcludedLabel['use'];
}

function podSelectors(policy: AnyPolicy): readonly PodSelector[] {
  if (isCiliumPolicy(policy)) {
    return policy.rules.flatMap(({ endpointSelector, sections }) => [
      { selector: known(endpointSelector), use: 'subject' as const },
      ...sections
        .flatMap(({ entries }) => entries)
        .flatMap(({ endpoints }) => known(endpoints) ?? [])
        .map((selector) => ({ selector, use: 'peer' as const })),
    ]);
  }
  const peers = sectionsOf(policy).flatMap(({ rules }) => rules.flatMap((rule) => rule.peers));
  return [
    { selector: known(policy.podSelector), use: 'subject' },
    ...peers.map(({ podSelector }) => ({ selector: known(podSelector), use: 'peer' as const })),
  ];
}

function keysOf(selector: LabelSelector | undefined) {
  const labels = (selector?.matchLabels ?? []).map(({ key, keyRange }) => ({
    written: key,
    at: keyRange,
    isAlwaysMet: false,
  }));
  const expressions = (selector?.matchExpressions ?? []).flatMap(({ key, operator }) => {
    const name = known(operator);
    return key.state === 'known' && name !== undefined && Object.hasOwn(isMetWithout, name)
      ? [{ written: key.value, at: key.range, isAlwaysMet: isMetWithout[name] === true }]
      : [];
  });
  return [...labels, ...expressions];
}

/** Operators, and whether a pod without the label meets them. */
const isMetWithout: Readonly<Record<string, boolean>> = {
  In: false,
  Exists: false,
  NotIn: true,
  DoesNotExist: true,
};

/** Undefined unless the label is surely left out: by every ConfigMap there is, each of which may be another cluster's. */
function verdictOn(
  key: string,
  filters: readonly Located<LabelFilterFact>[],
): Pick<ExcludedLabel, 'configMap'> | undefined {
  const isKept = filters.map(({ fact: { patterns } }) =>
    patterns === undefined ? undefined : isIdentityLabelWith(key, parseLabelFilter(patterns)),
  );
  if (filters.length > 0 && isKept.some((answer) => answer !== false)) {
    return undefined;
  }
  if (!isIdentityLabel(key)) {
    return { configMap: undefined };
  }
  return filters.length === 0 ? undefined : { configMap: filters[0] };
}
