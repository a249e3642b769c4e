import type { YamlDocument } from '../syntax/yaml/document';
import type { AksCluster } from './aks/aks-cluster';
import type { AzCommand } from './aks/az-command';
import { type CiliumPolicy, ciliumPolicyOf } from './cilium-policy';
import { type ConfigMap, configMapOf } from './config-map';
import { type HelmRelease, helmReleaseOf } from './helm-release';
import { type KubernetesObject, kubernetesObjects } from './kubernetes-object';
import { type LocalRedirectPolicy, localRedirectPolicyOf } from './local-redirect-policy';
import { type Namespace, namespaceOf } from './namespace';
import { type NetworkPolicy, networkPolicyOf } from './network-policy';
import { type Service, serviceOf } from './service';
import { type Workload, workloadOf } from './workload';

/** Kinds of objects that a YAML document holds, and the view of each. */
export interface DocumentKinds {
  readonly KubernetesObject: KubernetesObject;
  readonly NetworkPolicy: NetworkPolicy;
  readonly CiliumPolicy: CiliumPolicy;
  readonly LocalRedirectPolicy: LocalRedirectPolicy;
  readonly Service: Service;
  readonly Namespace: Namespace;
  readonly ConfigMap: ConfigMap;
  readonly Workload: Workload;
  readonly HelmRelease: HelmRelease;
}
export type DocumentKind = keyof DocumentKinds;

/** Model kind -> the view that a rule for it gets. */
export interface ModelKinds extends DocumentKinds {
  readonly AksCluster: AksCluster;
  readonly AzCommand: AzCommand;
}
export type ModelKind = keyof ModelKinds;

interface KindReader<K extends DocumentKind> {
  /** Stands in the text of every document that holds such an object; a cheap reason not to parse the others. */
  readonly textHint: RegExp;
  read(object: KubernetesObject): DocumentKinds[K] | undefined;
}

const readers: { readonly [K in DocumentKind]: KindReader<K> } = {
  KubernetesObject: { textHint: /\bkind\b/, read: (object) => object },
  NetworkPolicy: { textHint: /\bNetworkPolicy(?:List)?\b/, read: networkPolicyOf },
  CiliumPolicy: {
    textHint: /\bCilium(?:Clusterwide)?NetworkPolicy(?:List)?\b/,
    read: ciliumPolicyOf,
  },
  LocalRedirectPolicy: {
    textHint: /\bCiliumLocalRedirectPolicy(?:List)?\b/,
    read: localRedirectPolicyOf,
  },
  Service: { textHint: /\bService(?:List)?\b/, read: serviceOf },
  Namespace: { textHint: /\bNamespace(?:List)?\b/, read: namespaceOf },
  ConfigMap: { textHint: /\bConfigMap(?:List)?\b/, read: configMapOf },
  Workload: { textHint: /\b(?:Pod|PodList|template|containers)\b/, read: workloadOf },
  HelmRelease: {
    textHint: /\b(?:Helm(?:Release|Chart(?:Config)?)|Application)(?:List)?\b|\bhelmCharts\b/,
    read: helmReleaseOf,
  },
};

const allKinds = Object.keys(readers) as readonly DocumentKind[];

/** Whether objects of the kind are found in YAML documents. */
export function isDocumentKind(kind: ModelKind): kind is DocumentKind {
  return Object.hasOwn(readers, kind);
}

/** Every object has an `apiVersion`; a template may print it. */
const anyObject = /\bapiVersion\b|\{\{|\{%|<%/;
/** In double quotes YAML and JSON can write a letter as its number, or break a word by a line end. */
const hiddenLetters = /\\(?:x|u00|U000000)[4-7]|"\w*\\\r?\n/;

/** Whether the document may hold an object of the kind, judged by its text alone. */
export function mayHold(document: YamlDocument, kind: ModelKind): boolean {
  return document.plain(hintedKinds).has(kind);
}

/** Whether the document may say what the pattern matches, judged by its text alone. */
export function mayMention({ text }: YamlDocument, pattern: RegExp): boolean {
  return pattern.test(text) || hiddenLetters.test(text);
}

/** The schema of a custom resource: large, full of words that are no objects, and nothing that a rule is about. */
const definition = /^kind:[ \t]*["']?CustomResourceDefinition\b/m;

function isDefinition(text: string): boolean {
  return definition.test(text) && text.match(/^kind:/gm)?.length === 1;
}

function hintedKinds({ text }: YamlDocument): ReadonlySet<ModelKind> {
  if (isDefinition(text)) {
    return new Set();
  }
  if (hiddenLetters.test(text)) {
    return new Set(allKinds);
  }
  return new Set(
    anyObject.test(text) ? allKinds.filter((kind) => readers[kind].textHint.test(text)) : [],
  );
}

/** The objects of a kind in a document, viewed as that kind. Computed once per document. */
export function objectsOf<K extends DocumentKind>(
  document: YamlDocument,
  kind: K,
): readonly DocumentKinds[K][] {
  if (!mayHold(document, kind)) {
    return [];
  }
  const reader: KindReader<K> = readers[kind];
  return document.derived(
    () => kubernetesObjects(document).flatMap((object) => reader.read(object) ?? []),
    reader,
  );
}
