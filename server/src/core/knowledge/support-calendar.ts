import { latestOnly, verified } from './dated';
import { issues } from './issues';
import { sources } from './sources';
import type { Dated, IsoDate, IsoMonth } from './types';
import { compareMinor, minorOf } from './version-number';

/** How long AKS supports a Kubernetes minor. Support lasts to the end of the month named. */
export interface SupportPeriod extends Dated {
  readonly kubernetes: string;
  /** Absent when it had passed already when the calendar was read. */
  readonly standardEnd?: IsoMonth;
  /**
   * Absent when no long-term end was published. Long-term support needs its plan and the Premium
   * tier.
   */
  readonly longTermEnd?: IsoMonth;
}

const period = (
  kubernetes: string,
  standardEnd: IsoMonth | undefined,
  longTermEnd: IsoMonth | undefined,
): SupportPeriod => ({
  ...verified(sources.supportedVersions, { editions: latestOnly }),
  kubernetes,
  ...(standardEnd === undefined ? {} : { standardEnd }),
  ...(longTermEnd === undefined ? {} : { longTermEnd }),
});

/** The support calendar of AKS, oldest minor first. */
export const supportCalendar: readonly SupportPeriod[] = [
  period('1.30', undefined, '2026-07'),
  period('1.31', undefined, '2026-11'),
  period('1.32', '2026-03', '2027-03'),
  period('1.33', '2026-07', '2027-07'),
  period('1.34', '2026-11', '2027-11'),
  period('1.35', '2027-03', undefined),
  period('1.36', '2027-06', undefined),
];

/** When the support that a version had last ends; undefined for versions that are not in the calendar. */
export function lastSupport(kubernetesVersion: string): IsoMonth | undefined {
  const minor = minorOf(kubernetesVersion);
  const entry = supportCalendar.find(({ kubernetes }) => kubernetes === minor);
  return entry?.longTermEnd ?? entry?.standardEnd;
}

/** What a cluster needs to stay on a version after its standard support: the plan and the tier. */
export const longTermSupport = {
  ...verified(sources.supportedVersions, { also: [issues.longTermOnly] }),
  supportPlan: 'AKSLongTermSupport',
  tier: 'Premium',
  /** The code of Azure's answer to a new cluster that has neither. */
  code: 'K8sVersionNotSupported',
} as const satisfies Dated & Readonly<Record<'supportPlan' | 'tier' | 'code', string>>;

/**
 * standard: any cluster; long-term: with the long-term plan only; ended: neither; unknown: not in
 * the calendar.
 */
export type SupportState = 'standard' | 'long-term' | 'ended' | 'unknown';

/**
 * The support a Kubernetes version has on a day. Core has no clock: the caller says which day it
 * is.
 */
export function supportAt(kubernetesVersion: string, date: IsoDate): SupportState {
  const minor = minorOf(kubernetesVersion);
  if (minor === undefined) return 'unknown';
  const entry = supportCalendar.find((row) => row.kubernetes === minor);
  if (entry === undefined) return supportOutsideCalendar(minor, date);
  const { standardEnd, longTermEnd } = entry;
  if (standardEnd !== undefined && isUpTo(date, standardEnd)) return 'standard';
  if (standardEnd === undefined && date < entry.date) return 'unknown';
  if (longTermEnd !== undefined && isUpTo(date, longTermEnd)) return 'long-term';
  return 'ended';
}

/**
 * A minor older than the calendar had lost all support when the calendar was read; a newer one is
 * not known.
 */
function supportOutsideCalendar(minor: string, date: IsoDate): SupportState {
  const oldest = supportCalendar[0];
  if (oldest === undefined || date < oldest.date) return 'unknown';
  const order = compareMinor(minor, oldest.kubernetes);
  return order !== undefined && order < 0 ? 'ended' : 'unknown';
}

/** `2026-11-30` is up to `2026-11`: only the month counts. */
function isUpTo(date: IsoDate, month: IsoMonth): boolean {
  return date.slice(0, 7) <= month;
}
