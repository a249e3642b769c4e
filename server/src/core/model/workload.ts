import type { YamlMap, YamlNode } from '../syntax/yaml/tree';
import { type Container, readContainers } from './container';
import { type KubernetesObject, mayBeOfGroup } from './kubernetes-object';
import { readStrings, type StringMap } from './string-map';
import { type Field, fieldOf, nodeOf, readBoolean, readString, type Traced } from './traced';

/** Anything that describes a pod: a Pod, or an object with a pod template. */
export interface Workload {
  readonly object: KubernetesObject;
  /** The pod's labels, which Services and policies select by; not those of the workload itself. */
  readonly labels: Traced<StringMap>;
  readonly annotations: Traced<StringMap>;
  readonly spec: YamlMap | undefined;
  readonly hostNetwork: Traced<boolean>;
  readonly hostNetworkField: Field | undefined;
  readonly nodeSelector: Traced<StringMap>;
  /** `os.name`: linux or windows. */
  readonly os: Traced<string>;
  readonly containers: readonly Container[];
  /** No template can add containers. */
  readonly isComplete: boolean;
}

/** Kinds of Kubernetes with the keys that lead to their pod template. */
const templatePaths: ReadonlyMap<string, { group: string; path: readonly string[] }> = new Map([
  ['Pod', { group: '', path: [] }],
  ['PodTemplate', { group: '', path: ['template'] }],
  ['ReplicationController', { group: '', path: ['spec', 'template'] }],
  ['Deployment', { group: 'apps', path: ['spec', 'template'] }],
  ['DaemonSet', { group: 'apps', path: ['spec', 'template'] }],
  ['StatefulSet', { group: 'apps', path: ['spec', 'template'] }],
  ['ReplicaSet', { group: 'apps', path: ['spec', 'template'] }],
  ['Job', { group: 'batch', path: ['spec', 'template'] }],
  ['CronJob', { group: 'batch', path: ['spec', 'jobTemplate', 'spec', 'template'] }],
]);

/**
 * Views an object as a workload; undefined when it describes no pod. A kind that is not known counts
 * when it holds `spec.template.spec.containers`, as an Argo Rollout does.
 */
export function workloadOf(object: KubernetesObject): Workload | undefined {
  const template = podTemplateOf(object);
  if (template?.kind !== 'map') {
    return undefined;
  }
  const metadata = nodeOf(template, 'metadata');
  const spec = nodeOf(template, 'spec');
  return {
    object,
    labels: readStrings(metadata, 'labels'),
    annotations: readStrings(metadata, 'annotations'),
    spec: spec?.kind === 'map' ? spec : undefined,
    hostNetwork: readBoolean(spec, 'hostNetwork'),
    hostNetworkField: fieldOf(spec, 'hostNetwork'),
    nodeSelector: readStrings(spec, 'nodeSelector'),
    os: readString(nodeOf(spec, 'os'), 'name'),
    ...readContainers(spec),
  };
}

/** The keys that lead to the `spec` of the pods. */
export function podSpecPath(object: KubernetesObject): readonly string[] {
  const known = templatePaths.get(object.kind);
  const path = known !== undefined && mayBeOfGroup(object, known.group) ? known.path : undefined;
  return [...(path ?? ['spec', 'template']), 'spec'];
}

function podTemplateOf(object: KubernetesObject): YamlNode | undefined {
  const known = templatePaths.get(object.kind);
  if (known !== undefined && mayBeOfGroup(object, known.group)) {
    return nodeAt(object.node, known.path);
  }
  const template = nodeAt(object.node, ['spec', 'template']);
  const containers = nodeAt(template, ['spec', 'containers']);
  return containers?.kind === 'sequence' ? template : undefined;
}

function nodeAt(node: YamlNode | undefined, path: readonly string[]): YamlNode | undefined {
  return path.reduce<YamlNode | undefined>((at, key) => fieldOf(at, key)?.node, node);
}
