import type { Fix } from '../engine/finding';
import type { KubernetesObject } from '../model/kubernetes-object';
import { quoteScalar } from '../model/repairs';
import { isLabelValue } from '../policy/label-syntax';
import { checkSchema } from '../policy/schema/schema-check';
import type { SchemaProblem } from '../policy/schema/schema-problems';
import { similarField } from '../policy/schema/similar-field';
import { didYouMean } from '../text/did-you-mean';
import { fixFrom } from './fix-from';
import { replacementFix } from './invalid-policy-fixes';

/** What can be written instead of a field or a value that does not go with the schema of a Cilium policy. */
export function schemaFixes(object: KubernetesObject, problem: SchemaProblem): readonly Fix[] {
  switch (problem.is) {
    case 'unknown field': {
      const similar = similarField(problem);
      const schema = similar === undefined ? undefined : problem.fields?.get(similar);
      // Under another name the value counts, and may be wrong itself.
      return similar !== undefined &&
        schema !== undefined &&
        checkSchema(problem.value, schema, '').length === 0
        ? [replacementFix(object, problem.range, similar)]
        : [];
    }
    case 'not in enum': {
      const meant = didYouMean(problem.value, problem.allowed);
      return meant === undefined ? [] : [replacementFix(object, problem.range, meant.text)];
    }
    case 'wrong type':
      return typeFixes(object, problem);
    default:
      return [];
  }
}

function typeFixes(
  object: KubernetesObject,
  problem: Extract<SchemaProblem, { is: 'wrong type' }>,
): readonly Fix[] {
  const { range, needsQuotes, expected } = problem;
  const written = object.document.text.slice(range.start, range.end);
  // `+1` in quotes is a string, but no label value.
  if (needsQuotes && isLabelValue(written)) {
    return [fixFrom('Put it in quotes', 'suggestion', quoteScalar(object, range), true)];
  }
  if (problem.needsList && !/[\n,[\]{}#]/.test(written)) {
    const edits = { edits: [{ range, newText: `[${written}]` }] };
    return [fixFrom('Make it a list', 'suggestion', edits, true)];
  }
  const inner = /^(["'])(.*)\1$/s.exec(written)?.[2] ?? '';
  const isNumber = expected === 'a whole number' && /^(?:0|[1-9]\d{0,8})$/.test(inner);
  const isBoolean = expected === 'true or false' && /^(?:true|false)$/.test(inner);
  if (isNumber || isBoolean) {
    const edits = { edits: [{ range, newText: inner }] };
    return [fixFrom('Remove the quotes', 'suggestion', edits, true)];
  }
  return [];
}
