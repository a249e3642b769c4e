import { parseVersion } from '../knowledge/version-number';
import { parseCidr } from '../policy/addresses/cidr';
import { isGlob } from './globs';
import type { Format } from './schema';

interface FormatRule {
  /** How a message names it: "must be ...". */
  readonly expected: string;
  /** For editors that check the project file by its JSON schema; may let more pass than `accepts`. */
  readonly pattern?: string;
  readonly accepts: (text: string) => boolean;
}

const version = {
  pattern: '^v?\\d+\\.\\d+(\\.\\d+)?([-+.][0-9A-Za-z.+-]*)?$',
  accepts: (text: string) => text.trim() === text && parseVersion(text) !== undefined,
} as const;

/** A day that the calendar has: `Date` would take the 31st of April for the 1st of May. */
function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** What the texts of the settings must look like. */
export const formats: Readonly<Record<Format, FormatRule>> = {
  cidr: {
    expected: 'an address range such as 10.244.0.0/16',
    pattern: '^[0-9a-fA-F.:]+/\\d{1,3}$',
    accepts: (text) => parseCidr(text) !== undefined,
  },
  'kubernetes-version': { ...version, expected: 'a Kubernetes version in quotes such as "1.33"' },
  'cilium-version': { ...version, expected: 'a Cilium version in quotes such as "1.17"' },
  date: {
    expected: 'a day such as 2026-09-01',
    pattern: '^\\d{4}-\\d{2}-\\d{2}$',
    accepts: isDay,
  },
  glob: {
    expected: 'a glob relative to the folder of the project file, such as legacy/**',
    accepts: isGlob,
  },
};
