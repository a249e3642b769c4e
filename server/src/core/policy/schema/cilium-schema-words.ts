import { oldestKubernetesWith } from '../../knowledge/kubernetes-for-cilium';
import type { Edition } from '../../knowledge/types';
import { didYouMean, suggestionText } from '../../text/did-you-mean';
import { shortened } from '../../text/shortened';
import type { FieldProblem, SchemaProblem, ValueProblem } from './schema-problems';
import { similarField } from './similar-field';

type Data = Readonly<Record<string, string | number>>;

/** That a newer Cilium takes what this one does not, as a sentence behind the others; empty when none does. */
export function untilText(until: string | undefined, edition: Edition): string {
  if (until === undefined) {
    return '';
  }
  const kubernetes = oldestKubernetesWith(until, edition);
  const version = kubernetes === undefined ? until : `${until} (Kubernetes ${kubernetes})`;
  return ` Cilium ${version} and newer accept it.`;
}

/**
 * The message of `cilium-policy-schema` for a problem with the schema, and what to fill in.
 *
 * @param newer what `untilText` says
 */
export function describeSchemaProblem(problem: SchemaProblem, newer: string) {
  switch (problem.is) {
    case 'unknown field':
    case 'duplicate field':
    case 'missing field':
    case 'no alternative':
    case 'several alternatives':
      return describeField(problem, newer);
    default:
      return describeValue(problem, newer);
  }
}

/** The last names of a path, which is enough beside the place itself. */
function shortPath(path: string): string {
  return path
    .split(/\.(?![^[]*"\])/)
    .slice(-2)
    .join('.');
}

function describeField(problem: FieldProblem, newer: string) {
  const path = shortPath(problem.path);
  switch (problem.is) {
    case 'unknown field': {
      const place = path === '' ? 'at the top level of a policy' : `in "${path}"`;
      const data: Data = {
        name: shortened(problem.name),
        place,
        suggestion: newer === '' ? suggestionFor(problem) : newer,
      };
      return { messageId: 'unknownField', data } as const;
    }
    case 'duplicate field':
      return { messageId: 'duplicateField', data: { name: shortened(problem.name) } } as const;
    case 'missing field':
      return {
        messageId: 'missingField',
        data: { name: problem.name, place: path === '' ? 'it' : `"${path}"` },
      } as const;
    default: {
      const data: Data = { path, names: listed(problem.names, 'and') };
      return problem.is === 'no alternative'
        ? ({ messageId: 'noAlternative', data } as const)
        : ({ messageId: 'severalAlternatives', data } as const);
    }
  }
}

const isSelector = /(?:[sS]elector|(?:Endpoints|Nodes|Requires)\[\d+\])$/;

function suggestionFor(problem: Extract<FieldProblem, { is: 'unknown field' }>): string {
  const similar = similarField(problem);
  if (similar !== undefined) {
    return ` Did you mean "${similar}"?`;
  }
  if (isSelector.test(problem.path)) {
    return ' Labels belong under "matchLabels".';
  }
  const homes = homesOf(problem);
  return homes.length === 0 ? '' : ` It belongs in ${listed(homes, 'or')}.`;
}

/** The fields beside it that hold a field of that name, in themselves or in their items. */
function homesOf({
  name,
  fields,
}: Extract<FieldProblem, { is: 'unknown field' }>): readonly string[] {
  return [...(fields ?? [])].flatMap(([field, { properties, items }]) =>
    properties?.has(name)
      ? [`"${field}"`]
      : items?.properties?.has(name)
        ? [`an item of "${field}"`]
        : [],
  );
}

function describeValue(problem: ValueProblem, newer: string) {
  const path = shortPath(problem.path);
  switch (problem.is) {
    case 'wrong type': {
      const found = problem.found === undefined ? '' : `, but YAML reads this as ${problem.found}`;
      const data: Data = { path, expected: problem.expected, found };
      return { messageId: 'wrongType', data } as const;
    }
    case 'null item':
      return { messageId: 'nullItem', data: { path } } as const;
    case 'not in enum': {
      const { value, allowed } = problem;
      const suggestion = newer === '' ? suggestionText(didYouMean(value, allowed)) : newer;
      const data: Data = { path, value: shortened(value), allowed: listed(allowed, 'or') };
      return { messageId: 'notInEnum', data: { ...data, suggestion } } as const;
    }
    case 'pattern': {
      const data: Data = { value: shortened(problem.value), form: formOf(problem.path) };
      return { messageId: 'pattern', data } as const;
    }
    case 'set':
      return { messageId: 'twice', data: { value: shortened(problem.value) } } as const;
    default:
      return describeLimit(problem);
  }
}

function describeLimit({
  is,
  path,
  value,
  limit,
}: Extract<ValueProblem, { readonly limit: number }>) {
  const bound = is === 'too long' || is === 'too large' || is === 'too many' ? 'most' : 'least';
  const data: Data = { path: shortPath(path), value, limit, bound };
  switch (is) {
    case 'too long':
    case 'too short':
      return { messageId: 'length', data } as const;
    case 'too large':
    case 'too small':
      return { messageId: 'number', data } as const;
    default:
      return { messageId: 'count', data } as const;
  }
}

/** What a text with a form of its own is. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/matchLabels\[/, 'label value'],
  [/serverNames\[/, 'server name'],
  [/cidrGroupRef$/, 'CiliumCIDRGroup name'],
  [/fields\[\d+\]\.type$/, 'ICMP type'],
  [/log\.value$/, 'value for "log.value", which must be printable'],
];

function formOf(path: string): string {
  return forms.find(([at]) => at.test(path))?.[1] ?? `value for "${shortPath(path)}"`;
}

function listed(names: readonly string[], word: 'and' | 'or'): string {
  const [last = '', ...others] = names.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(', ')} ${word} ${last}`;
}
