import type {
  CiliumEntry,
  CiliumPolicy,
  CiliumPortRule,
  CiliumSection,
} from '../../model/cilium-policy';
import {
  type Direction,
  type NetworkPolicy,
  type PolicyRule,
  type PolicySection,
  sectionsOf,
} from '../../model/network-policy';
import { fieldOf, known } from '../../model/traced';
import type { YamlDocument } from '../../syntax/yaml/document';
import type { YamlSequence } from '../../syntax/yaml/tree';
import { memberText } from './cilium-members';
import { count, peerText, podsHere, portText, selectorText, several } from './summary';
import { type Draft, placeOf } from './symbol';

/** Peers and ports that a rule's name has room for. */
const mostPeers = 2;
const mostPorts = 6;

/** Whom a NetworkPolicy selects, and its directions with their rules. */
export function networkPolicySymbols(policy: NetworkPolicy): readonly Draft[] {
  const { document } = policy.object;
  const selector = fieldOf(policy.spec, 'podSelector');
  const subject: readonly Draft[] =
    selector === undefined
      ? []
      : [{ role: 'subject', name: podsHere(policy.podSelector, document), ...placeOf(selector) }];
  return [...subject, ...sectionsOf(policy).flatMap((each) => sectionDraft(each, document))];
}

function sectionDraft(
  { direction, field, list, rules }: PolicySection,
  document: YamlDocument,
): readonly Draft[] {
  return field === undefined
    ? []
    : [
        {
          role: 'section',
          name: direction,
          detail: rulesText(rules.length),
          ...placeOf(field),
          children: rules.map((rule, index) =>
            ruleDraft(rule, itemRange(known(list), index, rule.range), index, document),
          ),
        },
      ];
}

function rulesText(rules: number): string {
  return rules === 0 ? 'closed' : count(rules, 'rule');
}

/** Where the item is written, which for an alias is not where its node is. */
function itemRange(list: YamlSequence | undefined, index: number, otherwise: Draft['range']) {
  return list?.itemRanges[index] ?? otherwise;
}

function ruleDraft(
  rule: PolicyRule,
  range: Draft['range'],
  index: number,
  document: YamlDocument,
): Draft {
  const { direction, peers, ports, isForEveryPort } = rule;
  const peerTexts = peers.map((peer) => peerText(peer, document));
  const portsField = fieldOf(rule.node, 'ports');
  const portsText = `ports ${several(
    ports.map((port) => portText(port, 'TCP', document)),
    mostPorts,
  )}`;
  return {
    role: 'rule',
    name: `${direction} rule ${index + 1}: ${preposition(direction)} ${
      peers.length === 0 ? 'every peer' : several(peerTexts, mostPeers)
    }`,
    detail: isForEveryPort ? 'every port' : ports.length === 0 ? '' : portsText,
    range,
    children: [
      ...peers.map(
        (peer, at): Draft => ({
          role: 'peer',
          name: peerTexts[at] ?? '',
          range: itemRange(known(rule.peersList), at, peer.range),
        }),
      ),
      ...(portsField === undefined || ports.length === 0
        ? []
        : [{ role: 'port', name: portsText, ...placeOf(portsField) } as const]),
    ],
  };
}

function preposition(direction: Direction): string {
  return direction === 'egress' ? 'to' : 'from';
}

/** The same for a Cilium policy; several specs each have a symbol of their own. */
export function ciliumPolicySymbols({ object, rules, specs }: CiliumPolicy): readonly Draft[] {
  const { document } = object;
  const drafts = rules.map(
    (rule, index): Draft => ({
      role: 'spec',
      name: `rules ${index + 1}`,
      range: rule.range,
      children: [
        ...(['endpointSelector', 'nodeSelector'] as const).flatMap((name): readonly Draft[] => {
          const field = fieldOf(rule.node, name);
          const labels = selectorText(rule[name], document);
          const what = name === 'endpointSelector' ? 'pods' : 'nodes';
          const subject = labels === '' ? `all ${what}` : `${what} ${labels}`;
          return field === undefined ? [] : [{ role: 'subject', name: subject, ...placeOf(field) }];
        }),
        ...rule.sections.flatMap((section) => ciliumSectionDraft(section, document)),
      ],
    }),
  );
  return specs === undefined ? drafts.flatMap(({ children = [] }) => children) : drafts;
}

function ciliumSectionDraft(section: CiliumSection, document: YamlDocument): readonly Draft[] {
  const { field, entries, list, direction, isDeny } = section;
  const name = isDeny ? `${direction}Deny` : direction;
  return field === undefined
    ? []
    : [
        {
          role: 'section',
          name,
          detail: entries.length === 0 && isDeny ? '' : rulesText(entries.length),
          ...placeOf(field),
          children: entries.map((entry, index) => ({
            ...entryDraft(entry, name, index, document),
            range: itemRange(known(list), index, entry.range),
          })),
        },
      ];
}

function entryDraft(
  entry: CiliumEntry,
  section: string,
  index: number,
  document: YamlDocument,
): Draft {
  const members = [...entry.members].map(([member, field]) => ({
    text: memberText(entry, member, document),
    field,
  }));
  const ports = entry.toPorts.flatMap((rule) => portTexts(rule, document));
  const portsText = ports.length === 0 ? '' : `ports ${several(ports, mostPorts)}`;
  const toPorts = fieldOf(entry.node, 'toPorts');
  const hasMore = toPorts !== undefined || entry.icmps !== undefined;
  const everybody = hasMore ? `${preposition(entry.direction)} every peer` : 'no peer';
  const whom = several(
    members.map(({ text }) => text),
    mostPeers,
  );
  return {
    role: 'rule',
    name: `${section} rule ${index + 1}: ${members.length === 0 ? everybody : whom}`,
    detail: entry.icmps === undefined ? portsText : 'ICMP',
    range: entry.range,
    children: [
      ...members.map(({ text, field }): Draft => ({ role: 'peer', name: text, ...placeOf(field) })),
      ...(toPorts === undefined || portsText === ''
        ? []
        : [{ role: 'port', name: portsText, ...placeOf(toPorts) } as const]),
    ],
  };
}

function portTexts({ ports, layer7 }: CiliumPortRule, document: YamlDocument): readonly string[] {
  const lists = (['http', 'dns', 'kafka', 'l7'] as const).filter(
    (name) => layer7[name].list.state !== 'absent',
  );
  const rules = lists.length === 0 ? '' : ` (${lists.join(', ')})`;
  return ports.map((port) => `${portText(port, 'ANY', document)}${rules}`);
}
