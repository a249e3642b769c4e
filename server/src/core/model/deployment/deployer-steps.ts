import type { LabelField, Step } from '../../syntax/yaml/placement';
import { isNull, type YamlNode } from '../../syntax/yaml/tree';
import { known, nodeOf, readBoolean } from '../traced';
import type { DeployedFile } from './deployed-file';
import type { Deployer } from './deployer';
import { anything, labels, stepsOf } from './kustomize-steps';
import { ownLabels, templateLabels } from './label-fields';
import { withoutEntry } from './tree-changes';

/**
 * What an object of Flux or Argo CD does to the objects of the folder that it deploys. Both have it from kustomize and call it
 * the same, but for some labels.
 */
export function deployerSteps(
  { changes, uri, start }: Deployer,
  folder: string,
  read: (uri: string) => DeployedFile | undefined,
): readonly Step[] {
  if (changes === undefined || isNull(changes)) {
    return [];
  }
  const own = nodeOf(nodeOf(changes, 'commonMetadata'), 'labels');
  const rest = { node: changes, uri, start, folder, read };
  return [
    ...(changes.kind === 'map' && known(readBoolean(changes, 'labelWithoutSelector')) === true
      ? [
          labels(nodeOf(changes, 'commonLabels'), labelFieldsOf(changes), false),
          ...stepsOf({ ...rest, node: withoutEntry(changes, 'commonLabels') }),
        ]
      : stepsOf(rest)),
    ...(own === undefined ? [] : [labels(own, ownLabels, false)]),
    ...(nodeOf(changes, 'components') === undefined ? [] : [anything]),
  ];
}

function labelFieldsOf(changes: YamlNode): readonly LabelField[] {
  const templates = known(readBoolean(changes, 'labelIncludeTemplates')) === true;
  return templates ? [...ownLabels, ...templateLabels] : ownLabels;
}
