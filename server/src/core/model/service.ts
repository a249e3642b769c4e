import type { YamlMap, YamlNode } from '../syntax/yaml/tree';
import type { Range } from '../text/range';
import { type KubernetesObject, mayBeOfGroup } from './kubernetes-object';
import { readStrings, type StringMap } from './string-map';
import {
  fieldOf,
  nodeOf,
  readInteger,
  readItems,
  readPort,
  readString,
  type Traced,
  type TracedItems,
  tracedString,
} from './traced';

/** A Service of the core group. */
export interface Service {
  readonly object: KubernetesObject;
  readonly spec: YamlMap | undefined;
  /** ClusterIP when absent. */
  readonly type: Traced<string>;
  /** Cluster when absent. */
  readonly externalTrafficPolicy: Traced<string>;
  readonly clusterIP: Traced<string>;
  /** Labels of the pods behind it; absent when somebody else writes its endpoints. */
  readonly selector: Traced<StringMap>;
  readonly ports: TracedItems<ServicePort>;
  readonly loadBalancerSourceRanges: TracedItems<Traced<string>>;
}

export interface ServicePort {
  readonly range: Range;
  readonly node: YamlNode;
  readonly name: Traced<string>;
  /** TCP when absent. */
  readonly protocol: Traced<string>;
  readonly port: Traced<number>;
  /** The same as `port` when absent. */
  readonly targetPort: Traced<number | string>;
  readonly nodePort: Traced<number>;
}

/** Views an object as a Service; undefined when it is another kind, Knative's Service included. */
export function serviceOf(object: KubernetesObject): Service | undefined {
  if (object.kind !== 'Service' || !mayBeOfGroup(object, '')) {
    return undefined;
  }
  const spec = nodeOf(object.node, 'spec');
  if (object.group === undefined && fieldOf(spec, 'template') !== undefined) {
    return undefined;
  }
  return {
    object,
    spec: spec?.kind === 'map' ? spec : undefined,
    type: readString(spec, 'type'),
    externalTrafficPolicy: readString(spec, 'externalTrafficPolicy'),
    clusterIP: readString(spec, 'clusterIP'),
    selector: readStrings(spec, 'selector'),
    ports: readItems(spec, 'ports', portOf),
    loadBalancerSourceRanges: readItems(spec, 'loadBalancerSourceRanges', tracedString),
  };
}

function portOf(node: YamlNode): ServicePort {
  return {
    range: node.range,
    node,
    name: readString(node, 'name'),
    protocol: readString(node, 'protocol'),
    port: readInteger(node, 'port'),
    targetPort: readPort(node, 'targetPort'),
    nodePort: readInteger(node, 'nodePort'),
  };
}
