import { latestOnly, verified } from '../../dated';
import { type FeatureMinimum, featureAvailability, featureMinimums } from '../../feature-minimums';
import { sources } from '../../sources';
import { supportAt, supportCalendar } from '../../support-calendar';
import { type Edition, type IsoDate, inEdition } from '../../types';
import {
  ciliumMinors,
  ciliumVersionsFor,
  documentedMinimumCilium,
  shippedCiliumFor,
} from '../../versions';
import { type HoverTopic, paragraphs, sentences, type TopicTarget } from '../topic';

/** The Kubernetes minors that some edition tells the Cilium of, oldest first. */
export const knownKubernetesMinors: readonly string[] = [
  ...new Set(ciliumMinors.map(({ kubernetes }) => kubernetes)),
];

/** The Cilium minors of a Kubernetes version as people read them: `1.17`, `1.18 or 1.19`; undefined when not known. */
export function ciliumOfKubernetes(version: string, edition: Edition): string | undefined {
  const minors = ciliumVersionsFor(version, edition);
  return minors.length === 0 ? undefined : minors.join(' or ');
}

/** A topic for every Kubernetes minor: its Cilium, its support, and what policies may count on. */
export const kubernetesTopics: readonly HoverTopic[] = knownKubernetesMinors.flatMap((minor) => {
  const rows = ciliumMinors.filter(({ kubernetes }) => kubernetes === minor);
  return rows.map(({ source, also = [], date, confidence, editions }) => ({
    ...{ source, date, confidence, editions },
    also: [sources.aksReleaseNotes, sources.supportedVersions, ...also].filter(
      (each, index, all) => each !== source && all.indexOf(each) === index,
    ),
    id: `kubernetes:${minor}` as const,
    title: `Kubernetes ${minor}: Cilium ${rows.flatMap(({ cilium }) => cilium).join(' or ')}`,
    text: (target: TopicTarget) =>
      paragraphs(
        sentences(minimumText(minor, target.edition), shippedText(minor)),
        supportText(minor, target.place?.today),
        featuresText(minor, target.edition),
      ),
  }));
});

/** Stands for versions that the tables do not have. */
export const unknownKubernetesTopic: HoverTopic = {
  ...verified(sources.supportedVersions, { editions: latestOnly, also: [sources.ciliumPage] }),
  id: 'kubernetes-unknown',
  title: 'A Kubernetes version whose Cilium version is not known here',
  text: () =>
    `The Kubernetes version determines the Cilium version on AKS. This extension knows Kubernetes ${knownKubernetesMinors[0]} to ${knownKubernetesMinors.at(-1)}; for other versions, whatever depends on the version is *unknown*, so findings are milder.`,
};

function minimumText(minor: string, edition: Edition): string {
  const documented = documentedMinimumCilium(minor, edition);
  const { cilium, date, remark } = documented ?? {};
  return documented === undefined
    ? 'The Kubernetes version determines the Cilium version on AKS.'
    : `Microsoft documents Cilium ${cilium} as the minimum (${[date, remark].filter(Boolean).join(', ')}).`;
}

function shippedText(minor: string): string | undefined {
  const newest = shippedCiliumFor(minor).at(-1);
  if (newest === undefined) {
    return undefined;
  }
  const when = newest.released === undefined ? '' : ` with the release of ${newest.released}`;
  return `The newest known to have shipped on AKS is ${newest.cilium}${when}.`;
}

function supportText(minor: string, today: IsoDate | undefined): string | undefined {
  const entry = supportCalendar.find(({ kubernetes }) => kubernetes === minor);
  const state = today === undefined ? 'unknown' : supportAt(minor, today);
  if (entry === undefined) {
    return state === 'ended' ? '**AKS no longer supports this version.**' : undefined;
  }
  const { standardEnd, longTermEnd } = entry;
  const ends = [
    ...(standardEnd === undefined ? [] : [`standard support until the end of ${standardEnd}`]),
    ...(longTermEnd === undefined ? [] : [`long-term support until the end of ${longTermEnd}`]),
  ];
  return sentences(
    `On AKS: ${ends.join(', ')}.`,
    state === 'long-term' ? '**Only long-term support remains.**' : undefined,
    state === 'ended' ? '**Both have ended.**' : undefined,
  );
}

const untold: ReadonlySet<FeatureMinimum['id']> = new Set([
  'cidr-schema-needs-prefix',
  'strict-cidr-validation',
]);

function featuresText(minor: string, edition: Edition): string {
  const target = {
    edition,
    kubernetesVersion: minor,
    ciliumVersions: ciliumVersionsFor(minor, edition),
  };
  const told = featureMinimums.filter((row) => inEdition(row, edition) && !untold.has(row.id));
  const titles = (answer: 'yes' | 'no') =>
    told.filter(({ id }) => featureAvailability(id, target) === answer).map(({ title }) => title);
  const [has, lacks] = [titles('yes'), titles('no')];
  return paragraphs(
    has.length === 0 ? undefined : `Has: ${has.join(', ')}.`,
    lacks.length === 0 ? undefined : `**Lacks**: ${lacks.join(', ')}.`,
  );
}
