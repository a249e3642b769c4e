import { edition2025Only, latestOnly, unsettled, verified } from './dated';
import { sources } from './sources';
import { type Dated, type Edition, type IsoDate, type IsoMonth, inEdition } from './types';
import { minorOf } from './version-number';

/** One state of the version table of Microsoft's page. */
export interface DocumentedMinimums extends Dated {
  /** Kubernetes minor to the oldest Cilium it may run. */
  readonly minimums: Readonly<Record<string, string>>;
  /** What the page adds to a version, such as `LTS`. */
  readonly remarks?: Readonly<Record<string, string>>;
}

const page = (date: IsoDate, editions: Dated['editions'] = []) =>
  verified(sources.ciliumPage, { date, editions });

/**
 * The version table of Microsoft's page, oldest state first. States between two editions belong to
 * neither.
 */
export const documentedMinimums: readonly DocumentedMinimums[] = [
  {
    ...page('2025-02-26'),
    minimums: {
      '1.27': '1.13.18',
      '1.29': '1.14.19',
      '1.30': '1.14.19',
      '1.31': '1.16.6',
      '1.32': '1.16.6',
    },
    remarks: { '1.32': 'preview' },
  },
  {
    ...verified(sources.ciliumPage2025, { date: '2025-03-27', editions: edition2025Only }),
    minimums: {
      '1.27': '1.13.18',
      '1.28': '1.13.18',
      '1.29': '1.14.19',
      '1.30': '1.14.19',
      '1.31': '1.16.6',
      '1.32': '1.17.0',
    },
    remarks: { '1.27': 'LTS', '1.28': 'end of life', '1.30': 'LTS' },
  },
  {
    ...page('2025-11-03'),
    minimums: {
      '1.27': '1.13.18',
      '1.28': '1.13.18',
      '1.29': '1.14.19',
      '1.30': '1.14.19',
      '1.31': '1.16.6',
      '1.32': '1.17.0',
      '1.33': '1.17.0',
    },
  },
  {
    ...page('2026-01-05'),
    minimums: {
      '1.29': '1.14.19',
      '1.30': '1.14.19',
      '1.31': '1.16.6',
      '1.32': '1.17.0',
      '1.33': '1.17.0',
    },
  },
  {
    ...page('2026-05-12'),
    minimums: {
      '1.29': '1.14.20',
      '1.30': '1.14.20',
      '1.31': '1.16.16',
      '1.32': '1.17.9',
      '1.33': '1.17.9',
      '1.34': '1.18.6',
      '1.35': '1.18.6',
    },
    remarks: { '1.29': 'LTS', '1.30': 'LTS' },
  },
  {
    ...page('2026-08-05', latestOnly),
    minimums: {
      '1.31': '1.16.16',
      '1.32': '1.17.9',
      '1.33': '1.17.9',
      '1.34': '1.18.6',
      '1.35': '1.18.6',
      '1.36': '1.18.9',
    },
    remarks: { '1.31': 'LTS', '1.32': 'LTS', '1.33': 'LTS' },
  },
];

/** What the page said of one Kubernetes minor. */
export interface DocumentedMinimum {
  readonly cilium: string;
  readonly date: IsoDate;
  readonly remark?: string;
}

/**
 * The oldest Cilium a Kubernetes version runs, as documented last up to an edition: a row that the
 * page has dropped since keeps its last value and that value's date. Undefined when the page never
 * had the row.
 */
export function documentedMinimumCilium(
  kubernetesVersion: string,
  edition: Edition,
): DocumentedMinimum | undefined {
  const minor = minorOf(kubernetesVersion);
  if (minor === undefined) return undefined;
  const newest = documentedMinimums.findIndex((state) => inEdition(state, edition));
  for (const state of documentedMinimums.slice(0, newest + 1).reverse()) {
    const cilium = state.minimums[minor];
    if (cilium === undefined) continue;
    const remark = state.remarks?.[minor];
    return { cilium, date: state.date, ...(remark === undefined ? {} : { remark }) };
  }
  return undefined;
}

/** A Cilium image AKS shipped. */
export interface ShippedCilium extends Dated {
  readonly kubernetes: readonly string[];
  readonly cilium: string;
  /** The AKS release, as a day or a month; absent when the notes read do not name it. */
  readonly released?: IsoDate | IsoMonth;
}

