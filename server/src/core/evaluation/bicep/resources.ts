import type { ResourceDeclaration } from '../../syntax/bicep/tree';
import { both, resourceCondition, type Truth } from '../condition';
import { type Place, unknownValue } from '../value';
import { type DeployedBody, deployedBody, localsOf } from './deployed-body';
import { placeOf } from './evaluate';
import type { Evaluator } from './evaluator';
import { type Locals, nestedIn } from './scope';
import type { EvaluatedResource } from './template';

/** A resource with those that are declared inside of it, evaluated; it comes first. */
export function evaluateResources(
  node: ResourceDeclaration,
  parent: EvaluatedResource | undefined,
  evaluator: Evaluator,
): readonly EvaluatedResource[] {
  const deployed = deployedBody(node.body);
  const place = placeOf(node, evaluator);
  const locals = localsOf(deployed.loop, place);
  const { value: body, cycles } = evaluator.watch(() => evaluator.evaluate(deployed.body, locals));
  const own = conditionOf(deployed, locals, evaluator);
  const resource: EvaluatedResource = {
    name: node.name.name,
    ...typeOf(node, parent, evaluator),
    isExisting: node.isExisting,
    // Bicep deploys nothing inside of what it does not deploy.
    condition: parent === undefined ? own : both(parent.condition, own),
    body,
    cycles,
    parent,
    node,
    place,
  };
  const nested = nestedIn(node.body).flatMap((child) =>
    child.kind === 'resource' ? evaluateResources(child, resource, evaluator) : [],
  );
  return [resource, ...nested];
}

function conditionOf(
  { condition, loop }: DeployedBody,
  locals: Locals,
  evaluator: Evaluator,
): Truth {
  if (condition === undefined) {
    return loop === undefined ? 'yes' : 'unknown';
  }
  const truth = resourceCondition(evaluator.evaluate(condition, locals));
  // The list may be empty.
  return loop !== undefined && truth === 'yes' ? 'unknown' : truth;
}

/** `'Microsoft.ContainerService/managedClusters@2025-05-01'`; inside of another resource `'agentPools'` is enough. */
function typeOf(
  node: ResourceDeclaration,
  parent: EvaluatedResource | undefined,
  evaluator: Evaluator,
): Pick<EvaluatedResource, 'type' | 'apiVersion'> {
  const type = evaluator.evaluate(node.type);
  const [name = '', version] = type.kind === 'text' ? type.value.split('@', 2) : [];
  return {
    type: parent === undefined || name.includes('.') ? name : `${parent.type}/${name}`,
    apiVersion:
      version === undefined
        ? (parent?.apiVersion ?? unknownValue(type.place, 'no API version'))
        : { kind: 'text', value: version, place: versionOf(type.place, version) },
  };
}

/** The place of the version behind the `@` of a type, between the quotes. */
function versionOf({ uri, range }: Place, version: string): Place {
  const end = range.end - 1;
  return { uri, range: { start: end - version.length, end } };
}
