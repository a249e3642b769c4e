import type { YamlMap, YamlNode, YamlSequence } from '../syntax/yaml/tree';
import type { Range } from '../text/range';
import { type KubernetesObject, mayBeOfGroup } from './kubernetes-object';
import { type LabelSelector, readSelector } from './label-selector';
import {
  type Field,
  fieldOf,
  known,
  mapTraced,
  nodeOf,
  readInteger,
  readList,
  readPort,
  readString,
  type Traced,
  tracedString,
} from './traced';

export type Direction = 'ingress' | 'egress';

/** `networking.k8s.io` NetworkPolicy. */
export interface NetworkPolicy {
  readonly object: KubernetesObject;
  readonly spec: YamlMap | undefined;
  readonly specField: Field | undefined;
  /** Absent selects every pod of the namespace, as `{}` does. */
  readonly podSelector: Traced<LabelSelector>;
  readonly policyTypes: Traced<readonly Traced<string>[]>;
  readonly policyTypesField: Field | undefined;
  readonly ingress: PolicySection;
  readonly egress: PolicySection;
}

/** `spec.ingress` or `spec.egress`. */
export interface PolicySection {
  readonly direction: Direction;
  readonly field: Field | undefined;
  readonly list: Traced<YamlSequence>;
  readonly rules: readonly PolicyRule[];
  /** No template can add rules. */
  readonly isComplete: boolean;
}

export interface PolicyRule {
  readonly direction: Direction;
  readonly range: Range;
  /** Undefined when the rule is not written as a map. */
  readonly node: YamlMap | undefined;
  readonly peersField: Field | undefined;
  readonly peersList: Traced<YamlSequence>;
  readonly peers: readonly Peer[];
  /** No `to`/`from`, or an empty list: the rule is for every peer, nodes included. */
  readonly isForEveryPeer: boolean;
  /** No template can add peers. */
  readonly isComplete: boolean;
  readonly portsList: Traced<YamlSequence>;
  readonly ports: readonly PolicyPort[];
  /** No `ports`, or an empty list. */
  readonly isForEveryPort: boolean;
}

export interface Peer {
  readonly range: Range;
  readonly node: YamlNode;
  readonly index: number;
  readonly ipBlock: IpBlock | undefined;
  readonly podSelector: Traced<LabelSelector>;
  readonly namespaceSelector: Traced<LabelSelector>;
}

export interface IpBlock {
  readonly range: Range;
  readonly keyRange: Range;
  readonly node: YamlNode;
  readonly cidr: Traced<string>;
  readonly except: readonly Traced<string>[];
  readonly exceptField: Field | undefined;
  /** No template can add to `except`. */
  readonly isComplete: boolean;
}

export interface PolicyPort {
  readonly range: Range;
  /** TCP when absent. */
  readonly protocol: Traced<string>;
  readonly port: Traced<number | string>;
  readonly endPort: Traced<number>;
}

/** Views an object as a NetworkPolicy; undefined when it is another kind. */
export function networkPolicyOf(object: KubernetesObject): NetworkPolicy | undefined {
  if (object.kind !== 'NetworkPolicy' || !mayBeOfGroup(object, 'networking.k8s.io')) {
    return undefined;
  }
  const specField = fieldOf(object.node, 'spec');
  const spec = nodeOf(object.node, 'spec');
  if (object.group === undefined && isCalico(spec)) {
    return undefined;
  }
  return {
    object,
    spec: spec?.kind === 'map' ? spec : undefined,
    specField,
    podSelector: readSelector(spec, 'podSelector'),
    policyTypes: readPolicyTypes(spec),
    policyTypesField: fieldOf(spec, 'policyTypes'),
    ingress: sectionOf(spec, 'ingress', 'from'),
    egress: sectionOf(spec, 'egress', 'to'),
  };
}

function readPolicyTypes(spec: YamlNode | undefined): NetworkPolicy['policyTypes'] {
  const list = readList(spec, 'policyTypes');
  return list.state === 'known' && list.value.open
    ? { state: 'unknown', range: list.range }
    : mapTraced(list, ({ items }) => items.map(tracedString));
}

