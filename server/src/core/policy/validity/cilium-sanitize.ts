import { sanitizeFacts } from '../../knowledge/cilium-schema/sanitize-facts';
import type { CiliumPolicy } from '../../model/cilium-policy';
import { fieldOf, known, nodeOf, readItems, readString, type Traced } from '../../model/traced';
import type { YamlNode } from '../../syntax/yaml/tree';
import { isDnsSubdomain, isLabelKey, isLabelValue } from '../label-syntax';
import { ciliumEntries } from './cilium-entries';
import { ciliumPortRules, layer7Kinds, type PlacedPortRule } from './cilium-port-rules';
import { selectorProblems } from './cilium-selector-validity';
import { isToBeFilledIn } from './invalid-part';
import { kafkaProblems } from './kafka-validity';
import { re2Problem } from './re2-syntax';
import type { SanitizeProblem } from './sanitize-problems';

/**
 * The conditions that Cilium has beyond its schema (`Sanitize` in cilium `pkg/policy/api`) and that no other rule is
 * about. Values that a template or a placeholder decides are left out.
 */
export function sanitizeProblems(policy: CiliumPolicy): readonly SanitizeProblem[] {
  return [
    ...metadataProblems(policy),
    ...selectorProblems(policy),
    ...ciliumEntries(policy).flatMap(({ entry }) => entry.icmpFields.items.flatMap(icmpProblems)),
    ...ciliumPortRules(policy).flatMap((placed) => [
      ...rangeProblems(placed),
      ...serverNameProblems(placed),
      ...listenerProblems(placed),
      ...placed.portRule.layer7.http.items.flatMap(({ node, path, method }) => [
        ...regexProblem(path),
        ...regexProblem(method),
        ...secretProblems(node),
      ]),
      ...placed.portRule.layer7.kafka.items.flatMap(kafkaProblems),
      ...placed.portRule.layer7.l7.items.flatMap(emptyKeys),
    ]),
  ];
}

/** Rules that the proxy for layer 7 is to read, and that no other rule says so of, for clusters without that proxy. */
export function proxyProblems(policy: CiliumPolicy): readonly SanitizeProblem[] {
  return ciliumPortRules(policy).flatMap((placed): readonly SanitizeProblem[] => {
    const field = fieldOf(placed.portRule.rules?.node, 'l7');
    const kinds = layer7Kinds(placed);
    return field !== undefined && kinds.length === 1 && kinds[0] === 'l7'
      ? [{ problem: 'proxyOff', at: field.keyRange, data: {} }]
      : [];
  });
}

function metadataProblems({ object }: CiliumPolicy): readonly SanitizeProblem[] {
  const { name, labels, document } = object;
  const metadata = nodeOf(object.node, 'metadata');
  const isWhole = metadata?.kind === 'map' && !metadata.open && !document.isTemplate;
  const hasName = name.state !== 'absent' || fieldOf(metadata, 'generateName') !== undefined;
  const field = fieldOf(object.node, 'metadata');
  return [
    ...(isWhole && !hasName && field !== undefined
      ? [{ problem: 'metadataNameMissing', at: field.keyRange, data: {} } as const]
      : []),
    ...nameProblems(name),
    ...(known(labels)?.entries ?? []).flatMap(({ key, keyRange, value }) => [
      ...(isLabelKey(key) || key.startsWith('$') || isToBeFilledIn(key)
        ? []
        : [{ problem: 'metadataLabelKey', at: keyRange, data: { value: key } } as const]),
      ...(value.state !== 'known' || isLabelValue(value.value) || isToBeFilledIn(value.value)
        ? []
        : [
            {
              problem: 'metadataLabelValue',
              at: value.range,
              data: { value: value.value },
            } as const,
          ]),
    ]),
  ];
}

function nameProblems(name: Traced<string>): readonly SanitizeProblem[] {
  if (name.state !== 'known' || isDnsSubdomain(name.value) || isToBeFilledIn(name.value)) {
    return [];
  }
  const { value, range: at } = name;
  const proper = value.toLowerCase().replaceAll('_', '-');
  return [
    {
      problem: value === '' ? 'metadataNameMissing' : 'metadataName',
      at,
      data: { value },
      ...(isDnsSubdomain(proper) ? { replacement: proper } : {}),
    },
  ];
}

