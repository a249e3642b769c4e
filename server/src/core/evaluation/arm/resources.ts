import {
  itemsOf,
  type JsonNode,
  memberOf,
  membersOf,
  rangeOf,
  stringOf,
  valueAt,
} from '../../syntax/arm/json';
import { both, deploymentCondition, resourceCondition, type Truth } from '../condition';
import { unknownValue } from '../value';
import { argumentsOf, isNestedInner, linkOf } from './deployments';
import { type ArmLocals, inLoop, noLocals } from './environment';
import { evaluateNode } from './evaluate';
import { TemplateNames } from './names';
import type { ArmResource, EvaluatedArmTemplate } from './template';

const deepestDeployments = 12;

/** Types that matter for clusters; resources of other types are not evaluated. */
const evaluated =
  /^Microsoft\.(?:ContainerService\/+managedClusters|Network\/+virtualNetworks|Resources\/+deployments$)/i;

interface Surroundings {
  readonly template: JsonNode;
  readonly names: TemplateNames;
  /** Whether what is around it is deployed. */
  readonly isDeployed: Truth;
  readonly parent: ArmResource | undefined;
  readonly locals: ArmLocals;
  /** How many deployments it is nested in. */
  readonly depth: number;
}

const nothing: EvaluatedArmTemplate = { resources: [], linked: [] };

/** The resources of a template, one list whatever their order and nesting. */
export function evaluateResources(
  template: JsonNode,
  names: TemplateNames,
  isDeployed: Truth = 'yes',
  depth = 0,
): EvaluatedArmTemplate {
  const around = { template, names, isDeployed, parent: undefined, locals: noLocals, depth };
  return declaredIn(valueAt(template, 'resources'), around);
}

/** Resources are a list, or in newer templates an object that gives each a name. */
function declaredIn(resources: JsonNode | undefined, around: Surroundings): EvaluatedArmTemplate {
  return joined([
    ...itemsOf(resources).map((node) => resourceFrom(node, undefined, around)),
    ...membersOf(resources).map(({ name, value }) => resourceFrom(value, name, around)),
  ]);
}

function joined(parts: readonly EvaluatedArmTemplate[]): EvaluatedArmTemplate {
  return {
    resources: parts.flatMap(({ resources }) => resources),
    linked: parts.flatMap(({ linked }) => linked),
  };
}

function resourceFrom(
  node: JsonNode,
  symbol: string | undefined,
  around: Surroundings,
): EvaluatedArmTemplate {
  const { names, parent, template } = around;
  const typeNode = valueAt(node, 'type');
  const written = typeNode && evaluateNode(typeNode, names, around.locals);
  if (typeNode === undefined || written?.kind !== 'text') {
    return nothing;
  }
  const type =
    parent === undefined || written.value.includes('.')
      ? written.value
      : `${parent.type}/${written.value}`;
  if (!evaluated.test(type)) {
    return nothing;
  }
  const isLoop = valueAt(node, 'copy')?.type === 'object';
  const locals = isLoop ? insideLoop(node, around) : around.locals;
  const isDeployment = /\/+deployments$/i.test(type);
  const own = conditionOf(node, { ...around, locals }, isDeployment);
  // The list of a loop may be empty.
  const condition = both(around.isDeployed, isLoop ? both('unknown', own) : own);
  const inside: Surroundings = { ...around, isDeployed: condition, locals };
  if (isDeployment) {
    return deploymentFrom(node, inside);
  }
  const place = { uri: names.uri, range: rangeOf(node) };
  const version = valueAt(node, 'apiVersion');
  const { value: body, cycles } = names.run.stack.watch(() => evaluateNode(node, names, locals));
  const resource: ArmResource = {
    symbol,
    type,
    apiVersion: version
      ? evaluateNode(version, names, locals)
      : unknownValue(place, 'no API version'),
    isExisting: valueAt(node, 'existing')?.value === true,
    condition,
    body,
    cycles,
    parent,
    node,
    typeNode,
    template,
  };
  const children = declaredIn(valueAt(node, 'resources'), { ...inside, parent: resource });
  return joined([{ resources: [resource], linked: [] }, children]);
}

/** In a loop over resources, each iteration has values of its own. */
function insideLoop(node: JsonNode, { locals, names }: Surroundings): ArmLocals {
  const place = { uri: names.uri, range: rangeOf(node) };
  const current = unknownValue(place, 'differs from one iteration to the next');
  const name = stringOf(valueAt(valueAt(node, 'copy'), 'name')) ?? '';
  return inLoop(inLoop(locals, '', current), name, current);
}

function conditionOf(
  node: JsonNode,
  { names, locals }: Surroundings,
  isDeployment: boolean,
): Truth {
  const condition = memberOf(node, 'condition');
  if (condition === undefined) {
    return 'yes';
  }
  const value = evaluateNode(condition.value, names, locals);
  return isDeployment ? deploymentCondition(value) : resourceCondition(value);
}

/** The template in a deployment has parameters of its own, or shares those of the template around it. */
function deploymentFrom(node: JsonNode, around: Surroundings): EvaluatedArmTemplate {
  const properties = valueAt(node, 'properties');
  const template = valueAt(properties, 'template');
  const { names, isDeployed, locals, depth } = around;
  if (depth >= deepestDeployments) {
    return nothing;
  }
  if (template === undefined) {
    const linked = linkOf(node, isDeployed, names, locals);
    return linked === undefined ? nothing : { resources: [], linked: [linked] };
  }
  if (!isNestedInner(properties)) {
    const inside = { ...around, template, parent: undefined, depth: depth + 1 };
    return declaredIn(valueAt(template, 'resources'), inside);
  }
  const inputs = argumentsOf(properties, names, locals);
  const inner = new TemplateNames(template, inputs, names.run);
  return evaluateResources(template, inner, isDeployed, depth + 1);
}
