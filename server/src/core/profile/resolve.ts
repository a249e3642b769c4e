import type { ProfileSettings } from '../config/settings';
import type { Edition } from '../knowledge/types';
import { compareMinor } from '../knowledge/version-number';
import { ciliumVersionsFor } from '../knowledge/versions';
import { eachCluster } from './candidates';
import type { ClusterProfile, ProfileSource, ProfileValues } from './profile';

/** Some values of a profile with their sources: what one layer knows. */
export type KnownValues = { readonly [Key in keyof ProfileValues]?: ProfileValues[Key] };

const byDefault: Pick<ProfileValues, 'edition' | 'dataplane'> = {
  edition: { value: 'latest', source: { kind: 'default' } },
  // Somebody who runs this program has Cilium until something says otherwise.
  dataplane: { value: 'cilium', source: { kind: 'default' } },
};

/**
 * Merges layers into the profile; later layers win value by value: infrastructure, editor settings, project file,
 * command line. The Cilium version of a cluster with Cilium follows from the Kubernetes version, with the same source, when no layer has it
 * and AKS ships only one with that version. A Cilium version that AKS does not ship with the Kubernetes version of a
 * later layer was said of another cluster and does not count.
 */
export function resolveProfile(layers: readonly KnownValues[]): ProfileValues {
  const known = layers.map(onlyKnown);
  const merged: ProfileValues = Object.assign({}, byDefault, ...known);
  const { kubernetesVersion, ciliumVersion, ...rest } = merged;
  if (kubernetesVersion === undefined || merged.dataplane.value !== 'cilium') {
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

/**
 * The profile of files that may be for any of several clusters: what other layers say holds for each of them. No cluster
 * is as good as one of which nothing is known.
 */
export function resolveFor(
  below: readonly KnownValues[],
  clusters: readonly KnownValues[],
  above: readonly KnownValues[],
): ClusterProfile {
  const [first = resolveProfile([...below, ...above]), ...others] = clusters.map((cluster) =>
    resolveProfile([...below, cluster, ...above]),
  );
  const candidates = [first];
  for (const other of others) {
    if (candidates.every((known) => !isSame(known, other))) {
      candidates.push(other);
    }
  }
  return candidates.length === 1 ? first : { ...inCommon(first, candidates), candidates };
}

/** What all say; the dataplane is the default one unless they agree. */
function inCommon(first: ProfileValues, all: readonly ProfileValues[]): ProfileValues {
  const common = keysOf(first).filter((key) => all.every((one) => says(one, key, first)));
  return {
    ...byDefault,
    ...Object.fromEntries(common.map((key) => [key, first[key]])),
  };
}

function isSame(a: ProfileValues, b: ProfileValues): boolean {
  return [...keysOf(a), ...keysOf(b)].every((key) => says(a, key, b));
}

function keysOf(values: ProfileValues): readonly (keyof ProfileValues)[] {
  return Object.keys(values) as (keyof ProfileValues)[];
}

function says(one: ProfileValues, key: keyof ProfileValues, other: ProfileValues): boolean {
  return JSON.stringify(one[key]?.value) === JSON.stringify(other[key]?.value);
}

/**
 * A text that is equal for profiles that say the same. Where in a template a value stands is no part of it: an edit above
 * it changes nothing. Only what is said about clusters without Cilium names the place.
 */
export function profileKey(profile: ClusterProfile): string {
  const others = eachCluster(profile).filter(({ dataplane }) => dataplane.value !== 'cilium');
  const places = others.map(({ dataplane }) => dataplane.source);
  return JSON.stringify([profile, places], (_, value) => withoutPlace(value));
}

/** A text that changes with the places that `profileKey` leaves out. */
export function profilePlaces(profile: ClusterProfile): string {
  const sources = eachCluster(profile).flatMap((values) =>
    keysOf(values).map((key) => values[key]?.source),
  );
  const places = sources.flatMap((source) =>
    source?.kind === 'infrastructure' && source.range !== undefined
      ? [source.range.start, source.range.end]
      : [],
  );
  return places.join(' ');
}

function withoutPlace(value: unknown): unknown {
  const source = (value as { readonly source?: ProfileSource } | null | undefined)?.source;
  if (source?.kind !== 'infrastructure') {
    return value;
  }
  const { range: _, ...rest } = source;
  return { ...(value as object), source: rest };
}

/** What settings say of the cluster, as a layer. `sourceOf` gets the name of each value. */
export function layerFromSettings(
  settings: { readonly profile?: ProfileSettings; readonly edition?: Edition },
  sourceOf: (name: keyof ProfileValues) => ProfileSource,
): KnownValues {
  const values = { ...settings.profile, edition: settings.edition };
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, { value, source: sourceOf(name as keyof ProfileValues) }]),
  );
}

function onlyKnown(layer: KnownValues): KnownValues {
  return Object.fromEntries(Object.entries(layer).filter(([, sourced]) => sourced !== undefined));
}
