import { edition2025Only, inferred, latestOnly, unsettled, verified } from './dated';
import { issues } from './issues';
import { sources } from './sources';
import { type Availability, type Dated, type Edition, inEdition } from './types';
import { type VersionSpan, within } from './version-number';
import { shippedCiliumFor } from './versions';

export type DefectId =
  | 'all-pods-peer-overflow'
  | 'fqdn-drops'
  | 'host-port-last-protocol'
  | 'host-port-without-protocol'
  | 'named-port-egress'
  | 'policy-types-ignored'
  | 'self-service-reply';

/** A defect of Cilium that shows on AKS, with the versions that have it. */
export interface KnownDefect extends Dated {
  readonly id: DefectId;
  readonly title: string;
  readonly cilium: VersionSpan;
  readonly effect: string;
}

/**
 * Defects that rules ask for, sorted by id, one entry per id and edition. An open span means that
 * no version is known to be without it.
 */
export const knownDefects: readonly KnownDefect[] = [
  {
    ...verified(issues.policyMapOverflow, { also: [sources.ciliumConfigMap] }),
    id: 'all-pods-peer-overflow',
    title: 'all-pods peers can fill the policy map',
    cilium: {},
    effect:
      'A peer that selects every pod becomes one entry per identity; new pods were seen with an empty policy map and no traffic.',
  },
  {
    ...unsettled(issues.fqdnDrops),
    id: 'fqdn-drops',
    title: 'FQDN policies drop allowed traffic',
    cilium: { from: '1.18.2', before: '1.18.6' },
    effect: 'Traffic to names that are allowed is dropped after a node image update.',
  },
  {
    ...verified(issues.hostPortLastProtocol, { also: [sources.aksReleaseNotes] }),
    id: 'host-port-last-protocol',
    title: 'of two protocols on one host port of one pod, the last one wins',
    cilium: { from: '1.18.0', before: '1.18.3' },
    effect: 'The protocol declared first is not served.',
  },
  {
    ...verified(issues.hostPortProtocols, {
      also: [issues.loadBalancerProtocols, issues.protocolDifferentiation],
      editions: latestOnly,
    }),
    id: 'host-port-without-protocol',
    title: 'host ports are told apart by number only',
    cilium: { before: '1.17' },
    effect: 'Two users of one host port number collide, even with different protocols.',
  },
  {
    ...verified(sources.ciliumPage2025, {
      also: [issues.hostPortProtocols],
      editions: edition2025Only,
    }),
    id: 'host-port-without-protocol',
    title: 'host ports are told apart by number only',
    cilium: {},
    effect: 'Two users of one host port number collide, even with different protocols.',
  },
  {
    ...verified(issues.namedPorts, { also: [issues.namedPortsFix] }),
    id: 'named-port-egress',
    title: 'named ports in egress rules are looked up in the whole cluster',
    cilium: { before: '1.20' },
    effect: 'The rule fails as soon as two pods anywhere give the name different numbers.',
  },
  {
    ...verified(issues.policyTypes),
    id: 'policy-types-ignored',
    title: '`policyTypes` does not switch off a section that is present',
    cilium: {},
    effect: 'Ingress or egress rules are enforced although their direction is not listed.',
  },
  {
    ...inferred(issues.replyPackets, { editions: latestOnly }),
    id: 'self-service-reply',
    title: 'replies of a pod that calls itself through its Service are policed',
    cilium: { before: '1.15' },
    effect: 'The reply is taken for a new connection and may be dropped.',
  },
  {
    ...verified(sources.ciliumPage2025, { also: [issues.replyPackets], editions: edition2025Only }),
    id: 'self-service-reply',
    title: 'replies of a pod that calls itself through its Service are policed',
    cilium: {},
    effect: 'The reply is taken for a new connection and may be dropped.',
  },
];

/** The entry of a defect in an edition. */
export function knownDefect(id: DefectId, edition: Edition): KnownDefect | undefined {
  return knownDefects.find((entry) => entry.id === id && inEdition(entry, edition));
}

/** Whether a cluster with one of these Cilium versions has a defect. */
export function defectApplies(
  id: DefectId,
  edition: Edition,
  ciliumVersions: readonly string[],
): Availability {
  const defect = knownDefect(id, edition);
  if (defect === undefined) return 'unknown';
  const { from, before } = defect.cilium;
  if (from === undefined && before === undefined) return 'yes';
  if (ciliumVersions.length === 0) return 'unknown';
  const answers = ciliumVersions.map((version) => within(version, defect.cilium));
  if (answers.every((answer) => answer === 'yes')) return 'yes';
  return answers.every((answer) => answer === 'no') ? 'no' : 'unknown';
}

/**
 * Whether AKS has shipped a Cilium with the defect for a Kubernetes version, as far as the release notes go; unknown
 * for versions they say nothing of.
 */
export function defectWasShipped(
  id: DefectId,
  edition: Edition,
  kubernetesVersion: string,
): Availability {
  const defect = knownDefect(id, edition);
  const images = shippedCiliumFor(kubernetesVersion);
  if (defect === undefined || images.length === 0) return 'unknown';
  return images.some(({ cilium }) => within(cilium, defect.cilium) === 'yes') ? 'yes' : 'no';
}
