import type { LabelRequirement, LabelSelector } from '../../model/label-selector';
import type { IpBlock, Peer } from '../../model/network-policy';
import type { Traced } from '../../model/traced';
import type { YamlDocument } from '../../syntax/yaml/document';
import { textOf } from './symbol';

/** Stands for what cannot be told without rendering a template. */
const unknown = '…';

/** The first items of a list, and how many more there are. */
export function several(items: readonly string[], most: number): string {
  const more = items.length - most;
  return more > 0 ? `${items.slice(0, most).join(', ')} and ${more} more` : items.join(', ');
}

/** A count with its noun: `1 rule`, `2 rules`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** What a selector asks for; empty when it selects everything. */
export function selectorText(selector: Traced<LabelSelector>, document: YamlDocument): string {
  switch (selector.state) {
    case 'absent':
      return '';
    case 'known':
      return requirementsText(selector.value, document);
    default:
      return unknown;
  }
}

/** The requirements of a selector, joined; empty when there are none. */
export function requirementsText(selector: LabelSelector, document: YamlDocument): string {
  const { matchLabels, matchExpressions, isComplete } = selector;
  const labels = matchLabels.map(({ key, value }) => `${key}=${textOf(value, document) ?? ''}`);
  const expressions = matchExpressions.map((each) => expressionText(each, document));
  return several([...labels, ...expressions, ...(isComplete ? [] : [unknown])], 3);
}

function expressionText(requirement: LabelRequirement, document: YamlDocument): string {
  const key = textOf(requirement.key, document) ?? unknown;
  const operator = textOf(requirement.operator, document) ?? unknown;
  const values = requirement.values.map((value) => textOf(value, document) ?? unknown);
  return values.length === 0 ? `${key} ${operator}` : `${key} ${operator} (${several(values, 3)})`;
}

/** A peer of a NetworkPolicy. */
export function peerText(peer: Peer, document: YamlDocument): string {
  if (peer.ipBlock !== undefined) {
    return ipBlockText(peer.ipBlock, document);
  }
  const { podSelector, namespaceSelector } = peer;
  if (peer.node.kind !== 'map') {
    return unknown;
  }
  const pods = ['pods', selectorText(podSelector, document)].filter((part) => part !== '');
  if (namespaceSelector.state === 'absent') {
    return podSelector.state === 'absent' ? 'no peer' : podsHere(podSelector, document);
  }
  const namespaces = selectorText(namespaceSelector, document);
  return `${pods.join(' ')} ${namespaces === '' ? 'in all namespaces' : `in namespaces ${namespaces}`}`;
}

/** Pods of the namespace of the policy. */
export function podsHere(selector: Traced<LabelSelector>, document: YamlDocument): string {
  const labels = selectorText(selector, document);
  return labels === '' ? 'all pods of the namespace' : `pods ${labels}`;
}

function ipBlockText({ cidr, except }: IpBlock, document: YamlDocument): string {
  const holes = except.length === 0 ? '' : ` except ${count(except.length, 'range')}`;
  return `ipBlock ${textOf(cidr, document) ?? unknown}${holes}`;
}

/** A port of either kind of policy: `TCP 53`, `UDP 1-9`, `TCP` for all of them. */
export function portText(
  port: {
    readonly protocol: Traced<string>;
    readonly port: Traced<number | string>;
    readonly endPort: Traced<number>;
  },
  byDefault: string,
  document: YamlDocument,
): string {
  const protocol = textOf(port.protocol, document) ?? byDefault;
  const number = textOf(port.port, document);
  const last = textOf(port.endPort, document);
  return number === undefined
    ? protocol
    : `${protocol} ${number}${last === undefined ? '' : `-${last}`}`;
}
