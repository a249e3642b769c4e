import type { YamlMap, YamlNode } from '../syntax/yaml/tree';
import type { Range } from '../text/range';
import {
  known,
  nodeOf,
  readInteger,
  readItems,
  readMap,
  readString,
  type Traced,
  type TracedItems,
} from './traced';

export interface Container {
  readonly range: Range;
  readonly node: YamlNode;
  /** A sidecar is an init container that keeps running (`restartPolicy: Always`). */
  readonly role: 'main' | 'init' | 'sidecar';
  readonly name: Traced<string>;
  readonly image: Traced<string>;
  readonly ports: TracedItems<ContainerPort>;
  readonly limits: Traced<YamlMap>;
  readonly requests: Traced<YamlMap>;
}

export interface ContainerPort {
  readonly range: Range;
  readonly node: YamlNode;
  readonly name: Traced<string>;
  /** TCP when absent. */
  readonly protocol: Traced<string>;
  readonly containerPort: Traced<number>;
  readonly hostPort: Traced<number>;
  /** Every address of the node when absent. */
  readonly hostIP: Traced<string>;
}

/** The containers of a pod spec: `containers`, then `initContainers`. */
export function readContainers(spec: YamlNode | undefined): {
  readonly containers: readonly Container[];
  readonly isComplete: boolean;
} {
  const main = readItems(spec, 'containers', (node) => containerOf(node, 'main'));
  const init = readItems(spec, 'initContainers', (node) =>
    containerOf(node, known(readString(node, 'restartPolicy')) === 'Always' ? 'sidecar' : 'init'),
  );
  return {
    containers: [...main.items, ...init.items],
    isComplete: main.isComplete && init.isComplete,
  };
}

function containerOf(node: YamlNode, role: Container['role']): Container {
  const resources = nodeOf(node, 'resources');
  return {
    range: node.range,
    node,
    role,
    name: readString(node, 'name'),
    image: readString(node, 'image'),
    ports: readItems(node, 'ports', portOf),
    limits: readMap(resources, 'limits'),
    requests: readMap(resources, 'requests'),
  };
}

function portOf(node: YamlNode): ContainerPort {
  return {
    range: node.range,
    node,
    name: readString(node, 'name'),
    protocol: readString(node, 'protocol'),
    containerPort: readInteger(node, 'containerPort'),
    hostPort: readInteger(node, 'hostPort'),
    hostIP: readString(node, 'hostIP'),
  };
}
