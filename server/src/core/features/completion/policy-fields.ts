import { clusterDns } from '../../knowledge/policy-vocabulary';
import { hoverTopic } from '../../knowledge/topics';
import type { TopicId } from '../../knowledge/topics/topic';
import type { ClusterProfile } from '../../profile/profile';
import type { PlainValue } from '../../syntax/yaml/style';
import { topicOf } from '../hover/topic-of-word';
import { fieldStatus } from './field-status';
import { fitsBeside } from './fields-beside';
import type { Stop } from './offer';
import type { PolicyKind, PolicyPlace } from './policy-place';
import { type Expected, isScalar, type Schemas } from './policy-schema';

/** Something that can be written at a place of a policy. */
export interface PlaceOffer {
  readonly role: 'field' | 'value';
  readonly label: string;
  /** One line; empty when there is nothing to say. */
  readonly detail: string;
  /** How it stands on AKS, in a few words. */
  readonly note?: string;
  /** What is said when somebody asks. */
  readonly topic?: TopicId;
  readonly isDiscouraged?: true;
  /** For a field, what is written behind its name. */
  readonly body?: FieldBody;
  /** For a value, the text or number as YAML has it. */
  readonly value?: string | number | boolean;
}

type FieldBody = 'scalar' | 'map' | 'list' | ((stop: Stop) => PlainValue);

/** The fields that fit a place and are not written there yet; what works on this cluster comes first. */
export function fieldOffers(
  place: PolicyPlace,
  { path, schemas }: Expected,
  written: readonly string[],
  profile: ClusterProfile,
): readonly PlaceOffer[] {
  const byName = new Map<string, Schemas>();
  for (const [name, node] of schemas.flatMap(({ properties }) => [...(properties ?? [])])) {
    byName.set(name, [...(byName.get(name) ?? []), node]);
  }
  const offers = [...byName].flatMap(([name, nodes]): PlaceOffer[] => {
    const status = fieldStatus(place.kind, [...path, name], profile);
    if (status.isGone || !fitsBeside(place.kind, path, name, written)) {
      return [];
    }
    const topic = topicOfField(place, [...path, name]);
    const title = topic === undefined ? '' : titleOf(topic, profile);
    return [
      {
        role: 'field',
        label: name,
        detail: title,
        ...(status.text === '' ? {} : { note: status.text }),
        ...(topic === undefined ? {} : { topic }),
        ...(status.isDiscouraged ? { isDiscouraged: true } : {}),
        body: bodyOf(place.kind, [...path, name], nodes),
      },
    ];
  });
  const rank = ({ label, isDiscouraged }: PlaceOffer) =>
    usualOrder.indexOf(label) +
    (usualOrder.includes(label) ? 0 : 100) +
    (isDiscouraged ? 1_000 : 0);
  return offers.sort((a, b) => rank(a) - rank(b));
}

/** What people write first stands first. */
const usualOrder: readonly string[] = [
  ...['apiVersion', 'kind', 'metadata', 'spec', 'name', 'namespace'],
  ...['podSelector', 'endpointSelector', 'policyTypes', 'ingress', 'egress', 'ingressDeny'],
  ...['egressDeny', 'enableDefaultDeny', 'from', 'to', 'fromEndpoints', 'toEndpoints'],
  ...['fromEntities', 'toEntities', 'toFQDNs', 'fromCIDR', 'toCIDR', 'fromCIDRSet', 'toCIDRSet'],
  ...['ports', 'toPorts', 'rules', 'port', 'protocol', 'endPort', 'http', 'dns', 'method', 'path'],
  ...['matchName', 'matchPattern', 'matchLabels', 'matchExpressions', 'key', 'operator', 'values'],
  ...['namespaceSelector', 'ipBlock', 'cidr', 'except', 'icmps', 'fields', 'family', 'type'],
];

function topicOfField({ object }: PolicyPlace, path: readonly string[]): TopicId | undefined {
  const range = { start: 0, end: 0 };
  const node = {
    kind: 'scalar',
    range,
    shared: false,
    style: 'plain',
    value: null,
    text: '',
  } as const;
  return topicOf(object, { path, range, node, isKey: true });
}

/** The title without the name of the field. */
function titleOf(id: TopicId, profile: ClusterProfile): string {
  const title = hoverTopic(id, profile.edition.value)?.title ?? '';
  return title.slice(title.indexOf(': ') + 1).trim();
}

const labels: FieldBody = (stop) => ({ matchLabels: { app: stop('web') } });
const dnsPorts = (stop: Stop): PlainValue => [
  { ports: [{ port: stop('443', 'quoted'), protocol: stop('TCP') }] },
];

/** What is written behind some fields, by their name. */
const skeletons: Readonly<Record<string, FieldBody>> = {
  podSelector: labels,
  namespaceSelector: (stop) => ({
    matchLabels: { 'kubernetes.io/metadata.name': stop(clusterDns.namespace) },
  }),
  endpointSelector: labels,
  nodeSelector: labels,
  fromEndpoints: (stop) => [{ matchLabels: { app: stop('web') } }],
  toEndpoints: (stop) => [{ matchLabels: { app: stop('web') } }],
  matchExpressions: (stop) => [{ key: stop('app'), operator: stop('In'), values: [stop('web')] }],
  ipBlock: (stop) => ({ cidr: stop('203.0.113.0/24') }),
  fromCIDR: (stop) => [stop('203.0.113.0/24')],
  toCIDR: (stop) => [stop('203.0.113.0/24')],
  fromCIDRSet: (stop) => [{ cidr: stop('203.0.113.0/24') }],
  toCIDRSet: (stop) => [{ cidr: stop('203.0.113.0/24') }],
  toFQDNs: (stop) => [{ matchName: stop('api.example.com') }],
  toPorts: dnsPorts,
  http: (stop) => [{ method: stop('GET', 'quoted'), path: stop('/api/.*', 'quoted') }],
  dns: (stop) => [{ matchPattern: stop('*', 'quoted') }],
  icmps: (stop) => [{ fields: [{ family: 'IPv4', type: stop('EchoRequest') }] }],
};

function bodyOf(kind: PolicyKind, path: readonly string[], nodes: Schemas): FieldBody {
  const name = path.at(-1) ?? '';
  if (name === 'ports' && kind === 'NetworkPolicy') {
    return (stop) => [{ protocol: stop('TCP'), port: stop('443') }];
  }
  if (name === 'ports' && path.at(-2) === 'toPorts') {
    return (stop) => [{ port: stop('443', 'quoted'), protocol: stop('TCP') }];
  }
  const skeleton = Object.hasOwn(skeletons, name) ? skeletons[name] : undefined;
  if (skeleton !== undefined) {
    return skeleton;
  }
  return isScalar(nodes) ? 'scalar' : nodes.every(({ type }) => type === 'array') ? 'list' : 'map';
}
