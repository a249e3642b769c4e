import type { ArmFile } from '../../syntax/arm/file';
import {
  itemsOf,
  type JsonNode,
  memberOf,
  membersOf,
  rangeOf,
  stringOf,
  valueAt,
} from '../../syntax/arm/json';
import type { TemplateInputs } from '../bicep/template';
import { entryOf, type Place, type StaticValue, truthOf, unknownValue, usedAt } from '../value';
import { type ArmEnvironment, type Loops, noLoops } from './environment';
import { evaluateCopy, evaluateNode } from './evaluate';

/** A resource as a template in JSON declares it, its values evaluated as far as the files tell. */
export interface ArmResource {
  /** Its name in a template whose resources have names of their own. */
  readonly symbol: string | undefined;
  /** `Microsoft.ContainerService/managedClusters`; of a nested resource the whole of it. */
  readonly type: string;
  readonly apiVersion: StaticValue;
  readonly isExisting: boolean;
  /** Whether it is deployed at all; a condition that holds by a default only is unknown. */
  readonly condition: 'yes' | 'no' | 'unknown';
  readonly body: StaticValue;
  readonly parent: ArmResource | undefined;
  readonly node: JsonNode;
  /** Where the type is written. */
  readonly typeNode: JsonNode;
  /** The template that declares it, be it nested in another one. */
  readonly template: JsonNode;
}

// A real template takes some ten thousand steps; one that takes more is generated, or hostile.
const mostSteps = 500_000;
// Every step costs a few frames of the stack.
const deepestSteps = 700;
const deepestDeployments = 12;

/** Types that matter for clusters; resources of other types are not evaluated. */
const evaluated =
  /^Microsoft\.(?:ContainerService\/+managedClusters|Network\/+virtualNetworks|Resources\/+deployments$)/i;

interface Run {
  steps: number;
  depth: number;
  deployments: number;
}

/**
 * The clusters, networks and what belongs to them that a template declares, those of nested deployments included, with
 * what its parameters are given; `inputs` has the names of parameters in small letters. Parameters without a value take
 * their default, else they are unknown. Never throws; takes bounded time.
 */
export function evaluateArmTemplate(
  { root, text }: ArmFile,
  uri: string,
  inputs: TemplateInputs | undefined,
): readonly ArmResource[] {
  const run = { steps: 0, depth: 0, deployments: 0 };
  return resourcesOf(root, new Evaluation({ template: root, text, uri, inputs, run }), 'yes');
}

interface EvaluationInput {
  readonly template: JsonNode;
  readonly text: string;
  readonly uri: string;
  readonly inputs: TemplateInputs | undefined;
  readonly run: Run;
}

/** The parameters and variables of one template. */
class Evaluation implements ArmEnvironment {
  readonly uri: string;
  readonly text: string;
  readonly run: Run;
  readonly #inputs: TemplateInputs | undefined;
  readonly #parameters: ReadonlyMap<string, JsonNode>;
  readonly #variables: ReadonlyMap<string, JsonNode>;
  readonly #copies: ReadonlyMap<string, JsonNode>;
  readonly #values = new Map<string, StaticValue>();
  readonly #evaluating = new Set<string>();

