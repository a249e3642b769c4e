import type { Configuration } from '../config/configuration';
import { sources } from '../knowledge/sources';
import { hoverTopic } from '../knowledge/topics';
import type { HoverTopic, TopicId, TopicTarget } from '../knowledge/topics/topic';
import { type Edition, sourcesOf } from '../knowledge/types';
import { objectsOf } from '../model/kinds';
import { clusterRanges, type RangeRole } from '../policy/cluster-ranges';
import { isCilium, isDualStack, usesLocalDns } from '../profile/answers';
import type { Answer, ClusterProfile } from '../profile/profile';
import { versionTarget } from '../profile/version-target';
import { pathAt } from '../syntax/yaml/path';
import { type Range, shiftRange, touches } from '../text/range';
import type { Snapshot } from '../workspace/snapshot';
import { describeRangeAt } from './hover-range';

export interface Hover {
  /** The word that is explained. */
  readonly range: Range;
  readonly markdown: string;
}

/** Paths of a NetworkPolicy's fields (list indexes left out) and what there is to say about them. */
const networkPolicyTopics: ReadonlyMap<string, TopicId> = new Map([
  ['spec.podSelector', 'pod-selector-subject'],
  ['spec.policyTypes', 'policy-types'],
  ...(['ingress.from', 'egress.to'] as const).flatMap((peers): [string, TopicId][] => [
    [`spec.${peers}.ipBlock`, 'ip-block'],
    [`spec.${peers}.ipBlock.cidr`, 'cidr'],
    [`spec.${peers}.ipBlock.except`, 'except'],
    [`spec.${peers}.podSelector`, 'pod-selector-peer'],
    [`spec.${peers}.namespaceSelector`, 'namespace-selector-peer'],
  ]),
]);

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
  for (const { object } of objectsOf(document, 'NetworkPolicy')) {
    const word = touches(object.range, offset - start)
      ? pathAt(object.node, offset - start)
      : undefined;
    const id = word && networkPolicyTopics.get(word.path.join('.'));
    const topic = id && hoverTopic(id, profile.edition.value);
    if (word !== undefined && topic !== undefined) {
      const about = id === 'cidr' ? describeRangeAt(document, offset - start, profile) : undefined;
      return { range: shiftRange(word.range, start), markdown: render(topic, about, profile) };
    }
  }
  return undefined;
}

function render(topic: HoverTopic, about: string | undefined, profile: ClusterProfile): string {
  return [
    `**${topic.title}**`,
    about,
    topic.text(topicTarget(profile)),
    linksOf(topic, profile.edition.value),
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
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
  };
}

function isKnown(name: 'isDualStack' | 'usesLocalDns', answer: Answer): Partial<TopicTarget> {
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
