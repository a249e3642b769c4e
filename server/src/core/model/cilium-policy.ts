import type { YamlMap, YamlNode, YamlSequence } from '../syntax/yaml/tree';
import type { Range } from '../text/range';
import { type KubernetesObject, mayBeOfGroup } from './kubernetes-object';
import { type LabelSelector, readSelector, selectorFrom } from './label-selector';
import type { Direction } from './network-policy';
import {
  type Field,
  fieldOf,
  known,
  mapTraced,
  readBoolean,
  readList,
  readNode,
  readString,
  type Traced,
  tracedString,
} from './traced';

/** `cilium.io` CiliumNetworkPolicy or CiliumClusterwideNetworkPolicy. */
export interface CiliumPolicy {
  readonly object: KubernetesObject;
  readonly scope: 'namespaced' | 'clusterwide';
  /** `spec` and the items of `specs`; their rules add up. */
  readonly rules: readonly CiliumRule[];
}

/** One `spec`: whom it is for, and what it allows and denies. */
export interface CiliumRule {
  readonly node: YamlMap | undefined;
  readonly range: Range;
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
}

/** The layer 3 members of an entry, without their `to` or `from`. */
export const peerMembers = [
  'Endpoints',
  'CIDR',
  'CIDRSet',
  'Entities',
  'FQDNs',
  'Services',
  'Nodes',
  'Groups',
  'Requires',
] as const;
export type PeerMember = (typeof peerMembers)[number];

/** One item of a section. */
export interface CiliumEntry {
  readonly node: YamlNode;
  readonly range: Range;
  readonly direction: Direction;
  /** The members that are written, whatever they hold. */
  readonly members: ReadonlyMap<PeerMember, Field>;
  readonly endpoints: Traced<readonly LabelSelector[]>;
  readonly entities: Traced<readonly Traced<string>[]>;
  readonly cidrs: readonly Traced<string>[];
  readonly cidrSets: readonly {
    readonly cidr: Traced<string>;
    readonly except: readonly Traced<string>[];
    readonly range: Range;
  }[];
  readonly toPorts: readonly CiliumPortRule[];
  readonly toPortsList: Traced<YamlSequence>;
  readonly icmps: Field | undefined;
  /** No template can add members. */
  readonly isComplete: boolean;
}

/** One item of `toPorts`. */
export interface CiliumPortRule {
  readonly node: YamlNode;
  readonly range: Range;
  readonly ports: readonly {
    readonly range: Range;
    readonly port: Traced<string>;
    readonly endPort: Traced<number>;
    readonly protocol: Traced<string>;
  }[];
  /** `rules`, the layer 7 part. */
  readonly rules: Field | undefined;
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
  const spec = fieldOf(object.node, 'spec')?.node;
  const specs = known(readList(object.node, 'specs'))?.items ?? [];
  const written = spec === undefined ? specs : [spec, ...specs];
  return { object, scope, rules: written.map(ruleOf) };
}

function ruleOf(node: YamlNode): CiliumRule {
  const defaultDeny = fieldOf(node, 'enableDefaultDeny')?.node;
  return {
    node: node.kind === 'map' ? node : undefined,
    range: node.range,
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
    entries: known(list)?.items.map((item) => entryOf(item, direction)) ?? [],
  };
}

function entryOf(node: YamlNode, direction: Direction): CiliumEntry {
  const prefix = direction === 'egress' ? 'to' : 'from';
  const members = new Map<PeerMember, Field>();
  for (const member of peerMembers) {
    const field = fieldOf(node, `${prefix}${member}`);
    if (field !== undefined) {
      members.set(member, field);
    }
  }
  const toPortsList = readList(node, 'toPorts');
  return {
    node,
    range: node.range,
    direction,
    members,
    endpoints: mapTraced(readList(node, `${prefix}Endpoints`), (list) =>
      list.open ? undefined : list.items.flatMap((item) => selectorFrom(item) ?? []),
    ),
    entities: mapTraced(readList(node, `${prefix}Entities`), (list) =>
      list.items.map(tracedString),
    ),
    cidrs: known(readList(node, `${prefix}CIDR`))?.items.map(tracedString) ?? [],
    cidrSets:
      known(readList(node, `${prefix}CIDRSet`))?.items.map((item) => ({
        cidr: readString(item, 'cidr'),
        except: known(readList(item, 'except'))?.items.map(tracedString) ?? [],
        range: item.range,
      })) ?? [],
    toPorts: known(toPortsList)?.items.map(portRuleOf) ?? [],
    toPortsList,
    icmps: fieldOf(node, 'icmps'),
    isComplete: node.kind === 'map' && !node.open,
  };
}

function portRuleOf(node: YamlNode): CiliumPortRule {
  return {
    node,
    range: node.range,
    ports:
      known(readList(node, 'ports'))?.items.map((item) => ({
        range: item.range,
        port: mapTraced(readNode(item, 'port'), (value) =>
          value.kind === 'scalar' && value.value !== null ? value.text : undefined,
        ),
        endPort: mapTraced(readNode(item, 'endPort'), (value) =>
          value.kind === 'scalar' && typeof value.value === 'number' ? value.value : undefined,
        ),
        protocol: readString(item, 'protocol'),
      })) ?? [],
    rules: fieldOf(node, 'rules'),
  };
}
