import { isTemplateExpression } from '../../syntax/arm/expression';
import type { ArmFile } from '../../syntax/arm/file';
import {
  itemsOf,
  type JsonNode,
  membersOf,
  rangeOf,
  stringOf,
  valueAt,
} from '../../syntax/arm/json';
import type { TemplateInputs } from '../inputs';
import { type StaticValue, unknownValue } from '../value';

/** What a file of parameters gives to a template, by the names of the parameters in small letters. */
export function armParameters({ root }: ArmFile, uri: string): TemplateInputs {
  const values = new Map<string, StaticValue>();
  for (const { name, value } of membersOf(valueAt(root, 'parameters'))) {
    const given = valueAt(value, 'value');
    values.set(
      name.toLowerCase(),
      given === undefined
        ? unknownValue({ uri, range: rangeOf(value) }, 'a secret')
        : literal(given, uri),
    );
  }
  return { kind: 'parameter value', values, isComplete: true, cycles: [] };
}

/** Values in such a file are taken as they are written; what a pipeline puts in place of a mark is not known. */
function literal(node: JsonNode, uri: string): StaticValue {
  const place = { uri, range: rangeOf(node) };
  switch (node.type) {
    case 'string': {
      const value = stringOf(node) ?? '';
      return isTemplateExpression(value) || replaced.test(value)
        ? unknownValue(place, 'filled in before it is deployed')
        : { kind: 'text', value, place };
    }
    case 'number':
      return { kind: 'number', value: Number(node.value), place };
    case 'boolean':
      return { kind: 'boolean', value: node.value === true, place };
    case 'array':
      return {
        kind: 'list',
        items: itemsOf(node).map((item) => literal(item, uri)),
        isComplete: true,
        place,
      };
    case 'object':
      return {
        kind: 'object',
        entries: membersOf(node).map(({ name, key, value }) => ({
          name,
          key: { uri, range: rangeOf(key) },
          value: literal(value, uri),
        })),
        isComplete: true,
        place,
      };
    default:
      return { kind: 'null', place };
  }
}

/** `#{name}#`, `__name__`, `$(name)`, `{{ name }}`, `<name>`, `${name}`. */
const replaced = /#\{.*\}#?|__\w+__|\$[({].*[)}]|\{\{.*\}\}|^<.*>$/;
