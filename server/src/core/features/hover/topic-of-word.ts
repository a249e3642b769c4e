import {
  ciliumConfigEntry,
  ciliumConfigMap,
  configEdits,
  ipMasqConfigMaps,
} from '../../knowledge/cilium-config';
import { groupOf, misspelledKinds } from '../../knowledge/cilium-kinds';
import { isIdentityLabel } from '../../knowledge/labels';
import { metadataKey } from '../../knowledge/metadata-keys';
import { ciliumEntity, namespaceLabels } from '../../knowledge/policy-vocabulary';
import type { TopicId } from '../../knowledge/topics/topic';
import { ciliumPolicyOf } from '../../model/cilium-policy';
import { configMapOf } from '../../model/config-map';
import type { KubernetesObject } from '../../model/kubernetes-object';
import { plainLabelKey } from '../../model/label-selector';
import { networkPolicyOf } from '../../model/network-policy';
import { serviceOf } from '../../model/service';
import { known, stringOf } from '../../model/traced';
import { workloadOf } from '../../model/workload';
import type { WordAt } from '../../syntax/yaml/path';
import {
  ciliumPolicySelectors,
  ciliumPolicyWords,
  classWords,
  type FieldWords,
  networkPolicySelectors,
  networkPolicyWords,
  podWords,
  type SelectorUse,
  serviceWords,
} from './field-words';

/** The topic of a word in an object; undefined when there is nothing to say of it. */
export function topicOf(object: KubernetesObject, word: WordAt): TopicId | undefined {
  const [first, second] = word.path;
  if (first === 'kind' && word.path.length === 1) {
    return kindTopic(object);
  }
  if (first === 'metadata' && (second === 'annotations' || second === 'labels')) {
    return metadataTopic(word.path.slice(1));
  }
  return (
    policyTopic(object, word) ??
    serviceTopic(object, word) ??
    podTopic(object, word) ??
    classTopic(object, word) ??
    configMapTopic(object, word)
  );
}

function kindTopic(object: KubernetesObject): TopicId | undefined {
  const { kind, apiVersion } = object;
  if (misspelledKinds.some(({ written }) => written === kind)) {
    return `misspelled:${kind}`;
  }
  if (apiVersion !== undefined) {
    return `kind:${groupOf(apiVersion)}/${kind}`;
  }
  // A template writes the group. Cilium's kinds say by their names whose they are.
  if (kind.startsWith('Cilium')) {
    return `kind:cilium.io/${kind}`;
  }
  return networkPolicyOf(object) && `kind:networking.k8s.io/${kind}`;
}

/** Of an object, or of the pods that a workload makes. */
function metadataTopic(path: readonly string[]): TopicId | undefined {
  const [place, key] = path;
  const entry = key === undefined || path.length !== 2 ? undefined : metadataKey(key);
  const isThere = entry?.on === 'either' || `${entry?.on}s` === place;
  return entry !== undefined && isThere ? `key:${entry.key}` : undefined;
}

function policyTopic(object: KubernetesObject, word: WordAt): TopicId | undefined {
  if (networkPolicyOf(object) !== undefined) {
    return (
      labelTopic(word, word.path, networkPolicySelectors) ??
      fieldTopic(networkPolicyFields, word, word.path)
    );
  }
  if (ciliumPolicyOf(object) === undefined) {
    return undefined;
  }
  const isInSpecs = word.path[0] === 'specs' && word.path.length > 1;
  const path = isInSpecs ? ['spec', ...word.path.slice(1)] : word.path;
  return (
    labelTopic(word, path, ciliumPolicySelectors) ??
    entityTopic(word, path) ??
    fieldTopic(ciliumPolicyFields, word, path)
  );
}

function entityTopic(word: WordAt, path: readonly string[]): TopicId | undefined {
  const isEntities = /^(?:from|to)Entities$/.test(path.at(-1) ?? '');
  const name = isEntities && !word.isKey ? stringOf(word.node) : undefined;
  return name !== undefined && ciliumEntity(name) !== undefined ? `entity:${name}` : undefined;
}

