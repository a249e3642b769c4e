import type { YamlDocument } from '../syntax/yaml/document';
import { type CiliumPolicy, ciliumPolicyOf } from './cilium-policy';
import { type KubernetesObject, kubernetesObjects } from './kubernetes-object';
import { type NetworkPolicy, networkPolicyOf } from './network-policy';

/** Model kind -> the view that a rule for it gets. */
export interface ModelKinds {
  readonly KubernetesObject: KubernetesObject;
  readonly NetworkPolicy: NetworkPolicy;
  readonly CiliumPolicy: CiliumPolicy;
}
export type ModelKind = keyof ModelKinds;

interface KindReader<K extends ModelKind> {
  /** Stands in the text of every document that holds such an object; a cheap reason not to parse the others. */
  readonly textHint: RegExp;
  read(object: KubernetesObject): ModelKinds[K] | undefined;
}

const readers: { readonly [K in ModelKind]: KindReader<K> } = {
  KubernetesObject: { textHint: /\bapiVersion\b/, read: (object) => object },
  NetworkPolicy: { textHint: /\bNetworkPolicy\b/, read: networkPolicyOf },
  CiliumPolicy: { textHint: /\bCilium(?:Clusterwide)?NetworkPolicy\b/, read: ciliumPolicyOf },
};

/** Whether the document may hold an object of the kind, judged by its text alone. */
export function mayHold(document: YamlDocument, kind: ModelKind): boolean {
  return readers[kind].textHint.test(document.text);
}

/** The objects of a kind in a document, viewed as that kind. Computed once per document. */
export function objectsOf<K extends ModelKind>(
  document: YamlDocument,
  kind: K,
): readonly ModelKinds[K][] {
  if (!mayHold(document, kind)) {
    return [];
  }
  const reader: KindReader<K> = readers[kind];
  return document.derived(
    () => kubernetesObjects(document).flatMap((object) => reader.read(object) ?? []),
    reader,
  );
}
