import { sanitizeFacts } from '../../knowledge/cilium-schema/sanitize-facts';
import type { CiliumPolicy } from '../../model/cilium-policy';
import { type LabelSelector, selectorFrom } from '../../model/label-selector';
import { known } from '../../model/traced';
import type { YamlNode } from '../../syntax/yaml/tree';
import { isLabelValue } from '../label-syntax';
import { ciliumEntries, type PlacedEntry } from './cilium-entries';
import { isCiliumLabelKey } from './cilium-label-key';
import { isToBeFilledIn } from './invalid-part';
import type { SanitizeProblem } from './sanitize-problems';

/** A selector, and the source its keys are put under. */
interface Selector {
  readonly selector: LabelSelector;
  readonly source?: 'cidrgroup';
  readonly span?: SanitizeProblem['span'];
}

/** What Cilium refuses in the selectors of a policy, in the order of its parts. What the schema says is left out. */
export function selectorProblems(policy: CiliumPolicy): readonly SanitizeProblem[] {
  const seen = new Set<number>();
  return selectorsOf(policy).flatMap(({ selector, source, span }) => {
    // An aliased selector is judged where it is written.
    if (seen.has(selector.range.start)) {
      return [];
    }
    seen.add(selector.range.start);
    return problemsOf(selector, source).map((problem) =>
      span === undefined ? problem : { ...problem, span },
    );
  });
}

function selectorsOf(policy: CiliumPolicy): readonly Selector[] {
  return [
    ...policy.rules.flatMap(({ endpointSelector, nodeSelector }) =>
      [endpointSelector, nodeSelector].flatMap((traced) => {
        const selector = known(traced);
        return selector === undefined ? [] : [{ selector }];
      }),
    ),
    ...ciliumEntries(policy).flatMap(selectorsOfEntry),
  ];
}

function selectorsOfEntry({ entry }: PlacedEntry): readonly Selector[] {
  const { requires } = sanitizeFacts;
  return [
    ...itemsOf(entry.members.get('Endpoints')?.node).map((selector) => ({ selector })),
    ...itemsOf(entry.members.get('Nodes')?.node).map((selector) => ({ selector })),
    ...itemsOf(entry.members.get('Requires')?.node).map((selector) => ({
      selector,
      span: requires,
    })),
    ...entry.cidrSets.flatMap(({ cidrGroupSelector }) => {
      const selector = known(cidrGroupSelector);
      return selector === undefined ? [] : [{ selector, source: 'cidrgroup' as const }];
    }),
  ];
}

function itemsOf(list: YamlNode | undefined): readonly LabelSelector[] {
  return list?.kind === 'sequence' ? list.items.flatMap((item) => selectorFrom(item) ?? []) : [];
}

function problemsOf(
  { matchLabels, matchExpressions }: LabelSelector,
  source: 'cidrgroup' | undefined,
): readonly SanitizeProblem[] {
  return [
    ...matchLabels.flatMap(({ key, keyRange }) => keyProblem(key, keyRange, source)),
    ...matchExpressions.flatMap((requirement) => {
      const { key, values } = requirement;
      const range = key.state === 'absent' ? requirement.range : key.range;
      return [
        ...(key.state === 'known' ? keyProblem(key.value, key.range, source) : []),
        ...valueCount(requirement, range),
        ...values.flatMap((value): readonly SanitizeProblem[] =>
          value.state !== 'known' || isLabelValue(value.value) || isToBeFilledIn(value.value)
            ? []
            : [{ problem: 'labelValue', at: value.range, data: { value: value.value } }],
        ),
      ];
    }),
  ];
}

function keyProblem(
  key: string,
  at: SanitizeProblem['at'],
  source: 'cidrgroup' | undefined,
): readonly SanitizeProblem[] {
  return isCiliumLabelKey(key, source) || isToBeFilledIn(key)
    ? []
    : [{ problem: 'labelKey', at, data: { value: key } }];
}

function valueCount(
  { operator, values, hasEveryValue, isMap }: LabelSelector['matchExpressions'][number],
  at: SanitizeProblem['at'],
): readonly SanitizeProblem[] {
  const value = known(operator);
  if (!isMap || value === undefined) {
    return [];
  }
  if (['In', 'NotIn'].includes(value)) {
    const isMissing = values.length === 0 && hasEveryValue;
    return isMissing ? [{ problem: 'valuesMissing', at, data: { value } }] : [];
  }
  return ['Exists', 'DoesNotExist'].includes(value) && values.length > 0
    ? [{ problem: 'valuesForbidden', at, data: { value } }]
    : [];
}