/** Each family has names of its own; the schema takes them all. */
function icmpProblems({
  family,
  type,
}: ReturnType<
  typeof ciliumEntries
>[number]['entry']['icmpFields']['items'][number]): readonly SanitizeProblem[] {
  const of = family.state === 'absent' ? 'IPv4' : known(family);
  const name = known(type);
  if (typeof name !== 'string' || /^\d+$/.test(name) || (of !== 'IPv4' && of !== 'IPv6')) {
    return [];
  }
  const { icmpNames } = sanitizeFacts;
  const other = of === 'IPv4' ? 'IPv6' : 'IPv4';
  const isName = (list: readonly string[]) => list.includes(name);
  return type.state === 'known' && !isName(icmpNames[of]) && isName(icmpNames[other])
    ? [{ problem: 'icmpName', at: type.range, data: { value: name, family: of, other } }]
    : [];
}

/** Ranges with `dns` are another rule's. */
function rangeProblems(placed: PlacedPortRule): readonly SanitizeProblem[] {
  const kinds = layer7Kinds(placed);
  if (kinds.length === 0 || kinds.includes('dns')) {
    return [];
  }
  return placed.portRule.ports.flatMap(({ port, endPort }): readonly SanitizeProblem[] => {
    const number = Number(known(port) ?? Number.NaN);
    const isRange = endPort.state === 'known' && endPort.value > number;
    return isRange
      ? [{ problem: 'layer7Range', at: endPort.range, data: {}, span: sanitizeFacts.layer7Range }]
      : [];
  });
}

function serverNameProblems(placed: PlacedPortRule): readonly SanitizeProblem[] {
  const { serverNames, terminatingTls } = placed.portRule;
  const field = fieldOf(placed.portRule.node, 'serverNames');
  const [first] = serverNames.items;
  if (field === undefined || first === undefined) {
    return [];
  }
  const mayTerminate = terminatingTls !== undefined || isOpen(placed.portRule.node);
  const empty = serverNames.items.filter((name) => name.state === 'known' && name.value === '');
  return [
    ...(layer7Kinds(placed).length > 0 && !mayTerminate
      ? [{ problem: 'serverNamesLayer7', at: field.keyRange, data: {} } as const]
      : []),
    ...empty.flatMap((name): readonly SanitizeProblem[] =>
      name.state === 'known'
        ? [
            {
              problem: 'emptyServerName',
              at: name.range,
              data: {},
              span: sanitizeFacts.emptyServerName,
            },
          ]
        : [],
    ),
  ];
}

function isOpen(node: YamlNode): boolean {
  return node.kind === 'map' && node.open;
}

function listenerProblems(placed: PlacedPortRule): readonly SanitizeProblem[] {
  const { listener } = placed.portRule;
  if (listener === undefined || listener.node.kind !== 'map') {
    return [];
  }
  const at = listener.keyRange;
  const { direction, isDeny } = placed.placed.section;
  return [
    ...(direction === 'ingress' && !isDeny
      ? [{ problem: 'listenerIngress', at, data: {} } as const]
      : []),
    ...(layer7Kinds(placed).length > 0
      ? [{ problem: 'listenerLayer7', at, data: {} } as const]
      : []),
  ];
}

function regexProblem(text: Traced<string>): readonly SanitizeProblem[] {
  const reason = text.state === 'known' ? re2Problem(text.value) : undefined;
  return text.state !== 'known' || reason === undefined || isToBeFilledIn(text.value)
    ? []
    : [{ problem: 'regex', at: text.range, data: { value: text.value.slice(0, 60), reason } }];
}

function secretProblems(rule: YamlNode): readonly SanitizeProblem[] {
  return readItems(rule, 'headerMatches', (match) => readString(nodeOf(match, 'secret'), 'name'))
    .items.filter((name) => name.state === 'known' && name.value === '')
    .flatMap((name): readonly SanitizeProblem[] =>
      name.state === 'known' ? [{ problem: 'emptySecretName', at: name.range, data: {} }] : [],
    );
}

function emptyKeys(rule: YamlNode): readonly SanitizeProblem[] {
  return rule.kind !== 'map'
    ? []
    : rule.entries
        .filter(({ name }) => name === '')
        .map(({ keyRange }) => ({ problem: 'emptyKey', at: keyRange, data: {} }));
}
