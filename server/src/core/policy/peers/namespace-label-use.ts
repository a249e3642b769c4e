import { foreignNamespace } from '../../knowledge/policy-pitfalls';
import { namespaceLabels } from '../../knowledge/policy-vocabulary';
import type { CiliumEntry, CiliumPolicy, CiliumRule } from '../../model/cilium-policy';
import { type LabelSelector, plainLabelKey } from '../../model/label-selector';
import { fieldOf, known, type Traced } from '../../model/traced';
import type { YamlNode } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';

/** A requirement for a namespace that does not do in a selector of a Cilium policy what it says. */
export type NamespaceMistake = {
  /** Where the key is written. */
  readonly at: Range;
  readonly key: string;
  readonly use: 'subject' | 'peer';
  /** The selector that it stands in. */
  readonly selector: YamlNode;
} & (
  | {
      /** A label that Namespaces have, and pods never. */
      readonly is: 'label of namespaces';
      /** Pods without the label fulfil it. */
      readonly isAlwaysMet: boolean;
      /** The selector names the namespace in the right way as well. */
      readonly isNamed: boolean;
    }
  | {
      /** The label of the namespace, from a source that labels of pods do not come from. */
      readonly is: 'other source';
      readonly isNamed: boolean;
    }
  | {
      /** The policy is for pods of another namespace than its own, which cannot be. */
      readonly is: 'foreign namespace';
      readonly written: string;
      readonly own: string;
      /** Cilium puts the own namespace in its place; else no pod fulfils both. */
      readonly isReplaced: boolean;
    }
);

/** The mistakes of a policy, in the order they are written. */
export function namespaceMistakes(policy: CiliumPolicy): readonly NamespaceMistake[] {
  return policy.rules
    .flatMap((rule) => selectorsOf(rule))
    .flatMap(({ selector, node, use }) => [
      ...labelMistakes(selector, node, use),
      ...(use === 'subject' ? foreignNamespaces(policy, selector, node) : []),
    ])
    .sort((a, b) => a.at.start - b.at.start);
}

interface PlacedSelector {
  readonly selector: LabelSelector;
  readonly node: YamlNode;
  readonly use: NamespaceMistake['use'];
}

function selectorsOf(rule: CiliumRule): readonly PlacedSelector[] {
  const subject = fieldOf(rule.node, 'endpointSelector')?.node;
  const selector = known(rule.endpointSelector);
  const own =
    subject === undefined || selector === undefined
      ? []
      : [{ selector, node: subject, use: 'subject' as const }];
  const entries = rule.sections.flatMap((section) => section.entries);
  return [...own, ...entries.flatMap(peersOf)];
}

function peersOf({ members, endpoints }: CiliumEntry): readonly PlacedSelector[] {
  const list = members.get('Endpoints')?.node;
  const items = list?.kind === 'sequence' ? list.items : [];
  return (known(endpoints) ?? []).flatMap((selector) => {
    const node = items.find(({ range }) => range.start === selector.range.start);
    return node === undefined ? [] : [{ selector, node, use: 'peer' as const }];
  });
}

interface Written {
  readonly key: string;
  readonly at: Range;
  readonly operator: string;
  readonly values: readonly Traced<string>[];
  readonly isLabel: boolean;
}

function requirementsIn({ matchLabels, matchExpressions }: LabelSelector): readonly Written[] {
  return [
    ...matchLabels.map(({ key, keyRange, value }) => ({
      key,
      at: keyRange,
      operator: 'In',
      values: [value],
      isLabel: true,
    })),
    ...matchExpressions.flatMap(({ key, operator, values }) =>
      key.state === 'known' && operator.state === 'known'
        ? [{ key: key.value, at: key.range, operator: operator.value, values, isLabel: false }]
        : [],
    ),
  ];
}

function labelMistakes(
  selector: LabelSelector,
  node: YamlNode,
  use: NamespaceMistake['use'],
): readonly NamespaceMistake[] {
  const all = requirementsIn(selector);
  const isNamed = all.some(({ key }) => plainLabelKey(key) === namespaceLabels.ofEndpoint);
  const fromElsewhere = all
    .filter(({ key }) => otherSource.test(key))
    .map(({ key, at }) => ({ is: 'other source', at, key, use, selector: node, isNamed }) as const);
  const ofNamespaces = all
    .filter(({ key }) => plainLabelKey(key) === namespaceLabels.ofNamespace)
    .map(
      ({ key, at, operator }) =>
        ({
          is: 'label of namespaces',
          at,
          key,
          use,
          selector: node,
          isAlwaysMet: operator === 'NotIn' || operator === 'DoesNotExist',
          isNamed,
        }) as const,
    );
  return [...fromElsewhere, ...ofNamespaces];
}

/** `k8s:` and `any:`, or no source at all, are right. */
const otherSource = /^(?!(?:k8s|any):)[\w-]+:io\.kubernetes\.pod\.namespace$/;

function foreignNamespaces(
  { scope, object }: CiliumPolicy,
  selector: LabelSelector,
  node: YamlNode,
): readonly NamespaceMistake[] {
  const own = known(object.namespace);
  if (scope !== 'namespaced' || own === undefined) {
    return [];
  }
  return requirementsIn(selector).flatMap(({ key, at, operator, values, isLabel }) => {
    const names = values.map(known);
    const [written] = names;
    const isForeign =
      plainLabelKey(key) === namespaceLabels.ofEndpoint &&
      operator === 'In' &&
      written !== undefined &&
      !names.includes(undefined) &&
      !names.includes(own);
    const isReplaced = isLabel && key === foreignNamespace.replacedKey;
    return isForeign
      ? [
          {
            is: 'foreign namespace',
            at,
            key,
            use: 'subject',
            selector: node,
            written,
            own,
            isReplaced,
          },
        ]
      : [];
  });
}
