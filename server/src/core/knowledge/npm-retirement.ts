import { verified } from './dated';
import { sources } from './sources';
import type { Dated, IsoDate } from './types';

/** The last day of Azure Network Policy Manager (`networkPolicy: azure`) on each kind of nodes. */
export const npmRetirement = {
  ...verified(sources.npmMigration),
  linux: '2028-09-30',
  windows: '2026-09-30',
} as const satisfies Dated & Readonly<Record<'linux' | 'windows', IsoDate>>;
