import { itemsOf, type JsonNode, membersOf, stringOf, valueAt } from '../../syntax/arm/json';
import { type Place, type StaticValue, unknownValue } from '../value';
import { type ArmEnvironment, noLocals } from './environment';
import { evaluateNode } from './evaluate';

/** The functions that a template declares, by `namespace.name` in small letters. */
export function declaredFunctions(template: JsonNode): ReadonlyMap<string, JsonNode> {
  const functions = new Map<string, JsonNode>();
  for (const space of itemsOf(valueAt(template, 'functions'))) {
    const namespace = stringOf(valueAt(space, 'namespace')) ?? '';
    for (const { name, value } of membersOf(valueAt(space, 'members'))) {
      functions.set(`${namespace}.${name}`.toLowerCase(), value);
    }
  }
  return functions;
}

/** What a function of a template gives for values. It sees its own parameters only, and other functions. */
export function evaluateFunction(
  declaration: JsonNode,
  values: readonly StaticValue[],
  outer: ArmEnvironment,
  place: Place,
): StaticValue {
  const output = valueAt(valueAt(declaration, 'output'), 'value');
  if (output === undefined) {
    return unknownValue(place, 'a function without an output');
  }
  const given = new Map<string, StaticValue>(
    itemsOf(valueAt(declaration, 'parameters')).map((parameter, index) => [
      (stringOf(valueAt(parameter, 'name')) ?? '').toLowerCase(),
      values[index] ?? { kind: 'null', place },
    ]),
  );
  const inside: ArmEnvironment = {
    uri: outer.uri,
    text: outer.text,
    parameter: (name, at) =>
      given.get(name.toLowerCase()) ?? unknownValue(at, `the function has no parameter ${name}`),
    variable: (name, at) => unknownValue(at, `functions do not see the variable ${name}`),
    call: (name, inner, at) => outer.call(name, inner, at),
    step: (compute) => outer.step(compute),
  };
  return evaluateNode(output, inside, noLocals);
}
