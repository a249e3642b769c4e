import type { YamlMap, YamlNode, YamlSequence } from '../syntax/yaml/tree';
import type { Range } from '../text/range';
import { type CiliumEntry, ciliumEntryOf } from './cilium-entry';
import { type KubernetesObject, mayBeOfGroup } from './kubernetes-object';
import { type LabelSelector, readSelector } from './label-selector';
import type { Direction } from './network-policy';
import { type Field, fieldOf, known, nodeOf, readBoolean, readList, type Traced } from './traced';

export type {
  CiliumEntry,
  CiliumPortRule,
  PeerMember,
} from './cilium-entry';

/** `cilium.io` CiliumNetworkPolicy or CiliumClusterwideNetworkPolicy. */
export interface CiliumPolicy {
  readonly object: KubernetesObject;
  readonly scope: 'namespaced' | 'clusterwide';
  readonly spec: Field | undefined;
  readonly specs: Field | undefined;
  /** `spec` and the items of `specs`; their rules add up. */
  readonly rules: readonly CiliumRule[];
}

/** One `spec`: whom it is for, and what it allows and denies. */
export interface CiliumRule {
  readonly node: YamlMap | undefined;
  readonly range: Range;
  /** No template can add fields. */
  readonly isComplete: boolean;
  readonly endpointSelector: Traced<LabelSelector>;
  readonly nodeSelector: Traced<LabelSelector>;
  readonly enableDefaultDeny: {
    readonly ingress: Traced<boolean>;
    readonly egress: Traced<boolean>;
  };
  readonly sections: readonly CiliumSection[];
}

/** `ingress`, `egress`, `ingressDeny` or `egressDeny`. */
export interface CiliumSection {
  readonly direction: Direction;
  readonly isDeny: boolean;
  readonly field: Field | undefined;
  readonly list: Traced<YamlSequence>;
  readonly entries: readonly CiliumEntry[];
  /** No template can add entries. */
  readonly isComplete: boolean;
}

/** Views an object as a Cilium policy; undefined when it is another kind. */
export function ciliumPolicyOf(object: KubernetesObject): CiliumPolicy | undefined {
  if (!mayBeOfGroup(object, 'cilium.io')) {
    return undefined;
  }
  const scope =
    object.kind === 'CiliumNetworkPolicy'
      ? 'namespaced'
      : object.kind === 'CiliumClusterwideNetworkPolicy'
        ? 'clusterwide'
        : undefined;
  if (scope === undefined) {
    return undefined;
  }
  const spec = nodeOf(object.node, 'spec');
  const specs = known(readList(object.node, 'specs'))?.items ?? [];
  const written = spec === undefined ? specs : [spec, ...specs];
  return {
    object,
    scope,
    spec: fieldOf(object.node, 'spec'),
    specs: fieldOf(object.node, 'specs'),
    rules: written.map(ruleOf),
  };
}

function ruleOf(node: YamlNode): CiliumRule {
  const defaultDeny = nodeOf(node, 'enableDefaultDeny');
  return {
    node: node.kind === 'map' ? node : undefined,
    range: node.range,
    isComplete: node.kind === 'map' && !node.open,
    endpointSelector: readSelector(node, 'endpointSelector'),
    nodeSelector: readSelector(node, 'nodeSelector'),
    enableDefaultDeny: {
      ingress: readBoolean(defaultDeny, 'ingress'),
      egress: readBoolean(defaultDeny, 'egress'),
    },
    sections: [
      sectionOf(node, 'ingress', 'ingress', false),
      sectionOf(node, 'egress', 'egress', false),
      sectionOf(node, 'ingressDeny', 'ingress', true),
      sectionOf(node, 'egressDeny', 'egress', true),
    ],
  };
}

function sectionOf(
  spec: YamlNode,
  name: string,
  direction: Direction,
  isDeny: boolean,
): CiliumSection {
  const list = readList(spec, name);
  return {
    direction,
    isDeny,
    field: fieldOf(spec, name),
    list,
    entries: known(list)?.items.map((item) => ciliumEntryOf(item, direction)) ?? [],
    isComplete: list.state === 'absent' || (list.state === 'known' && !list.value.open),
  };
}
