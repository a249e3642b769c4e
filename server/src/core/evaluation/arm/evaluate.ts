import { isTemplateExpression, readTemplateString } from '../../syntax/arm/expression';
import {
  itemsOf,
  type JsonNode,
  membersOf,
  rangeOf,
  stringOf,
  valueAt,
} from '../../syntax/arm/json';
import { madeFrom, type ObjectEntry, type Place, type StaticValue, unknownValue } from '../value';
import { type ArmEnvironment, type ArmLocals, inLoop } from './environment';
import { bounded, evaluateExpression } from './expressions';

/** The value of a node of a template, expressions in its strings evaluated as far as the files tell. Never throws. */
export function evaluateNode(
  node: JsonNode,
  environment: ArmEnvironment,
  locals: ArmLocals,
): StaticValue {
  const place = { uri: environment.uri, range: rangeOf(node) };
  return bounded(place, environment, () => evaluateNodeStep(node, environment, locals, place));
}

function evaluateNodeStep(
  node: JsonNode,
  environment: ArmEnvironment,
  locals: ArmLocals,
  place: Place,
): StaticValue {
  switch (node.type) {
    case 'string':
      return evaluateString(node, environment, locals, place);
    case 'number':
      return { kind: 'number', value: Number(node.value), place };
    case 'boolean':
      return { kind: 'boolean', value: node.value === true, place };
    case 'array': {
      const items = itemsOf(node).map((item) => evaluateNode(item, environment, locals));
      return { kind: 'list', items, isComplete: true, place };
    }
    case 'object':
      return evaluateObject(node, environment, locals, place);
    default:
      return { kind: 'null', place };
  }
}

function evaluateString(
  node: JsonNode,
  environment: ArmEnvironment,
  locals: ArmLocals,
  place: Place,
): StaticValue {
  const read = readTemplateString(node, environment.text);
  if (read.kind === 'text') {
    return { kind: 'text', value: read.value, place };
  }
  return read.expression === undefined
    ? unknownValue(place, 'an expression that cannot be read')
    : evaluateExpression(read.expression, environment, locals);
}

function evaluateObject(
  node: JsonNode,
  environment: ArmEnvironment,
  locals: ArmLocals,
  place: Place,
): StaticValue {
  const entries: ObjectEntry[] = [];
  let isComplete = true;
  for (const { name, key, value } of membersOf(node)) {
    const keyPlace = { uri: environment.uri, range: rangeOf(key) };
    if (name.toLowerCase() === 'copy' && value.type === 'array') {
      const copies = itemsOf(value).map((copy) => evaluateCopy(copy, environment, locals));
      isComplete &&= !copies.includes(undefined);
      entries.push(...copies.filter((entry) => entry !== undefined));
      continue;
    }
    const written = isTemplateExpression(name)
      ? evaluateString(key, environment, locals, keyPlace)
      : undefined;
    if (written !== undefined && written.kind !== 'text') {
      isComplete = false;
      continue;
    }
    entries.push({
      name: written?.value ?? name,
      key: keyPlace,
      value: evaluateNode(value, environment, locals),
    });
  }
  return { kind: 'object', entries, isComplete, place };
}

// A loop over more than this is no list of node pools.
const mostIterations = 1_000;

/** One item of a `copy` beside other properties: the property that it makes, a list. Undefined without a known name. */
export function evaluateCopy(
  copy: JsonNode,
  environment: ArmEnvironment,
  locals: ArmLocals,
): ObjectEntry | undefined {
  const nameNode = valueAt(copy, 'name');
  const input = valueAt(copy, 'input');
  const countNode = valueAt(copy, 'count');
  const name = stringOf(nameNode);
  if (nameNode === undefined || name === undefined || isTemplateExpression(name)) {
    return undefined;
  }
  const { uri } = environment;
  const place = { uri, range: rangeOf(copy) };
  const key = { uri, range: rangeOf(nameNode) };
  const count = countNode && evaluateNode(countNode, environment, locals);
  const isKnown = count?.kind === 'number' && count.value <= mostIterations;
  if (!isKnown || input === undefined) {
    return { name, key, value: { kind: 'list', items: [], isComplete: false, place } };
  }
  const items = Array.from({ length: Math.max(0, Math.trunc(count.value)) }, (_, index) => {
    const current: StaticValue = { kind: 'number', value: index, place };
    return evaluateNode(input, environment, inLoop(locals, name, current));
  });
  const value = madeFrom(place, [count], { kind: 'list', items, isComplete: true });
  return { name, key, value };
}
