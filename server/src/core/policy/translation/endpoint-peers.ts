import { namespaceLabels } from '../../knowledge/policy-vocabulary';
import { type LabelSelector, plainLabelKey } from '../../model/label-selector';
import { fieldOf, known } from '../../model/traced';
import type { Draft, DraftEntry } from '../../syntax/yaml/draft';
import { draftOf } from '../../syntax/yaml/draft';
import type { YamlNode } from '../../syntax/yaml/tree';
import { isLabelKey } from '../label-syntax';
import { selectorParts } from '../validity/label-selector-validity';
import type { Refusals } from './readable';
import { copyOf, onLines, withKey } from './written';

const invalidSelector = 'A selector of this policy is invalid; correct it first.';

/**
 * The `podSelector` for the pods that an `endpointSelector` selects. A policy of Cilium is for its own namespace whatever
 * the selector says, so a requirement of that namespace is left out.
 */
export function podSelectorFrom(
  selector: LabelSelector,
  node: YamlNode,
  namespace: string | undefined,
  refusals: Refusals,
): Draft {
  const parts = sorted(selector, node, refusals);
  const isOwn = (entry: DraftEntry) =>
    entry.value.is === 'scalar' && namespace !== undefined && entry.value.value === namespace;
  if (parts.namespaceExpressions.length > 0 || !parts.namespaceLabels.every(isOwn)) {
    refusals.refuse('Its `endpointSelector` selects by namespace, which a `podSelector` cannot.');
  }
  return selectorDraft(parts.podLabels, parts.podExpressions, node);
}

/** A peer for the pods that an item of `fromEndpoints` or `toEndpoints` selects. */
export function endpointPeer(selector: LabelSelector, node: YamlNode, refusals: Refusals): Draft {
  const parts = sorted(selector, node, refusals);
  const hasPods = parts.podLabels.length + parts.podExpressions.length > 0;
  const pods = selectorDraft(parts.podLabels, parts.podExpressions, node);
  const hasNamespaces = parts.namespaceLabels.length + parts.namespaceExpressions.length > 0;
  if (!hasNamespaces && !parts.isEveryNamespace) {
    return { is: 'map', from: onLines(node), entries: [{ key: 'podSelector', value: pods }] };
  }
  const namespaces = selectorDraft(parts.namespaceLabels, parts.namespaceExpressions, node);
  return {
    is: 'map',
    from: onLines(node),
    entries: [
      { key: 'namespaceSelector', value: namespaces },
      ...(hasPods ? [{ key: 'podSelector', value: pods }] : []),
    ],
  };
}

/** The requirements of an endpoint selector by what they are about. */
interface SortedSelector {
  readonly podLabels: DraftEntry[];
  readonly podExpressions: Draft[];
  readonly namespaceLabels: DraftEntry[];
  readonly namespaceExpressions: Draft[];
  isEveryNamespace: boolean;
}

function sorted(selector: LabelSelector, node: YamlNode, refusals: Refusals): SortedSelector {
  const parts: SortedSelector = {
    podLabels: [],
    podExpressions: [],
    namespaceLabels: [],
    namespaceExpressions: [],
    isEveryNamespace: false,
  };
  refuseInvalid(selector, node, refusals);
  const labels = fieldOf(node, 'matchLabels')?.node;
  for (const { name = '', value, keyRange, end } of labels?.kind === 'map' ? labels.entries : []) {
    const { key, isNamespace } = readKey(name, refusals);
    const entry = { key, value: copyOf(value), from: { start: keyRange.start, end } };
    (isNamespace ? parts.namespaceLabels : parts.podLabels).push(entry);
  }
  const list = fieldOf(node, 'matchExpressions')?.node;
  const items = list?.kind === 'sequence' ? list.items : [];
  for (const [index, requirement] of selector.matchExpressions.entries()) {
    const item = items[index];
    const written = known(requirement.key) ?? '';
    if (item === undefined) {
      continue;
    }
    const { key, isNamespace } = readKey(written, refusals);
    const isName = plainLabelKey(written) === namespaceLabels.ofEndpoint;
    const operator = known(requirement.operator);
    if (isName && operator === 'Exists') {
      parts.isEveryNamespace = true;
    } else if (isName && operator === 'DoesNotExist') {
      refusals.refuse('A NetworkPolicy cannot select what is in no namespace.');
    } else {
      const target = isNamespace ? parts.namespaceExpressions : parts.podExpressions;
      target.push(withKey(copyOf(item), () => key));
    }
  }
  return parts;
}

function refuseInvalid(selector: LabelSelector, node: YamlNode, refusals: Refusals): void {
  const isKnown =
    node.kind === 'map' &&
    node.entries.every(({ name }) => name === 'matchLabels' || name === 'matchExpressions') &&
    selector.matchLabels.every(({ value }) => value.state === 'known') &&
    selector.matchExpressions.every(({ isMap }) => isMap);
  const plain: LabelSelector = {
    ...selector,
    matchLabels: selector.matchLabels.map((label) => ({ ...label, key: plainLabelKey(label.key) })),
    matchExpressions: selector.matchExpressions.map((each) =>
      each.key.state === 'known'
        ? { ...each, key: { ...each.key, value: plainLabelKey(each.key.value) } }
        : each,
    ),
  };
  const traced = { state: 'known', value: plain, range: selector.range } as const;
  if (!isKnown || selectorParts(traced).some(({ problem }) => problem !== 'labelKey')) {
    refusals.refuse(invalidSelector);
  }
}

/** What a key is in the words of Kubernetes, and whether it is about the namespace. */
function readKey(
  written: string,
  refusals: Refusals,
): { readonly key: string; readonly isNamespace: boolean } {
  const key = plainLabelKey(written);
  if (key === namespaceLabels.ofEndpoint) {
    return { key: namespaceLabels.ofNamespace, isNamespace: true };
  }
  const isNamespace = key.startsWith(namespaceLabels.metaPrefix);
  if (key.includes(':') || (!isNamespace && key.startsWith('io.cilium.k8s.'))) {
    refusals.refuse('It selects by a label that only Cilium knows.');
  }
  const name = isNamespace ? key.slice(namespaceLabels.metaPrefix.length) : key;
  if (!isLabelKey(name)) {
    refusals.refuse(invalidSelector);
  }
  return { key: name, isNamespace };
}

function selectorDraft(
  labels: readonly DraftEntry[],
  expressions: readonly Draft[],
  node: YamlNode,
): Draft {
  if (labels.length + expressions.length === 0) {
    return draftOf({});
  }
  const part = (name: string) => {
    const written = fieldOf(node, name)?.node;
    return written === undefined ? {} : { from: written };
  };
  return {
    is: 'map',
    from: { ...node, range: { start: node.range.start, end: node.range.start } },
    entries: [
      ...(labels.length === 0
        ? []
        : [
            {
              key: 'matchLabels',
              value: { is: 'map', entries: labels, ...part('matchLabels') } as Draft,
            },
          ]),
      ...(expressions.length === 0
        ? []
        : [
            {
              key: 'matchExpressions',
              value: { is: 'list', items: expressions, ...part('matchExpressions') } as Draft,
            },
          ]),
    ],
  };
}
