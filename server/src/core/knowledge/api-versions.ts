import { verified } from './dated';
import { issues } from './issues';
import { sources } from './sources';
import type { Availability, Dated } from './types';

/** The resource types the versions belong to. */
export const clusterResourceTypes = {
  cluster: 'Microsoft.ContainerService/managedClusters',
  agentPool: 'Microsoft.ContainerService/managedClusters/agentPools',
} as const;

/** Stable and preview versions are two lines: a date says nothing across them. */
export type ApiStream = 'stable' | 'preview';

/** The versions of one line, oldest first. */
export interface ApiVersionList extends Dated {
  readonly stream: ApiStream;
  readonly versions: readonly string[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** The stable versions. The newest is known from the SDK only. */
export const stableApiVersions: ApiVersionList = {
  ...verified(sources.bicepTypes, { also: [sources.containerServiceSdk] }),
  stream: 'stable',
  versions: words(`
    2017-08-31 2018-03-31 2019-02-01 2019-04-01 2019-06-01 2019-08-01 2019-10-01 2019-11-01
    2020-01-01 2020-02-01 2020-03-01 2020-04-01 2020-06-01 2020-07-01 2020-09-01 2020-11-01
    2020-12-01 2021-02-01 2021-03-01 2021-05-01 2021-07-01 2021-08-01 2021-09-01 2021-10-01
    2022-01-01 2022-02-01 2022-03-01 2022-04-01 2022-06-01 2022-07-01 2022-09-01 2022-11-01
    2023-01-01 2023-02-01 2023-03-01 2023-04-01 2023-05-01 2023-06-01 2023-07-01 2023-08-01
    2023-09-01 2023-10-01 2023-11-01 2024-01-01 2024-02-01 2024-05-01 2024-07-01 2024-08-01
    2024-09-01 2024-10-01 2025-01-01 2025-02-01 2025-03-01 2025-04-01 2025-05-01 2025-07-01
    2025-08-01 2025-09-01 2025-10-01 2026-01-01 2026-02-01 2026-03-01 2026-04-01 2026-05-01
    2026-06-01`),
};

/**
 * The preview versions. Preview versions are withdrawn after a while; write new files with a stable
 * one.
 */
export const previewApiVersions: ApiVersionList = {
  ...verified(sources.bicepTypes),
  stream: 'preview',
  versions: words(`
    2018-08-01 2021-11-01 2022-01-02 2022-02-02 2022-03-02 2022-04-02 2022-05-02 2022-06-02
    2022-07-02 2022-08-02 2022-08-03 2022-09-02 2022-10-02 2022-11-02 2023-01-02 2023-02-02
    2023-03-02 2023-04-02 2023-05-02 2023-06-02 2023-07-02 2023-08-02 2023-09-02 2023-10-02
    2023-11-02 2024-01-02 2024-02-02 2024-03-02 2024-04-02 2024-05-02 2024-06-02 2024-07-02
    2024-09-02 2024-10-02 2025-01-02 2025-02-02 2025-03-02 2025-04-02 2025-05-02 2025-06-02
    2025-07-02 2025-08-02 2025-09-02 2025-10-02 2026-01-02 2026-02-02 2026-03-02 2026-04-02
    2026-05-02`).map((date) => `${date}-preview`),
};

/** The version to send people to. */
export const newestStableApiVersion: string = stableApiVersions.versions.at(-1) ?? '';

/** The line a version belongs to, or undefined when the text is not a version. */
export function apiStream(apiVersion: string): ApiStream | undefined {
  const match = /^\d{4}-\d{2}-\d{2}(-preview)?$/i.exec(apiVersion);
  if (match === null) return undefined;
  return match[1] === undefined ? 'stable' : 'preview';
}

/** known: in the list of its line; newer: later than all of it; unknown: neither. */
export function apiVersionState(apiVersion: string): 'known' | 'newer' | 'unknown' {
  const stream = apiStream(apiVersion);
  if (stream === undefined) return 'unknown';
  const { versions } = stream === 'stable' ? stableApiVersions : previewApiVersions;
  const version = apiVersion.toLowerCase();
  if (versions.includes(version)) return 'known';
  return version > (versions.at(-1) ?? '') ? 'newer' : 'unknown';
}

/** The versions of one line that have something, both ends included; an absent end is open. */
export interface ApiVersionRange {
  readonly since: string;
  readonly until?: string;
}

/** never: no version of the line has it; unknown: not looked up. */
export type StreamAvailability = ApiVersionRange | 'never' | 'unknown';

/** Where something exists, by line. */
export interface ApiAvailability {
  readonly stable: StreamAvailability;
  readonly preview: StreamAvailability;
}

/**
 * Whether an API version has something. Versions are compared within their own line. Of versions
 * newer than the lists it is assumed that they keep what the line has had last.
 */
export function isInApiVersion(what: ApiAvailability, apiVersion: string): Availability {
  const stream = apiStream(apiVersion);
  const state = apiVersionState(apiVersion);
  if (stream === undefined || state === 'unknown') return 'unknown';
  const range = what[stream];
  if (range === 'unknown') return 'unknown';
  if (range === 'never') return state === 'newer' ? 'unknown' : 'no';
  const version = apiVersion.toLowerCase();
  const isIn = version >= range.since && (range.until === undefined || version <= range.until);
  return isIn ? 'yes' : 'no';
}

/**
 * The versions whose requests are refused when they have a field that the version does not know. Older ones ignore it
 * without a word.
 */
export const refusesUnknownFields: Dated & ApiAvailability = {
  ...verified(issues.unknownFields),
  stable: { since: '2024-01-01' },
  preview: { since: '2024-01-02-preview' },
};
