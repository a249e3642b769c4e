import type { FactView } from '../../facts/facts';
import {
  ciliumEntities,
  ciliumProtocols,
  clusterDns,
  httpMethods,
  mayKnow,
  namespaceLabels,
} from '../../knowledge/policy-vocabulary';
import { plainLabelKey } from '../../model/label-selector';
import { fieldOf, known, stringOf } from '../../model/traced';
import { possibleCiliumMinors } from '../../profile/cilium-minors';
import type { ClusterProfile } from '../../profile/profile';
import { type PlainValue, renderScalar } from '../../syntax/yaml/style';
import type { Stop } from './offer';
import type { PlaceOffer } from './policy-fields';
import type { PolicyPlace } from './policy-place';
import type { Expected } from './policy-schema';
import { portsAt } from './selected-ports';
import {
  type KnownLabels,
  type KnownWord,
  labelsOfNamespaces,
  namespaceNames,
  podLabels,
  serviceNames,
} from './workspace-words';

/** What the values of a place are taken from. */
export interface ValueSources {
  readonly profile: ClusterProfile;
  readonly facts: FactView;
  readonly uri: string;
}

const value = (text: string | number | boolean, detail = ''): PlaceOffer => ({
  role: 'value',
  label: String(text),
  detail,
  value: text,
});

/** The values that can stand at a place, without those of the same list. */
export function valueOffers(
  place: PolicyPlace,
  expected: Expected,
  sources: ValueSources,
): readonly PlaceOffer[] {
  const written = siblingTexts(place);
  return offersFor(place, expected, sources).filter(({ label }) => !written.includes(label));
}

/** The texts of the other items of the list that the value is in. */
function siblingTexts({ steps }: PolicyPlace): readonly string[] {
  const last = steps.at(-1);
  return last?.is === 'item' ? last.siblings.flatMap((node) => stringOf(node) ?? []) : [];
}

function offersFor(
  place: PolicyPlace,
  { path, schemas }: Expected,
  sources: ValueSources,
): readonly PlaceOffer[] {
  const { profile } = sources;
  const name = path.at(-1) ?? '';
  const parent = path.at(-2) ?? '';
  if (/^(?:from|to)Entities$/.test(name)) {
    return entities(profile);
  }
  if (name === 'policyTypes') {
    return [value('Ingress', 'Who may connect'), value('Egress', 'What they may connect to')];
  }
  if (name === 'protocol') {
    return protocols(place, profile);
  }
  if (name === 'operator') {
    return ['In', 'NotIn', 'Exists', 'DoesNotExist'].map((each) => value(each));
  }
  if (name === 'port' && parent === 'ports') {
    return ports(place, sources);
  }
  if (name === 'serviceName') {
    return words(serviceNames(sources.facts));
  }
  if (name === 'method' && parent === 'http') {
    return httpMethods.names.map((each) => value(each));
  }
  if (name === 'namespace' && (parent === 'metadata' || parent.startsWith('k8sService'))) {
    return words(namespaceNames(sources.facts));
  }
  if (name === 'key' || parent === 'matchLabels' || name === 'values') {
    return labelWords(place, path, sources);
  }
  const listed = schemas.flatMap((schema): readonly (string | boolean)[] =>
    schema.type === 'boolean' ? [true, false] : (schema.enum ?? []),
  );
  return [...new Set(listed)].map((each) => value(each));
}

function entities(profile: ClusterProfile): readonly PlaceOffer[] {
  return ciliumEntities
    .filter((entity) => mayKnow(entity, possibleCiliumMinors(profile)))
    .map((entity) => ({ ...value(entity.name, entity.covers), topic: `entity:${entity.name}` }));
}

function protocols({ kind }: PolicyPlace, profile: ClusterProfile): readonly PlaceOffer[] {
  const names =
    kind === 'NetworkPolicy'
      ? ['TCP', 'UDP', 'SCTP']
      : ciliumProtocols
          .filter((protocol) => mayKnow(protocol, possibleCiliumMinors(profile)))
          .map((protocol) => protocol.name);
  const usual = ['TCP', 'UDP', 'ANY'];
  return [
    ...usual.filter((each) => names.includes(each)),
    ...names.filter((each) => !usual.includes(each)),
  ].map((each) =>
    each === 'SCTP'
      ? { ...value(each, 'not handled on AKS'), topic: 'sctp', isDiscouraged: true }
      : value(each),
  );
}

