import { misnamedEntities } from '../../knowledge/policy-validity';
import { ciliumEntities, ciliumEntity } from '../../knowledge/policy-vocabulary';
import { within } from '../../knowledge/version-number';
import type { Traced } from '../../model/traced';
import { type MinorVerdict, overMinors } from '../../profile/cilium-minors';
import type { ClusterProfile } from '../../profile/profile';
import { didYouMean, type Suggestion } from '../../text/did-you-mean';
import { isToBeFilledIn } from './invalid-part';

/** In which versions the API server refuses an item of `fromEntities` or `toEntities`; undefined where nobody can know. */
export function unknownEntity(
  entity: Traced<string>,
  profile: ClusterProfile,
): MinorVerdict | undefined {
  if (entity.state === 'invalid') {
    return overMinors(profile, () => true);
  }
  if (entity.state !== 'known' || isToBeFilledIn(entity.value)) {
    return undefined;
  }
  const entry = ciliumEntity(entity.value);
  return overMinors(
    profile,
    (minor) =>
      entry === undefined || (entry.cilium !== undefined && within(minor, entry.cilium) === 'no'),
  );
}

const names: ReadonlyMap<string, string> = new Map(Object.entries(misnamedEntities.names));

/** The entity that was probably meant; undefined when none is near. */
export function meantEntity(written: string): Suggestion | undefined {
  const other = names.get(written.toLowerCase());
  const everywhere = ciliumEntities.filter(({ cilium }) => cilium === undefined);
  const known = everywhere.map(({ name }) => name).filter((name) => name !== written);
  return other === undefined ? didYouMean(written, known) : { text: other, certain: false };
}
