import type { ProfileSettings } from '../config/settings';
import type { Edition } from '../knowledge/types';
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
 * and AKS ships only one with that version.
 */
export function resolveProfile(layers: readonly KnownValues[]): ClusterProfile {
  const merged: ClusterProfile = Object.assign({}, byDefault, ...layers.map(onlyKnown));
  const { kubernetesVersion, ciliumVersion, edition } = merged;
  if (kubernetesVersion === undefined || ciliumVersion !== undefined) {
    return merged;
  }
  const [version, other] = ciliumVersionsFor(kubernetesVersion.value, edition.value);
  return version === undefined || other !== undefined
    ? merged
    : { ...merged, ciliumVersion: { value: version, source: kubernetesVersion.source } };
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