  constructor({ template, text, uri, inputs, run }: EvaluationInput) {
    this.uri = uri;
    this.text = text;
    this.run = run;
    this.#inputs = inputs;
    const variables = valueAt(template, 'variables');
    this.#parameters = byName(valueAt(template, 'parameters'));
    this.#variables = byName(variables);
    this.#copies = new Map(
      itemsOf(valueAt(variables, 'copy')).map((copy) => [
        (stringOf(valueAt(copy, 'name')) ?? '').toLowerCase(),
        copy,
      ]),
    );
  }

  step(compute: () => StaticValue): StaticValue | undefined {
    const { run } = this;
    if (++run.steps > mostSteps || run.depth >= deepestSteps) {
      return undefined;
    }
    run.depth++;
    const value = compute();
    run.depth--;
    return value;
  }

  parameter(name: string, place: Place): StaticValue {
    const lower = name.toLowerCase();
    const given = this.#inputs?.values.get(lower);
    if (given !== undefined) {
      return usedAt(place, given, this.#inputs?.kind ?? 'parameter value', name);
    }
    const declaration = this.#parameters.get(lower);
    if (declaration === undefined) {
      return unknownValue(place, `nothing here declares ${name}`);
    }
    if (this.#inputs?.isComplete === false) {
      return unknownValue(place, `parameter ${name} may be given a value elsewhere`);
    }
    const value = this.#once(`parameter ${lower}`, place, () => this.#default(declaration, name));
    return value.kind === 'unknown' ? value : usedAt(place, value, 'parameter default', name);
  }

  #default(declaration: JsonNode, name: string): StaticValue {
    const place = { uri: this.uri, range: rangeOf(declaration) };
    const value = valueAt(declaration, 'defaultValue');
    if (value === undefined) {
      return valueAt(declaration, 'nullable')?.value === true
        ? { kind: 'null', place, defaults: [name] }
        : unknownValue(place, `parameter ${name} has no default`);
    }
    const byDefault = evaluateNode(value, this, noLoops);
    return { ...byDefault, defaults: [...(byDefault.defaults ?? []), name] };
  }

  variable(name: string, place: Place): StaticValue {
    const lower = name.toLowerCase();
    const node = this.#variables.get(lower);
    const copy = this.#copies.get(lower);
    if (node === undefined && copy === undefined) {
      return unknownValue(place, `nothing here declares ${name}`);
    }
    const value = this.#once(`variable ${lower}`, place, () =>
      node === undefined
        ? ((copy && evaluateCopy(copy, this, noLoops)?.value) ?? unknownValue(place, 'a loop'))
        : evaluateNode(node, this, noLoops),
    );
    return usedAt(place, value, 'variable', name);
  }

  /** Evaluates a name once; a name that needs itself is unknown. */
  #once(key: string, place: Place, compute: () => StaticValue): StaticValue {
    const known = this.#values.get(key);
    if (known !== undefined) {
      return known;
    }
    if (this.#evaluating.has(key)) {
      return unknownValue(place, `${key} needs itself to be known`);
    }
    this.#evaluating.add(key);
    const value = compute();
    this.#evaluating.delete(key);
    this.#values.set(key, value);
    return value;
  }
}

function byName(node: JsonNode | undefined): ReadonlyMap<string, JsonNode> {
  return new Map(membersOf(node).map(({ name, value }) => [name.toLowerCase(), value]));
}

type Truth = ArmResource['condition'];

/** The resources of a template, one list whatever their order and nesting. */
function resourcesOf(
  template: JsonNode,
  evaluation: Evaluation,
  isDeployed: Truth,
): readonly ArmResource[] {
  return declaredIn(valueAt(template, 'resources'), {
    template,
    evaluation,
    isDeployed,
    parent: undefined,
    loops: noLoops,
  });
}

interface Surroundings {
  readonly template: JsonNode;
  readonly evaluation: Evaluation;
  /** Whether what is around it is deployed. */
  readonly isDeployed: Truth;
  readonly parent: ArmResource | undefined;
  readonly loops: Loops;
}

/** Resources are a list, or in newer templates an object that gives each a name. */
function declaredIn(resources: JsonNode | undefined, around: Surroundings): readonly ArmResource[] {
  return [
    ...itemsOf(resources).flatMap((node) => resourceFrom(node, undefined, around)),
    ...membersOf(resources).flatMap(({ name, value }) => resourceFrom(value, name, around)),
  ];
}

