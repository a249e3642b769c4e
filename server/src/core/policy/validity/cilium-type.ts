import { ciliumApiVersions, ciliumKinds, misspelledKinds } from '../../knowledge/cilium-kinds';
import type { KubernetesObject } from '../../model/kubernetes-object';
import { groupOfKind } from '../cilium-objects';

const cilium = 'cilium.io';
const policyKinds: readonly string[] = ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'];
/** Tetragon has versions of its own in the same group. */
const kinds = ciliumKinds
  .filter(({ group, state }) => group === cilium && state !== 'separate')
  .map(({ kind }) => kind);

/** The kind that is meant by one that does not exist; undefined for kinds there are, or may be. */
export function meantKind(object: KubernetesObject): string | undefined {
  const { kind } = object;
  if (kinds.includes(kind)) {
    return undefined;
  }
  const misspelled = misspelledKinds.find(({ written }) => written === kind)?.kind;
  // Upper and lower case count for the API server. Other kinds of Cilium may be newer than this program.
  const otherCase = kinds.find((each) => each.toLowerCase() === kind.toLowerCase());
  return misspelled ?? (groupOfKind(object) === cilium ? otherCase : undefined);
}

/** The version that an object of Cilium has to be written in; undefined where it is, and for all other objects. */
export function meantApiVersion(object: KubernetesObject): string | undefined {
  const { apiVersion, group } = object;
  const kind = meantKind(object) ?? object.kind;
  const { policies } = ciliumApiVersions;
  const all: readonly string[] = ciliumApiVersions.known;
  if (apiVersion === undefined || !kinds.includes(kind)) {
    return undefined;
  }
  if (policyKinds.includes(kind)) {
    return apiVersion === policies ? undefined : policies;
  }
  return group !== cilium || all.includes(apiVersion) ? undefined : policies;
}
