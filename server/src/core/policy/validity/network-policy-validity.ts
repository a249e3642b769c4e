import {
  type NetworkPolicy,
  type Peer,
  type PolicyRule,
  sectionsOf,
} from '../../model/network-policy';
import { fieldOf, known } from '../../model/traced';
import type { YamlEntry } from '../../syntax/yaml/tree';
import { isDnsSubdomain } from '../label-syntax';
import { type InvalidPart, isToBeFilledIn, nullItems } from './invalid-part';
import { ipBlockParts } from './ip-block-validity';
import { labelParts, selectorParts } from './label-selector-validity';
import { policyPortParts } from './policy-port-validity';

/**
 * The checks of the API server that its schema does not hold (kubernetes `pkg/apis/networking/validation`).
 * Values that a template or a placeholder decides are left out.
 */
export function invalidParts(policy: NetworkPolicy): readonly InvalidPart[] {
  const isTemplate = policy.object.document.isTemplate;
  return [
    ...objectParts(policy),
    ...podSelectorParts(policy, isTemplate),
    ...policyTypeParts(policy, isTemplate),
    ...sectionsOf(policy)
      .flatMap(({ rules }) => rules)
      .flatMap((rule) => ruleParts(rule, isTemplate)),
  ];
}

const version = 'networking.k8s.io/v1';

function objectParts({ object }: NetworkPolicy): readonly InvalidPart[] {
  const parts: InvalidPart[] = [];
  const apiVersion = fieldOf(object.node, 'apiVersion');
  const value = object.apiVersion;
  if (apiVersion !== undefined && value !== undefined && value !== version) {
    const data = { value, version };
    const at = apiVersion.node.range;
    parts.push({ problem: 'apiVersion', at, data, replacements: [version] });
  }
  const { name } = object;
  if (name.state === 'known' && !isToBeFilledIn(name.value) && !isDnsSubdomain(name.value)) {
    const proper = name.value.toLowerCase().replaceAll('_', '-');
    parts.push({
      problem: 'name',
      at: name.range,
      data: { value: name.value },
      replacements: isDnsSubdomain(proper) ? [proper] : [],
    });
  }
  const labels = known(object.labels)?.entries ?? [];
  return [...parts, ...labelParts(labels)];
}

function podSelectorParts(policy: NetworkPolicy, isTemplate: boolean): readonly InvalidPart[] {
  const { spec, specField, policyTypesField } = policy;
  const isWritten = fieldOf(spec, 'podSelector') !== undefined;
  // Without `policyTypes` it is likelier a patch, which holds nothing but what it changes.
  const isWhole = policyTypesField !== undefined && spec?.open === false && !isTemplate;
  if (isWhole && !isWritten && specField !== undefined && !isPatch(spec.entries)) {
    return [{ problem: 'podSelectorMissing', at: specField.keyRange, data: {} }];
  }
  return selectorParts(policy.podSelector);
}

function isPatch(entries: readonly YamlEntry[]): boolean {
  return entries.some(({ name, merged }) => merged || name?.startsWith('$') === true);
}

const policyTypes: readonly string[] = ['Ingress', 'Egress'];

function policyTypeParts(policy: NetworkPolicy, isTemplate: boolean): readonly InvalidPart[] {
  const types = known(policy.policyTypes) ?? [];
  const wrong = types.flatMap((type): InvalidPart[] => {
    if (type.state !== 'known' || policyTypes.includes(type.value)) {
      return [];
    }
    const { value, range: at } = type;
    const proper = policyTypes.find((name) => name.toLowerCase() === value.toLowerCase());
    return proper === undefined
      ? [{ problem: 'policyType', at, data: { value } }]
      : [{ problem: 'policyTypeCase', at, data: { value, proper }, replacements: [proper] }];
  });
  const third = types[policyTypes.length];
  const empty = nullItems(policy.policyTypesField?.node);
  if (empty.length > 0) {
    return empty.map((at) => ({ problem: 'policyType', at, data: { value: '' } }));
  }
  return third !== undefined && third.state !== 'absent' && !isTemplate
    ? [...wrong, { problem: 'tooManyPolicyTypes', at: third.range, data: {} }]
    : wrong;
}

function ruleParts(rule: PolicyRule, isTemplate: boolean): readonly InvalidPart[] {
  return [
    ...rule.peers.flatMap((peer) => peerParts(peer, isTemplate)),
    ...rule.ports.flatMap(policyPortParts),
  ];
}

function peerParts(peer: Peer, isTemplate: boolean): readonly InvalidPart[] {
  const selectors = [peer.podSelector, peer.namespaceSelector];
  const block = fieldOf(peer.node, 'ipBlock');
  if (block === undefined || isNullEntry(block.entry)) {
    return [...emptyPeerParts(peer), ...selectors.flatMap(selectorParts)];
  }
  // In a template the two may stand in different branches.
  const isMixed = !isTemplate && selectors.some(({ state }) => state === 'known');
  return [
    ...(isMixed ? [{ problem: 'mixedPeer', at: block.keyRange, data: {} } as const] : []),
    ...(peer.ipBlock === undefined ? [] : ipBlockParts(peer.ipBlock)),
    ...selectors.flatMap(selectorParts),
  ];
}

const peerFields: readonly string[] = ['ipBlock', 'namespaceSelector', 'podSelector'];

function emptyPeerParts({ node, range }: Peer): readonly InvalidPart[] {
  if (node.kind === 'scalar' && node.value === null) {
    return [{ problem: 'emptyPeer', at: range, data: {} }];
  }
  if (node.kind !== 'map' || node.open) {
    return [];
  }
  const empty = node.entries.filter(isNullEntry);
  const isPeer = node.entries.every(({ name }) => peerFields.includes(name ?? ''));
  if (isPeer && empty.length === node.entries.length) {
    const [entry] = empty;
    return entry === undefined
      ? [{ problem: 'emptyPeer', at: range, data: {} }]
      : [nullPart('nullPeer', entry)];
  }
  const namespaces = empty.find(({ name }) => name === 'namespaceSelector');
  return namespaces === undefined ? [] : [nullPart('nullNamespaceSelector', namespaces)];
}

function nullPart(problem: 'nullPeer' | 'nullNamespaceSelector', entry: YamlEntry): InvalidPart {
  const name = entry.name ?? '';
  const mayBeEmpty = name !== 'ipBlock' && !entry.merged;
  return {
    problem,
    at: entry.keyRange,
    data: { name },
    ...(mayBeEmpty ? { emptyEntry: entry } : {}),
  };
}

function isNullEntry({ value }: YamlEntry): boolean {
  return value.kind === 'scalar' && value.value === null;
}