/** Numbers as the kind writes them, and on ingress, where they mean what they say, names. */
function ports(place: PolicyPlace, { uri, facts }: ValueSources): readonly PlaceOffer[] {
  const isIngress = place.steps.some((step) => step.is === 'key' && /^ingress/.test(step.name));
  const isText = place.kind !== 'NetworkPolicy';
  return portsAt(place, uri, facts).flatMap(({ number, name, protocol, from }) => {
    const title = `${name === undefined ? '' : `${name}, `}${protocol} of ${from}`;
    return [
      value(isText ? String(number) : number, title),
      ...(isIngress && name !== undefined
        ? [value(name, `${number}, ${protocol} of ${from}`)]
        : []),
    ];
  });
}

function words(list: readonly KnownWord[]): readonly PlaceOffer[] {
  return list.map(({ text, from }) => value(text, from));
}

/** Keys of labels, each with a value it has, for a map of labels. */
export function labelKeyOffers(
  place: PolicyPlace,
  path: readonly string[],
  written: readonly string[],
  sources: ValueSources,
): readonly PlaceOffer[] {
  return [...(labelsFor(place, path, sources) ?? [])]
    .filter(([key]) => !written.some((other) => plainLabelKey(other) === plainLabelKey(key)))
    .map(([key, values]) => ({
      role: 'field',
      label: key,
      detail: values[0] === undefined ? '' : `${values[0].text} in ${values[0].from}`,
      body: (stop) => stopFor(values[0]?.text ?? 'value', stop),
    }));
}

/** A value that would read as a number or as yes or no has quotes. */
function stopFor(text: string, stop: Stop): PlainValue {
  return renderScalar(text, false) === text ? stop(text) : stop(text, 'quoted');
}

function labelWords(
  place: PolicyPlace,
  path: readonly string[],
  sources: ValueSources,
): readonly PlaceOffer[] {
  const labels = labelsFor(place, path, sources) ?? new Map();
  const name = path.at(-1) ?? '';
  if (name === 'key') {
    return [...labels].map(([key, values]) => value(key, values[0]?.from ?? ''));
  }
  const key = name === 'values' ? keyBeside(place) : name;
  return words([...labels].find(([each]) => plainLabelKey(each) === plainLabelKey(key))?.[1] ?? []);
}

/** The key that the `values` of a requirement are for. */
function keyBeside({ steps }: PolicyPlace): string {
  const step = steps.findLast((each) => each.is === 'key' && each.name === 'values');
  const key = step?.is === 'key' ? fieldOf(step.map, 'key')?.node : undefined;
  return (key && stringOf(key)) ?? '';
}

/** The labels that a selector may ask for; undefined for maps that are no selectors of pods or namespaces. */
function labelsFor(
  { object }: PolicyPlace,
  path: readonly string[],
  { facts }: ValueSources,
): KnownLabels | undefined {
  const selector = path.findLast((name) => /Selector$|Endpoints$/.test(name)) ?? '';
  const own = known(object.namespace);
  const isSubject = path.indexOf(selector) === 1;
  switch (selector) {
    case 'namespaceSelector':
      return labelsOfNamespaces(facts);
    case 'podSelector':
    case 'endpointSelector':
      return isSubject ? podLabels(facts, own) : withDnsPods(podLabels(facts, own));
    case 'fromEndpoints':
    case 'toEndpoints':
      return new Map([...withDnsPods(podLabels(facts, own)), ...endpointNamespaces(facts)]);
    default:
      return undefined;
  }
}

/** The pods behind cluster DNS are in no file, and in most policies. */
function withDnsPods(labels: KnownLabels): KnownLabels {
  const { key, value: text } = clusterDns.podLabel;
  const known = labels.get(key) ?? [];
  const isThere = known.some((each) => each.text === text);
  return isThere ? labels : new Map([...labels, [key, [...known, { text, from: 'cluster DNS' }]]]);
}

/** Labels of namespaces as Cilium has them on pods. */
function endpointNamespaces(facts: FactView): KnownLabels {
  return new Map(
    [...labelsOfNamespaces(facts)].map(([key, values]) => [
      key === namespaceLabels.ofNamespace
        ? `k8s:${namespaceLabels.ofEndpoint}`
        : `k8s:${namespaceLabels.metaPrefix}${key}`,
      values,
    ]),
  );
}
