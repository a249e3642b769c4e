import type { ProfileSettings } from '../config/settings';
import type { Edition } from '../knowledge/types';
import { compareMinor } from '../knowledge/version-number';
import { ciliumVersionsFor } from '../knowledge/versions';
import type { ClusterProfile, ProfileSource } from './profile';

/** Some values of a profile with their sources: what one layer knows. */
export type KnownValues = { readonly [Key in keyof ClusterProfile]?: ClusterProfile[Key] };

const byDefault: Pick<ClusterProfile, 'edition' | 'dataplane'> = {
  edition: { value: 'latest', source: { kind: 'default' } },
  // Somebody who runs this program has Cilium until something says otherwise.
  dataplane: { value: 'cilium', source: { kind: 'default' } },
};

/**
 * Merges layers into the profile; later layers win value by value: infrastructure, editor settings, project file,
 * command line. The Cilium version follows from the Kubernetes version, with the same source, when no layer has it
 * and AKS ships only one with that version. A Cilium version that AKS does not ship with the Kubernetes version of a
 * later layer was said of another cluster and does not count.
 */
export function resolveProfile(layers: readonly KnownValues[]): ClusterProfile {
  const known = layers.map(onlyKnown);
  const merged: ClusterProfile = Object.assign({}, byDefault, ...known);
  const { kubernetesVersion, ciliumVersion, ...rest } = merged;
  if (kubernetesVersion === undefined) {
    return merged;
  }
  const shipped = ciliumVersionsFor(kubernetesVersion.value, merged.edition.value);
  const isEarlier =
    known.findLastIndex((layer) => layer.ciliumVersion !== undefined) <
    known.findLastIndex((layer) => layer.kubernetesVersion !== undefined);
  const isOfAnother =
    isEarlier &&
    ciliumVersion !== undefined &&
    shipped.length > 0 &&
    !shipped.some((version) => compareMinor(version, ciliumVersion.value) === 0);
  if (ciliumVersion !== undefined && !isOfAnother) {
    return merged;
  }
  const [version, other] = shipped;
  return version === undefined || other !== undefined
    ? { ...rest, kubernetesVersion }
    : {
        ...rest,
        kubernetesVersion,
        ciliumVersion: { value: version, source: kubernetesVersion.source },
      };
}

/** What settings say of the cluster, as a layer. `sourceOf` gets the name of each value. */
export function layerFromSettings(
  settings: { readonly profile?: ProfileSettings; readonly edition?: Edition },
  sourceOf: (name: keyof ClusterProfile) => ProfileSource,
): KnownValues {
  const values = { ...settings.profile, edition: settings.edition };
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, { value, source: sourceOf(name as keyof ClusterProfile) }]),
  );
}

function onlyKnown(layer: KnownValues): KnownValues {
  return Object.fromEntries(Object.entries(layer).filter(([, sourced]) => sourced !== undefined));
}
