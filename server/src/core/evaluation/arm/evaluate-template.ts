import type { ArmFile } from '../../syntax/arm/file';
import { newBudget, type StepPool } from '../budget';
import { EvaluationStack } from '../cycles';
import type { TemplateInputs } from '../inputs';
import { TemplateNames } from './names';
import { evaluateResources } from './resources';
import type { EvaluatedArmTemplate } from './template';

// Every step costs a few frames of the stack.
const deepestSteps = 700;

/**
 * The clusters, networks and what belongs to them that a template declares, those of nested deployments included, and the
 * deployments of other files, with what its parameters are given. Parameters without a value take their default, else
 * they are unknown. `pool`: what several evaluations may take together. Never throws; takes bounded time.
 */
export function evaluateArmTemplate(
  { root, text }: ArmFile,
  uri: string,
  inputs: TemplateInputs | undefined,
  pool?: StepPool,
): EvaluatedArmTemplate {
  const run = { uri, text, budget: newBudget(deepestSteps, pool), stack: new EvaluationStack() };
  return evaluateResources(root, new TemplateNames(root, inputs, run));
}