function labelTopic(
  word: WordAt,
  path: readonly string[],
  selectors: ReadonlyMap<string, SelectorUse>,
): TopicId | undefined {
  const [list, last] = [path.at(-2), path.at(-1)];
  const isKey = list === 'matchLabels' || (list === 'matchExpressions' && last === 'key');
  const use = isKey ? selectors.get(path.slice(0, -2).join('.')) : undefined;
  const written = list === 'matchLabels' ? last : stringOf(word.node);
  return use === undefined || written === undefined ? undefined : labelKeyTopic(written, use);
}

function labelKeyTopic(written: string, use: SelectorUse): TopicId | undefined {
  const key = use === 'endpoints' ? plainLabelKey(written) : written;
  if (key === namespaceLabels.ofNamespace) {
    return 'label-of-namespace';
  }
  if (use === 'endpoints' && key === namespaceLabels.ofEndpoint) {
    return 'label-pod-namespace';
  }
  if (use === 'endpoints' && key.startsWith(namespaceLabels.metaPrefix)) {
    return 'label-namespace-labels';
  }
  // Other sources of labels, such as `reserved:`, have no filter.
  return use !== 'namespaces' && !key.includes(':') && !isIdentityLabel(key)
    ? 'label-dropped'
    : undefined;
}

function serviceTopic(object: KubernetesObject, word: WordAt): TopicId | undefined {
  return serviceOf(object) && fieldTopic(serviceFields, word, word.path);
}

function podTopic(object: KubernetesObject, word: WordAt): TopicId | undefined {
  if (workloadOf(object) === undefined) {
    return undefined;
  }
  const template = word.path.lastIndexOf('template');
  const inPod = word.path.slice(template + 1);
  return inPod[0] === 'metadata'
    ? metadataTopic(inPod.slice(1))
    : inPod[0] === 'spec'
      ? fieldTopic(podFields, word, inPod.slice(1))
      : undefined;
}

function classTopic({ kind }: KubernetesObject, word: WordAt): TopicId | undefined {
  return kind === 'Ingress' || kind === 'Gateway'
    ? fieldTopic(byPath([classWords[kind]]), word, word.path)
    : undefined;
}

const { namespace, name: configName } = ciliumConfigMap;

function configMapTopic(object: KubernetesObject, word: WordAt): TopicId | undefined {
  const isSystem = object.namespace.state !== 'known' || object.namespace.value === namespace;
  const name = isSystem && configMapOf(object) !== undefined ? known(object.name) : undefined;
  const [first, second] = word.path;
  const isName = first === 'metadata' && second === 'name' && word.path.length === 2;
  if (name === ipMasqConfigMaps.own && isName) {
    return 'ip-masq-config';
  }
  if (name === ipMasqConfigMaps.reconciled && isName) {
    return 'ip-masq-config-reconciled';
  }
  if (name !== configName || (!isName && (first !== 'data' || second === undefined))) {
    return undefined;
  }
  const isKnown =
    !isName &&
    (ciliumConfigEntry(second) !== undefined || configEdits.some(({ key }) => key === second));
  return isKnown ? `config:${second}` : 'cilium-config';
}

const networkPolicyFields = byPath(networkPolicyWords);
const ciliumPolicyFields = byPath(ciliumPolicyWords);
const serviceFields = byPath(serviceWords);
const podFields = byPath(podWords);

function byPath(words: readonly FieldWords[]): ReadonlyMap<string, FieldWords> {
  return new Map(words.map((word) => [word.path, word]));
}

function fieldTopic(
  fields: ReadonlyMap<string, FieldWords>,
  { node }: WordAt,
  path: readonly string[],
): TopicId | undefined {
  const words = fields.get(path.join('.'));
  const value = stringOf(node);
  const { byValue } = words ?? {};
  const isListed = byValue !== undefined && value !== undefined && Object.hasOwn(byValue, value);
  return isListed ? byValue[value] : (words?.topic ?? topicAbove(fields, path));
}

/** The topic of the nearest field around that speaks for what is in it. */
function topicAbove(
  fields: ReadonlyMap<string, FieldWords>,
  path: readonly string[],
): TopicId | undefined {
  for (let length = path.length - 1; length > 0; length--) {
    const words = fields.get(path.slice(0, length).join('.'));
    if (words !== undefined) {
      return words.below === true ? words.topic : undefined;
    }
  }
  return undefined;
}