function resourceFrom(
  node: JsonNode,
  symbol: string | undefined,
  around: Surroundings,
): readonly ArmResource[] {
  const { evaluation, parent, template } = around;
  const typeNode = valueAt(node, 'type');
  const written = typeNode && evaluateNode(typeNode, evaluation, around.loops);
  if (typeNode === undefined || written?.kind !== 'text') {
    return [];
  }
  const type =
    parent === undefined || written.value.includes('.')
      ? written.value
      : `${parent.type}/${written.value}`;
  if (!evaluated.test(type)) {
    return [];
  }
  const isLoop = valueAt(node, 'copy')?.type === 'object';
  const loops = isLoop ? loopsOf(node, around) : around.loops;
  const isDeployment = /\/+deployments$/i.test(type);
  const own = isLoop ? 'unknown' : conditionOf(node, around, isDeployment);
  const condition = both(around.isDeployed, own);
  if (isDeployment) {
    return nestedDeployment(node, { ...around, isDeployed: condition, loops });
  }
  const place = { uri: evaluation.uri, range: rangeOf(node) };
  const version = valueAt(node, 'apiVersion');
  const resource: ArmResource = {
    symbol,
    type,
    apiVersion: version
      ? evaluateNode(version, evaluation, loops)
      : unknownValue(place, 'no API version'),
    isExisting: valueAt(node, 'existing')?.value === true,
    condition,
    body: evaluateNode(node, evaluation, loops),
    parent,
    node,
    typeNode,
    template,
  };
  const children = declaredIn(valueAt(node, 'resources'), {
    ...around,
    isDeployed: condition,
    parent: resource,
    loops,
  });
  return [resource, ...children];
}

/** In a loop over resources, each iteration has values of its own. */
function loopsOf(node: JsonNode, { loops, evaluation }: Surroundings): Loops {
  const place = { uri: evaluation.uri, range: rangeOf(node) };
  const current = unknownValue(place, 'differs from one iteration to the next');
  const name = stringOf(valueAt(valueAt(node, 'copy'), 'name')) ?? '';
  return new Map(loops).set('', current).set(name.toLowerCase(), current);
}

/**
 * What is deployed by a default only may be left out by somebody else. A deployment that a default leaves out is written for
 * those who want it.
 */
function conditionOf(
  node: JsonNode,
  { evaluation, loops }: Surroundings,
  isDeployment: boolean,
): Truth {
  const condition = memberOf(node, 'condition');
  if (condition === undefined) {
    return 'yes';
  }
  const value = evaluateNode(condition.value, evaluation, loops);
  const truth = truthOf(value);
  return value.defaults !== undefined && (truth === 'yes' || isDeployment) ? 'unknown' : truth;
}

function both(a: Truth, b: Truth): Truth {
  return a === 'no' || b === 'no' ? 'no' : a === 'yes' && b === 'yes' ? 'yes' : 'unknown';
}

/** The template in a deployment has parameters of its own, or shares those of the template around it. */
function nestedDeployment(node: JsonNode, around: Surroundings): readonly ArmResource[] {
  const properties = valueAt(node, 'properties');
  const template = valueAt(properties, 'template');
  const { evaluation, isDeployed, loops } = around;
  const { run, text, uri } = evaluation;
  if (template === undefined || run.deployments >= deepestDeployments) {
    return [];
  }
  const options = valueAt(properties, 'expressionEvaluationOptions');
  const isInner = stringOf(valueAt(options, 'scope'))?.toLowerCase() === 'inner';
  const inputs = isInner ? argumentsIn(properties, evaluation, loops) : undefined;
  run.deployments++;
  const resources = isInner
    ? resourcesOf(template, new Evaluation({ template, text, uri, inputs, run }), isDeployed)
    : declaredIn(valueAt(template, 'resources'), { ...around, template, parent: undefined });
  run.deployments--;
  return resources;
}

function argumentsIn(
  properties: JsonNode | undefined,
  evaluation: Evaluation,
  loops: Loops,
): TemplateInputs {
  const written = valueAt(properties, 'parameters');
  const all = written && evaluateNode(written, evaluation, loops);
  const isKnown = all?.kind === 'object';
  const values = new Map(
    (isKnown ? all.entries : []).map(({ name, value }) => [
      name.toLowerCase(),
      (value.kind === 'object' ? entryOf(value, 'value')?.value : undefined) ??
        unknownValue(value.place, 'a secret or a value that is not known'),
    ]),
  );
  const isLinked = valueAt(properties, 'parametersLink') !== undefined;
  const isComplete = !isLinked && (written === undefined || (isKnown && all.isComplete));
  return { kind: 'module argument', values, isComplete };
}
