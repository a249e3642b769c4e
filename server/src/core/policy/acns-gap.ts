import type { RelatedLocation } from '../engine/finding';
import type { CiliumPolicy } from '../model/cilium-policy';
import { allowsFqdn, allowsL7, hasAcns } from '../profile/answers';
import type { ClusterProfile } from '../profile/profile';
import type { Range } from '../text/range';
import { fqdnFields, type GatedField, layer7Fields, refusalReason } from './acns-fields';
import { settingPlaces } from './setting-places';

/** A policy whose fields the cluster may refuse to let in. */
export interface AcnsGap {
  /** Whether the cluster surely does, or nothing is known of it. */
  readonly is: 'refused' | 'mayBeRefused';
  readonly first: GatedField;
  readonly others: readonly GatedField[];
  /** Why it refuses them, as the end of a sentence about it. */
  readonly reason: string;
  /** Where the files of the workspace say so. */
  readonly places: readonly RelatedLocation[];
}

const kinds = {
  'fqdn-filtering': { allows: allowsFqdn, fieldsOf: fqdnFields },
  'l7-policies': { allows: allowsL7, fieldsOf: layer7Fields },
} as const;

/**
 * The fields of a policy that need the feature, where the cluster may not have it; `isThere` leaves out those that only
 * some values of a template bring about.
 */
export function acnsGap(
  policy: CiliumPolicy,
  feature: keyof typeof kinds,
  profile: ClusterProfile,
  isThere: (place: Range) => boolean,
): AcnsGap | undefined {
  const { allows, fieldsOf } = kinds[feature];
  const answer = allows(profile);
  const fields = answer === 'yes' ? [] : fieldsOf(policy).filter(({ at }) => isThere(at));
  const [first, ...others] = fields;
  return (
    first && {
      is: answer === 'no' ? 'refused' : 'mayBeRefused',
      first,
      others,
      reason: refusalReason(profile, feature),
      places: answer === 'no' ? placesOf(profile) : [],
    }
  );
}

/** A cluster without the services needs no choice of policies. */
function placesOf(profile: ClusterProfile): readonly RelatedLocation[] {
  const setting = hasAcns(profile) === 'no' ? 'acns' : 'acnsNetworkPolicies';
  return settingPlaces(profile, setting);
}

/** What a rule says of such a policy. */
export function acnsReport({ is, first, others, reason, places }: AcnsGap) {
  return {
    messageId: is,
    at: first.at,
    data: { field: first.name, reason },
    ...(is === 'refused' ? {} : { severity: 'info' as const }),
    related: [...alsoHere(others), ...places],
  };
}

/** The texts for it; `setting` is what the services must have. */
export function acnsMessages(setting: string) {
  const needs = `This policy is refused at admission{{on}}: {{field}} needs Advanced Container Networking Services with ${setting}, and`;
  return {
    refused: `${needs.replace('{{on}}', '')} this cluster {{reason}}.`,
    mayBeRefused: `${needs.replace('{{on}}', ' on AKS without ACNS')} nothing says that this cluster has it.`,
  } as const;
}

/** The other places of a field, for a finding about the first of them. */
export function alsoHere(fields: readonly GatedField[]) {
  return fields.map(({ at, name }) => ({ range: at, message: `${name} is here too.` }));
}