/** Calico's NetworkPolicy selects by an expression. */
function isCalico(spec: YamlNode | undefined): boolean {
  return ['selector', 'types', 'order'].some((name) => fieldOf(spec, name) !== undefined);
}

function sectionOf(
  spec: YamlNode | undefined,
  direction: Direction,
  peersKey: 'from' | 'to',
): PolicySection {
  const list = readList(spec, direction);
  const items = known(list)?.items ?? [];
  return {
    direction,
    field: fieldOf(spec, direction),
    list,
    rules: items.map((item) => ruleOf(item, direction, peersKey)),
    isComplete: list.state === 'absent' || known(list)?.open === false,
  };
}

function ruleOf(node: YamlNode, direction: Direction, peersKey: 'from' | 'to'): PolicyRule {
  const peersList = readList(node, peersKey);
  const portsList = readList(node, 'ports');
  const peers = known(peersList)?.items.map(peerOf) ?? [];
  const isComplete = peersList.state === 'absent' || known(peersList)?.open === false;
  const isWritten = node.kind === 'map' || (node.kind === 'scalar' && node.value === null);
  const ports = known(portsList)?.items.map(portOf) ?? [];
  return {
    direction,
    range: node.range,
    node: node.kind === 'map' ? node : undefined,
    peersField: fieldOf(node, peersKey),
    peersList,
    peers,
    isForEveryPeer: isWritten && isComplete && peers.length === 0,
    isComplete,
    portsList,
    ports,
    isForEveryPort:
      (portsList.state === 'absent' || known(portsList)?.open === false) && ports.length === 0,
  };
}

function peerOf(node: YamlNode, index: number): Peer {
  const ipBlock = fieldOf(node, 'ipBlock');
  return {
    range: node.range,
    node,
    index,
    ipBlock: ipBlock && ipBlockOf(ipBlock),
    podSelector: readSelector(node, 'podSelector'),
    namespaceSelector: readSelector(node, 'namespaceSelector'),
  };
}

function ipBlockOf(field: Field): IpBlock {
  const { node } = field;
  const except = readList(node, 'except');
  return {
    range: node.range,
    keyRange: field.keyRange,
    node,
    cidr: readString(node, 'cidr'),
    except: known(except)?.items.map(tracedString) ?? [],
    exceptField: fieldOf(node, 'except'),
    isComplete: except.state === 'absent' || known(except)?.open === false,
  };
}

function portOf(node: YamlNode): PolicyPort {
  return {
    range: node.range,
    protocol: readString(node, 'protocol'),
    port: readPort(node, 'port'),
    endPort: readInteger(node, 'endPort'),
  };
}

/** Both sections, in the order ingress, egress. */
export function sectionsOf(policy: NetworkPolicy): readonly PolicySection[] {
  return [policy.ingress, policy.egress];
}

/**
 * Whether `policyTypes` lists the direction, or would by Kubernetes' defaults when it is left out
 * (ingress always, egress when there are egress rules; an empty `egress` list is none). Unknown under a template.
 */
export function listsDirection(
  policy: NetworkPolicy,
  direction: Direction,
): 'yes' | 'no' | 'unknown' {
  const { policyTypes } = policy;
  if (policyTypes.state === 'absent' || known(policyTypes)?.length === 0) {
    if (direction === 'ingress') {
      return 'yes';
    }
    return hasRules(policy.egress);
  }
  if (policyTypes.state !== 'known') {
    return 'unknown';
  }
  const name = direction === 'ingress' ? 'Ingress' : 'Egress';
  if (policyTypes.value.some((type) => known(type) === name)) {
    return 'yes';
  }
  return policyTypes.value.some((type) => type.state === 'unknown') ? 'unknown' : 'no';
}

function hasRules({ list, rules, isComplete }: PolicySection): 'yes' | 'no' | 'unknown' {
  if (rules.length > 0 || list.state === 'invalid') {
    return 'yes';
  }
  return isComplete ? 'no' : 'unknown';
}
