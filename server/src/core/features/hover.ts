import type { Configuration } from '../config/configuration';
import { type FeatureSupport, featureRow } from '../knowledge/feature-matrix';
import { sources } from '../knowledge/sources';
import { hoverTopic } from '../knowledge/topics';
import type { HoverTopic, TopicId, TopicTarget } from '../knowledge/topics/topic';
import { type Edition, sourcesOf } from '../knowledge/types';
import { objectsOf } from '../model/kinds';
import { stringOf } from '../model/traced';
import { clusterRanges, type RangeRole } from '../policy/cluster-ranges';
import {
  allowsFqdn,
  allowsL7,
  hasAcns,
  isCilium,
  isDualStack,
  usesLocalDns,
} from '../profile/answers';
import type { Answer, ClusterProfile } from '../profile/profile';
import { versionTarget } from '../profile/version-target';
import { pathAt, type WordAt } from '../syntax/yaml/path';
import { type Range, shiftRange, touches } from '../text/range';
import type { Snapshot } from '../workspace/snapshot';
import { describeRange } from './hover-range';
import { topicOf } from './hover-topic';

export interface Hover {
  /** The word that is explained. */
  readonly range: Range;
  readonly markdown: string;
}

/**
 * What the word at the offset means on this cluster, or undefined when it is no word of the field, or Cilium is not
 * the dataplane. The text is Markdown made of this program's own words only, nothing of the file stands in it.
 */
export function hover(
  snapshot: Snapshot,
  offset: number,
  configuration: Configuration,
): Hover | undefined {
  const { profile } = configuration;
  const placed = snapshot.documents.find(
    ({ start, document }) => start <= offset && offset <= start + document.text.length,
  );
  if (placed === undefined || isCilium(profile) === 'no') {
    return undefined;
  }
  const { document, start } = placed;
  for (const object of objectsOf(document, 'KubernetesObject')) {
    const word = touches(object.range, offset - start)
      ? pathAt(object.node, offset - start)
      : undefined;
    const id = word && topicOf(object, word);
    const topic = id && hoverTopic(id, profile.edition.value);
    if (word !== undefined && topic !== undefined) {
      const about = describeRange(rangeText(word, topic.id), profile);
      return { range: shiftRange(word.range, start), markdown: render(topic, about, profile) };
    }
  }
  return undefined;
}

/** What a topic says of this cluster, without heading and sources; undefined when the edition has no such topic. */
export function topicText(id: TopicId, profile: ClusterProfile): string | undefined {
  return hoverTopic(id, profile.edition.value)?.text(topicTarget(profile));
}

const topicsOfRanges: ReadonlySet<TopicId> = new Set(['cidr', 'cilium-cidr', 'cilium-cidr-set']);

/** The range that is written at the word, as far as it is one that the policy matches with. */
function rangeText({ node, path }: WordAt, topic: TopicId): string | undefined {
  return topicsOfRanges.has(topic) && path.at(-1) !== 'except' ? stringOf(node) : undefined;
}

function render(topic: HoverTopic, about: string | undefined, profile: ClusterProfile): string {
  return [
    `**${topic.title}**`,
    about,
    topic.text(topicTarget(profile)),
    rowText(topic, profile.edition.value),
    linksOf(topic, profile.edition.value),
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

const supportWords: Readonly<Record<FeatureSupport, string>> = {
  yes: 'yes',
  no: 'no',
  preview: 'preview',
};

/** The row of the feature matrix, in one line. */
function rowText({ featureRow: id }: HoverTopic, edition: Edition): string | undefined {
  const row = id && featureRow(id, edition);
  if (row === undefined) {
    return undefined;
  }
  const { title, withoutAcns, withAcns, conditions } = row;
  const support = `${title}: ${supportWords[withoutAcns]} without ACNS, ${supportWords[withAcns]} with it`;
  return conditions.length === 0 ? `${support}.` : `${support}; needs ${conditions.join(', ')}.`;
}

function topicTarget(profile: ClusterProfile): TopicTarget {
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
