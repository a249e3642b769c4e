import type { LabelStep, Step } from '../../syntax/yaml/placement';
import type { YamlNode } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import { isFieldOf, keysOf } from './label-fields';
import type { TargetObject } from './patch-target';
import { changedAt, newUnknown } from './tree-changes';

/**
 * The tree without the values of labels that a kustomization has put into several places of the object, and another one, or a
 * patch, into some of them. Kustomize keeps one value for all places, so the last one often takes the place of all, but
 * not in all of its versions, nor after each kind of patch.
 */
export function withoutContested(
  node: YamlNode,
  object: TargetObject,
  /** The steps that have changed the object. */
  steps: readonly Step[],
  at: Range,
): YamlNode {
  return contestedNames(steps).reduce((before, name) => {
    const paths = placesOf(name, object, steps);
    const values = new Set(paths.flatMap((path) => valuesAt(before, path, at)));
    return values.size < 2
      ? before
      : paths.reduce(
          (tree, path) => changedAt(tree, path, false, at, () => newUnknown(at)),
          before,
        );
  }, node);
}

function contestedNames(steps: readonly Step[]): readonly string[] {
  const once = new Set<string>();
  const contested = new Set<string>();
  for (const step of steps) {
    const names = step.kind === 'labels' ? step.pairs.map(({ name }) => name) : [];
    for (const name of step.kind === 'patch' ? once : names.filter((each) => once.has(each))) {
      contested.add(name);
    }
    for (const name of names) {
      once.add(name);
    }
  }
  return [...contested];
}

/** Where the label is put by one of the steps, each place as the keys that lead there. */
function placesOf(name: string, object: TargetObject, steps: readonly Step[]) {
  const isOwn = (step: Step): step is LabelStep =>
    step.kind === 'labels' && step.pairs.some((pair) => pair.name === name);
  const fields = steps.filter(isOwn).flatMap((step) => step.fields);
  const paths = fields.filter((field) => isFieldOf(field, object)).map(({ path }) => path);
  return [...new Set(paths)].map((path) => [...keysOf(path), name]);
}

function valuesAt(node: YamlNode, path: readonly string[], at: Range): readonly unknown[] {
  const values: unknown[] = [];
  changedAt(node, path, false, at, (value) => {
    values.push(value?.kind === 'scalar' ? value.value : value);
    return value;
  });
  return values;
}
