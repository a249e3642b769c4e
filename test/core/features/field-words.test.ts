import { describe, expect, it } from 'vitest';
import {
  ciliumPolicyWords,
  classWords,
  type FieldWords,
  networkPolicyWords,
  podWords,
  serviceWords,
} from '../../../server/src/core/features/hover/field-words';
import {
  ciliumConfig,
  ciliumEntities,
  ciliumKinds,
  configEdits,
  type Edition,
  editions,
  type HoverTopic,
  hoverTopic,
  hoverTopics,
  inEdition,
  metadataKeys,
  misspelledKinds,
  policyFieldRequirements,
  removedConstructs,
  type TopicId,
} from '../../../server/src/core/knowledge';
import { clusterTopics } from '../../../server/src/core/knowledge/topics/clusters';
import { hoverAt, titleAt } from './support/cursor';

/** A text in flow style with the `$0` at a word, and the topic that is to be shown there. */
interface Place {
  readonly what: string;
  readonly text: string;
  readonly topic: TopicId;
}

const quote = (text: string) => `"${text}"`;

/** `{a: {b: ` … `}}` around the value; a key that is not a plain word may hold dots, so the path is a list. */
function nested(path: readonly string[], value: string): string {
  const keys = path.map(quote);
  const last = keys.at(-1)?.replace('"', '"$0') ?? '';
  const opened = keys.slice(0, -1).map((key) => `{${key}: `);
  return `${opened.join('')}{${last}: ${value}}${'}'.repeat(opened.length)}`;
}

/** An object whose `kind` is that of the fields, with the fields below `root`. */
function placesOf(
  head: string,
  words: readonly FieldWords[],
  wrap: (inner: string) => string = (inner) => inner.slice(1, -1),
): readonly Place[] {
  return words.flatMap(({ path, topic, byValue = {} }) => {
    const keys =
      path === 'nodeSelector.kubernetes.io/os'
        ? ['nodeSelector', 'kubernetes.io/os']
        : path.split('.');
    const place = (value: string, of: TopicId): Place => ({
      what: `${head} ${path}: ${value}`,
      text: `{${head}, ${wrap(nested(keys, value))}}`,
      topic: of,
    });
    return [
      ...(topic === undefined ? [] : [place('"x"', topic)]),
      ...Object.entries(byValue).map(([value, of]) => place(quote(value), of)),
    ];
  });
}

const networkPolicy = 'apiVersion: networking.k8s.io/v1, kind: NetworkPolicy';
const ciliumPolicy = 'apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy';
const systemMap = (name: string) =>
  `apiVersion: v1, kind: ConfigMap, metadata: {namespace: kube-system, name: ${name}}`;

const fieldPlaces: readonly Place[] = [
  ...placesOf(networkPolicy, networkPolicyWords),
  ...placesOf(ciliumPolicy, ciliumPolicyWords),
  ...placesOf('apiVersion: v1, kind: Service', serviceWords),
  ...placesOf('apiVersion: v1, kind: Pod', podWords, (inner) => `spec: ${inner}`),
  ...placesOf('apiVersion: networking.k8s.io/v1, kind: Ingress', [classWords.Ingress]),
  ...placesOf('apiVersion: gateway.networking.k8s.io/v1, kind: Gateway', [classWords.Gateway]),
];

const rowPlaces = (edition: Edition): readonly Place[] => [
  ...ciliumEntities.map(
    ({ name }): Place => ({
      what: `entity ${name}`,
      text: `{${ciliumPolicy}, spec: {egress: [{toEntities: [$0${name}]}]}}`,
      topic: `entity:${name}`,
    }),
  ),
  ...ciliumKinds
    .filter((entry) => inEdition(entry, edition))
    .map(
      ({ group, kind }): Place => ({
        what: `kind ${group}/${kind}`,
        text: `{apiVersion: ${group}/v1, kind: $0${kind}}`,
        topic: `kind:${group}/${kind}`,
      }),
    ),
  {
    what: 'kind NetworkPolicy',
    text: '{apiVersion: networking.k8s.io/v1, kind: $0NetworkPolicy}',
    topic: 'kind:networking.k8s.io/NetworkPolicy',
  },
  ...misspelledKinds.map(
    ({ written }): Place => ({
      what: `misspelled ${written}`,
      text: `{apiVersion: cilium.io/v2, kind: $0${written}}`,
      topic: `misspelled:${written}`,
    }),
  ),
  ...metadataKeys
    .filter((entry) => inEdition(entry, edition))
    .map(
      ({ key, on }): Place => ({
        what: `${on} ${key}`,
        text: `{apiVersion: v1, kind: Namespace, metadata: {${on === 'label' ? 'labels' : 'annotations'}: {"$0${key.replace('*', 'x')}": "x"}}}`,
        topic: `key:${key}`,
      }),
    ),
  ...[...ciliumConfig, ...configEdits]
    .filter((entry) => inEdition(entry, edition))
    .map(
      ({ key }): Place => ({
        what: `configuration ${key}`,
        text: `{${systemMap('cilium-config')}, data: {$0${key}: "x"}}`,
        topic: `config:${key}`,
      }),
    ),
  {
    what: 'another key of the configuration',
    text: `{${systemMap('cilium-config')}, data: {$0debug: "true"}}`,
    topic: 'cilium-config',
  },
  {
    what: 'the ConfigMap of Cilium',
    text: `{${systemMap('$0cilium-config')}}`,
    topic: 'cilium-config',
  },
  {
    what: 'the ConfigMap of the ip-masq-agent',
    text: `{${systemMap('$0azure-ip-masq-agent-config')}}`,
    topic: 'ip-masq-config',
  },
  {
    what: 'the ConfigMap that AKS writes for it',
    text: `{${systemMap('$0azure-ip-masq-agent-config-reconciled')}}`,
    topic: 'ip-masq-config-reconciled',
  },
];

