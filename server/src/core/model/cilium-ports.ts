import type { YamlNode } from '../syntax/yaml/tree';
import type { Range } from '../text/range';
import {
  type Field,
  fieldOf,
  mapTraced,
  nodeOf,
  readInteger,
  readItems,
  readNode,
  readString,
  type Traced,
  type TracedItems,
  tracedString,
} from './traced';

/** One item of `toPorts`. */
export interface CiliumPortRule {
  readonly node: YamlNode;
  readonly range: Range;
  readonly ports: readonly CiliumPort[];
  /** No template can add ports. */
  readonly isComplete: boolean;
  /** `rules`, the layer 7 part. */
  readonly rules: Field | undefined;
  readonly layer7: CiliumLayer7Rules;
  readonly terminatingTls: Field | undefined;
  readonly originatingTls: Field | undefined;
  readonly serverNames: TracedItems<Traced<string>>;
  readonly listener: Field | undefined;
}

export interface CiliumPort {
  readonly range: Range;
  readonly node: YamlNode;
  /** As text, whether it is written in quotes, as the schema demands, or not. */
  readonly port: Traced<string>;
  readonly endPort: Traced<number>;
  /** ANY when absent. */
  readonly protocol: Traced<string>;
}

/** What `rules` holds; one of the lists, or `l7proto`. */
export interface CiliumLayer7Rules {
  readonly http: TracedItems<HttpRule>;
  readonly dns: TracedItems<FqdnSelector>;
  readonly kafka: TracedItems<YamlNode>;
  readonly l7: TracedItems<YamlNode>;
  readonly l7proto: Traced<string>;
}

export interface HttpRule {
  readonly range: Range;
  readonly node: YamlNode;
  readonly path: Traced<string>;
  readonly method: Traced<string>;
  readonly host: Traced<string>;
  readonly headers: TracedItems<Traced<string>>;
  readonly headerMatches: TracedItems<YamlNode>;
}

/** A name or a pattern of names: an item of `toFQDNs` or of `rules.dns`. */
export interface FqdnSelector {
  readonly range: Range;
  readonly node: YamlNode;
  readonly matchName: Traced<string>;
  readonly matchPattern: Traced<string>;
}

/** Views an item of `toPorts`. */
export function ciliumPortRuleOf(node: YamlNode): CiliumPortRule {
  const ports = readItems(node, 'ports', portOf);
  return {
    node,
    range: node.range,
    ports: ports.items,
    isComplete: ports.isComplete,
    rules: fieldOf(node, 'rules'),
    layer7: layer7Of(nodeOf(node, 'rules')),
    terminatingTls: fieldOf(node, 'terminatingTLS'),
    originatingTls: fieldOf(node, 'originatingTLS'),
    serverNames: readItems(node, 'serverNames', tracedString),
    listener: fieldOf(node, 'listener'),
  };
}

function portOf(node: YamlNode): CiliumPort {
  return {
    range: node.range,
    node,
    port: mapTraced(readNode(node, 'port'), (value) =>
      value.kind === 'scalar' && value.value !== null ? value.text : undefined,
    ),
    endPort: readInteger(node, 'endPort'),
    protocol: readString(node, 'protocol'),
  };
}

function layer7Of(rules: YamlNode | undefined): CiliumLayer7Rules {
  return {
    http: readItems(rules, 'http', httpRuleOf),
    dns: readItems(rules, 'dns', fqdnSelectorOf),
    kafka: readItems(rules, 'kafka', (node) => node),
    l7: readItems(rules, 'l7', (node) => node),
    l7proto: readString(rules, 'l7proto'),
  };
}

function httpRuleOf(node: YamlNode): HttpRule {
  return {
    range: node.range,
    node,
    path: readString(node, 'path'),
    method: readString(node, 'method'),
    host: readString(node, 'host'),
    headers: readItems(node, 'headers', tracedString),
    headerMatches: readItems(node, 'headerMatches', (match) => match),
  };
}

/** Views an item of `toFQDNs` or of `rules.dns`. */
export function fqdnSelectorOf(node: YamlNode): FqdnSelector {
  return {
    range: node.range,
    node,
    matchName: readString(node, 'matchName'),
    matchPattern: readString(node, 'matchPattern'),
  };
}