const shipped = (
  kubernetes: readonly string[],
  cilium: string,
  released?: string,
): ShippedCilium => ({
  ...verified(sources.aksReleaseNotes),
  kubernetes,
  cilium,
  ...(released === undefined ? {} : { released }),
});

/**
 * What AKS shipped, by Kubernetes minor, oldest release first. Ahead of the documented minimums.
 */
export const shippedCilium: readonly ShippedCilium[] = [
  shipped(['1.29', '1.30'], '1.14.20'),
  shipped(['1.31'], '1.16.13', '2025-09'),
  shipped(['1.31'], '1.16.16', '2026-02'),
  shipped(['1.31'], '1.16.19', '2026-06-19'),
  shipped(['1.32', '1.33'], '1.17.10', '2026-04-28'),
  shipped(['1.32', '1.33'], '1.17.15', '2026-06-19'),
  shipped(['1.32', '1.33'], '1.17.17', '2026-07-17'),
  shipped(['1.34', '1.35'], '1.18.2', '2026-01-04'),
  shipped(['1.34', '1.35'], '1.18.6', '2026-03-05'),
  shipped(['1.34', '1.35'], '1.18.9', '2026-05-29'),
  shipped(['1.34', '1.35'], '1.18.11', '2026-07-17'),
  shipped(['1.36'], '1.19.3', '2026-05-29'),
  shipped(['1.36'], '1.19.5', '2026-07-17'),
];

/** The Cilium images AKS shipped for a Kubernetes version, oldest first. */
export function shippedCiliumFor(kubernetesVersion: string): readonly ShippedCilium[] {
  const minor = minorOf(kubernetesVersion);
  return shippedCilium.filter((entry) => minor !== undefined && entry.kubernetes.includes(minor));
}

/** The Cilium minors a Kubernetes minor may run. */
export interface CiliumMinors extends Dated {
  readonly kubernetes: string;
  /** More than one when the sources disagree. */
  readonly cilium: readonly string[];
}

const bothSources = { also: [sources.aksReleaseNotes] } as const;
const inLatest = { ...bothSources, editions: latestOnly } as const;

/** Kubernetes minor to Cilium minor. No AKS version runs Cilium 1.15. */
export const ciliumMinors: readonly CiliumMinors[] = [
  { ...verified(sources.ciliumPage2025), kubernetes: '1.27', cilium: ['1.13'] },
  { ...verified(sources.ciliumPage2025), kubernetes: '1.28', cilium: ['1.13'] },
  { ...verified(sources.ciliumPage2025, bothSources), kubernetes: '1.29', cilium: ['1.14'] },
  { ...verified(sources.ciliumPage2025, bothSources), kubernetes: '1.30', cilium: ['1.14'] },
  { ...verified(sources.ciliumPage2025, bothSources), kubernetes: '1.31', cilium: ['1.16'] },
  { ...verified(sources.ciliumPage2025, bothSources), kubernetes: '1.32', cilium: ['1.17'] },
  { ...verified(sources.ciliumPage, inLatest), kubernetes: '1.33', cilium: ['1.17'] },
  { ...verified(sources.ciliumPage, inLatest), kubernetes: '1.34', cilium: ['1.18'] },
  { ...verified(sources.ciliumPage, inLatest), kubernetes: '1.35', cilium: ['1.18'] },
  // The page and the list of supported versions say 1.18.9, the release notes 1.19.3 and later.
  {
    ...unsettled(sources.ciliumPage, {
      also: [sources.aksReleaseNotes, sources.supportedVersions],
      editions: latestOnly,
    }),
    kubernetes: '1.36',
    cilium: ['1.18', '1.19'],
  },
];

/** The Cilium minors a Kubernetes version may run in an edition; empty when that is not known. */
export function ciliumVersionsFor(kubernetesVersion: string, edition: Edition): readonly string[] {
  const minor = minorOf(kubernetesVersion);
  const entry = ciliumMinors.find((row) => row.kubernetes === minor && inEdition(row, edition));
  return entry?.cilium ?? [];
}
