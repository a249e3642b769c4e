import { fieldByMinor, fieldSince } from '../../knowledge/cilium-schema/field-since';
import {
  type PolicyFieldRequirement,
  policyFieldRequirement,
} from '../../knowledge/policy-field-requirements';
import { removedConstruct } from '../../knowledge/policy-vocabulary';
import { within } from '../../knowledge/version-number';
import { allowsFqdn, allowsL7 } from '../../profile/answers';
import { possibleCiliumMinors } from '../../profile/cilium-minors';
import type { ClusterProfile } from '../../profile/profile';
import type { PolicyKind } from './policy-place';

/** How a field stands on AKS. */
export interface FieldStatus {
  /** A few words; empty when there is nothing to say. */
  readonly text: string;
  /** Does nothing useful on this cluster. */
  readonly isDiscouraged: boolean;
  /** Some version that the cluster may run refuses it. */
  readonly isGone: boolean;
}

const fine: FieldStatus = { text: '', isDiscouraged: false, isGone: false };

/** The status of a field, by the keys that lead to it. */
export function fieldStatus(
  kind: PolicyKind,
  path: readonly string[],
  profile: ClusterProfile,
): FieldStatus {
  if (kind === 'NetworkPolicy') {
    return fine;
  }
  if (path.join('.') === 'spec.nodeSelector') {
    return { text: 'not enforced on AKS', isDiscouraged: true, isGone: false };
  }
  const rule = /^(?:ingress|egress)(?:Deny)?$/.test(path[1] ?? '') ? path.slice(2).join('.') : '';
  const removal = removedConstruct(rule, profile.edition.value);
  if (removal !== undefined) {
    const isGone = possibleCiliumMinors(profile).some(
      (minor) => within(minor, { before: removal.removed }) === 'no',
    );
    return { text: `removed in Cilium ${removal.removed}`, isDiscouraged: true, isGone };
  }
  const requirement = [rule, asEgress(rule), `${rule}.mode`]
    .map((each) => policyFieldRequirement(each))
    .find((each) => each !== undefined);
  return requirement === undefined
    ? sinceStatus(kind, path, profile)
    : needStatus(requirement, profile);
}

/** What is said of `toGroups` holds for `fromGroups`. */
function asEgress(rule: string): string {
  return rule.replace(/^from/, 'to');
}

function needStatus({ needs }: PolicyFieldRequirement, profile: ClusterProfile): FieldStatus {
  if (needs === 'none') {
    return { text: 'does not work on AKS', isDiscouraged: true, isGone: false };
  }
  const [answer, what] =
    needs === 'fqdn'
      ? ([allowsFqdn(profile), 'ACNS'] as const)
      : ([allowsL7(profile), 'ACNS with L7'] as const);
  return answer === 'no'
    ? { text: `needs ${what}, which your cluster lacks`, isDiscouraged: true, isGone: false }
    : { ...fine, text: `needs ${what}` };
}

function sinceStatus(
  kind: Exclude<PolicyKind, 'NetworkPolicy'>,
  path: readonly string[],
  profile: ClusterProfile,
): FieldStatus {
  const since = fieldSince(kind, path);
  if (since === undefined) {
    return fine;
  }
  const known = fieldByMinor(kind, path);
  const isEverywhere = possibleCiliumMinors(profile).every(
    (minor) => !known.has(minor) || known.get(minor) !== undefined,
  );
  return isEverywhere ? fine : { ...fine, text: `Cilium ${since} and later` };
}
