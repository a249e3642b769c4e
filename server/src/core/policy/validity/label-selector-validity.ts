import type { LabelRequirement, LabelSelector } from '../../model/label-selector';
import type { StringEntry } from '../../model/string-map';
import { known, type Traced } from '../../model/traced';
import type { Range } from '../../text/range';
import { isLabelKey, isLabelValue } from '../label-syntax';
import { type InvalidPart, isToBeFilledIn } from './invalid-part';

/** What the API server refuses in a label selector. */
export function selectorParts(traced: Traced<LabelSelector>): readonly InvalidPart[] {
  const selector = known(traced);
  if (selector === undefined) {
    return [];
  }
  const labels = labelParts(selector.matchLabels);
  return [...labels, ...selector.matchExpressions.flatMap(requirementParts)];
}

/** What the API server refuses in labels, written on an object or asked for by a selector. */
export function labelParts(
  labels: readonly Pick<StringEntry, 'key' | 'keyRange' | 'value'>[],
): readonly InvalidPart[] {
  return labels.flatMap(({ key, keyRange, value }) => [
    ...labelKeyParts(key, keyRange),
    ...labelValueParts(value),
  ]);
}

function requirementParts(requirement: LabelRequirement): readonly InvalidPart[] {
  const { key, operator, values, range, isMap } = requirement;
  if (!isMap) {
    return [];
  }
  return [
    ...(key.state === 'absent'
      ? [{ problem: 'labelKeyMissing', at: range, data: {} } as const]
      : []),
    ...(key.state === 'known' ? labelKeyParts(key.value, key.range) : []),
    ...values.flatMap(labelValueParts),
    ...(operator.state === 'absent'
      ? [{ problem: 'operatorMissing', at: range, data: {} } as const]
      : []),
    ...(operator.state === 'known'
      ? operatorParts(operator.value, operator.range, requirement)
      : []),
  ];
}

const withValues: readonly string[] = ['In', 'NotIn'];
const withoutValues: readonly string[] = ['Exists', 'DoesNotExist'];

function operatorParts(
  value: string,
  at: Range,
  { values, hasEveryValue, range }: LabelRequirement,
): readonly InvalidPart[] {
  if (withValues.includes(value)) {
    const isMissing = values.length === 0 && hasEveryValue;
    return isMissing ? [{ problem: 'valuesMissing', at: range, data: { value } }] : [];
  }
  if (withoutValues.includes(value)) {
    return values.length > 0 ? [{ problem: 'valuesForbidden', at: range, data: { value } }] : [];
  }
  const proper = [...withValues, ...withoutValues].find(
    (name) => name.toLowerCase() === value.toLowerCase(),
  );
  const replacements = proper === undefined ? [] : [proper];
  return [{ problem: 'operator', at, data: { value }, replacements }];
}

function labelKeyParts(value: string, at: Range): InvalidPart[] {
  // `$patch` and its like are directives of a strategic merge patch.
  return isLabelKey(value) || value.startsWith('$') || isToBeFilledIn(value)
    ? []
    : [{ problem: 'labelKey', at, data: { value } }];
}

function labelValueParts(value: Traced<string>): InvalidPart[] {
  return value.state === 'known' && !isLabelValue(value.value) && !isToBeFilledIn(value.value)
    ? [{ problem: 'labelValue', at: value.range, data: { value: value.value } }]
    : [];
}
