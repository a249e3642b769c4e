import type { ModuleDeclaration } from '../../syntax/bicep/tree';
import { deploymentCondition } from '../condition';
import { deployedBody, localsOf } from './deployed-body';
import { placeOf } from './evaluate';
import type { Evaluator } from './evaluator';
import type { EvaluatedModule } from './template';

/** What a template gives to a module of it. */
export function evaluateModule(node: ModuleDeclaration, evaluator: Evaluator): EvaluatedModule {
  const { condition, body, loop } = deployedBody(node.body);
  const place = placeOf(node, evaluator);
  const locals = localsOf(loop, place);
  const { value, cycles } = evaluator.watch(() => evaluator.evaluate(body, locals));
  const params =
    value.kind === 'object'
      ? value.entries.findLast(({ name }) => name === 'params')?.value
      : undefined;
  const path = evaluator.evaluate(node.path);
  return {
    name: node.name.name,
    path: path.kind === 'text' ? path.value : undefined,
    condition:
      loop !== undefined
        ? 'unknown'
        : condition === undefined
          ? 'yes'
          : deploymentCondition(evaluator.evaluate(condition, locals)),
    arguments: params ?? {
      kind: 'object',
      entries: [],
      isComplete: value.kind === 'object',
      place,
    },
    cycles,
    node,
    place,
  };
}
