import { type FeatureSupport, featureRow } from '../../knowledge/feature-matrix';
import { sources } from '../../knowledge/sources';
import { hoverTopic } from '../../knowledge/topics';
import type { HoverTopic, TopicId, TopicTarget } from '../../knowledge/topics/topic';
import { type Edition, sourcesOf } from '../../knowledge/types';
import { clusterRanges, type RangeRole } from '../../policy/addresses/cluster-ranges';
import { allowsFqdn, allowsL7, hasAcns, isDualStack, usesLocalDns } from '../../profile/answers';
import type { Answer, ClusterProfile } from '../../profile/profile';
import { versionTarget } from '../../profile/version-target';
import type { Range } from '../../text/range';

export interface Hover {
  /** The word that is explained. */
  readonly range: Range;
  readonly markdown: string;
}

/** What a topic says of this cluster, without heading and sources; undefined when the edition has no such topic. */
export function topicText(id: TopicId, profile: ClusterProfile): string | undefined {
  return hoverTopic(id, profile.edition.value)?.text(topicTarget(profile));
}

/** A topic as Markdown: heading, what is to be said of this very place, text, the row of the feature matrix, sources. */
export function renderTopic(
  topic: HoverTopic,
  about: string | undefined,
  target: TopicTarget,
): string {
  const { edition } = target;
  return [
    `**${topic.title}**`,
    about,
    topic.text(target),
    rowText(topic, edition),
    linksOf(topic, edition),
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

const supportWords: Readonly<Record<FeatureSupport, string>> = {
  yes: 'available',
  no: 'not available',
  preview: 'in preview',
};

/** The row of the feature matrix, in one line. */
function rowText({ featureRow: id }: HoverTopic, edition: Edition): string | undefined {
  const row = id && featureRow(id, edition);
  if (row === undefined) {
    return undefined;
  }
  const { title, withoutAcns, withAcns, conditions } = row;
  const support = `${title}: ${supportText(withoutAcns, withAcns)}`;
  return conditions.length === 0 ? `${support}.` : `${support}; needs ${conditions.join(', ')}.`;
}

function supportText(withoutAcns: FeatureSupport, withAcns: FeatureSupport): string {
  if (withoutAcns === withAcns) {
    return `${supportWords[withAcns]} with or without ACNS`;
  }
  return withoutAcns === 'no'
    ? `${supportWords[withAcns]} only with ACNS`
    : `${supportWords[withoutAcns]} without ACNS, ${supportWords[withAcns]} with it`;
}

/** What topics are told of the cluster. */
export function topicTarget(profile: ClusterProfile): TopicTarget {
  const ranges = clusterRanges(profile);
  const of = (role: RangeRole) =>
    ranges.filter((range) => range.role === role).map(({ cidr }) => cidr.network);
  return {
    ...versionTarget(profile),
    ranges: { pod: of('pod'), node: of('node'), service: of('service') },
    ...isKnown('isDualStack', isDualStack(profile)),
    ...isKnown('usesLocalDns', usesLocalDns(profile)),
    ...isKnown('hasAcns', hasAcns(profile)),
    ...isKnown('allowsFqdn', allowsFqdn(profile)),
    ...isKnown('allowsL7', allowsL7(profile)),
  };
}

type KnownAnswer = 'isDualStack' | 'usesLocalDns' | 'hasAcns' | 'allowsFqdn' | 'allowsL7';

function isKnown(name: KnownAnswer, answer: Answer): Partial<TopicTarget> {
  return answer === 'unknown' ? {} : { [name]: answer === 'yes' };
}

/** More links than this are read by nobody. */
const mostLinks = 4;

/** Where it was read, and when that was written. Of the page with editions, the one the profile is judged by. */
function linksOf(topic: HoverTopic, edition: Edition): string {
  const page = edition === 'latest' ? sources.ciliumPage : sources.ciliumPage2025;
  const read = sourcesOf(topic).map((source) => (source.url === page.url ? page : source));
  const [main = topic.source] = read;
  const date = main === topic.source ? topic.date : (main.changed ?? topic.date);
  const links = [...new Set(read)]
    .slice(0, mostLinks)
    .map(({ title, url }) => `[${title}](${url})`);
  return `As of ${date}: ${links.join(' · ')}`;
}
