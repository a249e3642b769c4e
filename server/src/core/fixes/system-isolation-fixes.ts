import type { Fix } from '../engine/finding';
import { systemNamespaces } from '../knowledge/policy-pitfalls';
import { namespaceLabels } from '../knowledge/policy-vocabulary';
import { fillField } from '../model/cilium-edits';
import type { CiliumPolicy, CiliumRule } from '../model/cilium-policy';
import { appendField, appendItems } from '../model/document-edits';
import { type EditResult, templatedPart } from '../model/edits';
import { plainLabelKey } from '../model/label-selector';
import { fieldOf, known } from '../model/traced';
import type { SystemIsolation } from '../policy/system-isolation';
import { hasFeature } from '../profile/answers';
import type { ClusterProfile } from '../profile/profile';
import { fixFrom } from './fix-from';
import { outsideTemplateBlocks } from './template-guard';

/** Leaves the pods of AKS out of a policy, or lets one that denies do nothing else. */
export function systemIsolationFixes(
  policy: CiliumPolicy,
  isolation: SystemIsolation,
  profile: ClusterProfile,
): readonly Fix[] {
  const { rule, isDenyOnly } = isolation;
  const start = rule.range.start;
  const leaveOut = fixFrom(
    'Exclude the system namespaces',
    'suggestion',
    outsideTemplateBlocks(policy, start, leaveOutSystem(policy, rule)),
    true,
  );
  if (!isDenyOnly || hasFeature(profile, 'enable-default-deny') === 'no') {
    return [leaveOut];
  }
  const denyOnly = outsideTemplateBlocks(policy, start, onlyDeny(policy, isolation));
  return [leaveOut, fixFrom('Deny without closing anything else', 'suggestion', denyOnly)];
}

const names = systemNamespaces.map(({ name }) => name);
const exclusion = {
  key: `k8s:${namespaceLabels.ofEndpoint}`,
  operator: 'NotIn',
  values: names,
};

function leaveOutSystem(
  { object }: CiliumPolicy,
  { node, endpointSelector }: CiliumRule,
): EditResult {
  const field = fieldOf(node, 'endpointSelector');
  const selector = known(endpointSelector);
  if (field === undefined || selector === undefined || field.node.kind !== 'map') {
    return templatedPart;
  }
  const list = fieldOf(field.node, 'matchExpressions')?.node;
  if (list?.kind !== 'sequence' || list.items.length === 0) {
    return fillField(object, field, { matchExpressions: [exclusion] });
  }
  const excluded = selector.matchExpressions.findIndex(
    ({ key, operator }) =>
      plainLabelKey(known(key) ?? '') === namespaceLabels.ofEndpoint && known(operator) === 'NotIn',
  );
  const values = fieldOf(list.items[excluded], 'values')?.node;
  const written = (selector.matchExpressions[excluded]?.values ?? []).map(known);
  return values?.kind === 'sequence'
    ? appendItems(
        object,
        values,
        names.filter((name) => !written.includes(name)),
      )
    : appendItems(object, list, [exclusion]);
}

function onlyDeny({ object }: CiliumPolicy, { rule, directions }: SystemIsolation): EditResult {
  const { node } = rule;
  const value = Object.fromEntries(directions.map((direction) => [direction, false]));
  return node === undefined || node.open || fieldOf(node, 'enableDefaultDeny') !== undefined
    ? templatedPart
    : appendField(object, node, 'enableDefaultDeny', value);
}