const label = (selector: string, key: string, topic: TopicId, head = networkPolicy): Place => ({
  what: `${selector} ${key}`,
  text: `{${head}, spec: ${selector.replace('?', `{matchLabels: {"$0${key}": x}}`)}}`,
  topic,
});

const labelPlaces: readonly Place[] = [
  label(
    '{egress: [{to: [{namespaceSelector: ?}]}]}',
    'kubernetes.io/metadata.name',
    'label-of-namespace',
  ),
  label('{podSelector: ?}', 'kubernetes.io/metadata.name', 'label-of-namespace'),
  label('{podSelector: ?}', 'statefulset.kubernetes.io/pod-name', 'label-dropped'),
  label('{ingress: [{from: [{podSelector: ?}]}]}', 'pod-template-hash', 'label-dropped'),
  label('{endpointSelector: ?}', 'k8s:pod-template-hash', 'label-dropped', ciliumPolicy),
  label(
    '{egress: [{toEndpoints: [?]}]}',
    'k8s:io.kubernetes.pod.namespace',
    'label-pod-namespace',
    ciliumPolicy,
  ),
  label(
    '{ingressDeny: [{fromEndpoints: [?]}]}',
    'io.cilium.k8s.namespace.labels.team',
    'label-namespace-labels',
    ciliumPolicy,
  ),
  {
    what: 'a key of an expression',
    text: `{${networkPolicy}, spec: {podSelector: {matchExpressions: [{key: $0pod-template-hash, operator: Exists}]}}}`,
    topic: 'label-dropped',
  },
];

/** Those of clusters are reached in files of another kind. */
const ofObjects = hoverTopics.filter((topic) => !clusterTopics.includes(topic));

const all = (edition: Edition) => [...fieldPlaces, ...rowPlaces(edition), ...labelPlaces];

describe('words of the field', () => {
  it.each(editions)('have their topics in the edition %s', (edition) => {
    for (const { what, text, topic } of all(edition)) {
      expect([what, titleAt(text, { edition })]).toEqual([what, titleOf(topic, edition)]);
    }
  });

  it('reach every topic there is', () => {
    const reached = new Set(
      editions.flatMap((edition) => all(edition).map(({ topic }) => hoverTopic(topic, edition))),
    );
    expect(ofObjects.filter((topic) => !reached.has(topic)).map(({ id }) => id)).toEqual([]);
  });

  it('take in every field that needs something, and every field that is on its way out', () => {
    const known = new Set(ciliumPolicyWords.map(({ path }) => path));
    const required = policyFieldRequirements.flatMap(({ path, directions }) =>
      directions.map((direction) => `spec.${direction}.${path}`),
    );
    const removed = removedConstructs.flatMap(({ fields }) =>
      fields.flatMap((field) =>
        field === 'fromRequires' ? [`spec.ingress.${field}`] : [`spec.egress.${field}`],
      ),
    );
    expect([...required, ...removed].filter((path) => !known.has(path))).toEqual([]);
  });

  it.each(editions)('are explained in a few lines, with sources, in the edition %s', (edition) => {
    for (const { what, text } of all(edition)) {
      const markdown = hoverAt(text, { edition })?.markdown ?? '';
      const links = markdown.match(/\]\(https:\/\//g)?.length ?? 0;
      expect([what, links >= 1 && links <= 4]).toEqual([what, true]);
      expect(markdown, what).not.toMatch(/undefined|\[object|\n{3}|<(?!https)/);
    }
  });
});

function titleOf(topic: TopicId, edition: Edition): string | undefined {
  return hoverTopic(topic, edition)?.title;
}

describe('topics written for this program', () => {
  const long: readonly TopicId[] = ['ip-block', 'cidr', 'namespace-selector-peer'];
  const short = ofObjects.filter(
    ({ id }: HoverTopic) => !long.includes(id) && !/^(except|pod-selector-|policy-types)/.test(id),
  );

  it('are short', () => {
    for (const { id, text, editions: own } of short) {
      for (const edition of own) {
        const lines = text({ edition, ciliumVersions: [] })
          .split('\n')
          .filter((line) => line !== '');
        expect([id, lines.length <= 6]).toEqual([id, true]);
        expect([id, lines.join('').length <= 1000]).toEqual([id, true]);
      }
    }
  });
});
