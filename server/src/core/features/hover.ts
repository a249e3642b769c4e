import type { Configuration } from '../config/configuration';
import { hoverTopic } from '../knowledge/topics';
import type { TopicId } from '../knowledge/topics/topic';
import { sourcesOf } from '../knowledge/types';
import { mayHold } from '../model/kinds';
import { kubernetesObjects } from '../model/kubernetes-object';
import { versionTarget } from '../profile/version-target';
import { pathAt } from '../syntax/yaml/path';
import { type Range, shiftRange, touches } from '../text/range';
import type { Snapshot } from '../workspace/snapshot';

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
 * What the word at the offset means on this cluster, or undefined when it is no word of the field. The
 * text is Markdown made of this program's own words only, nothing of the file stands in it.
 */
export function hover(
  snapshot: Snapshot,
  offset: number,
  configuration: Configuration,
): Hover | undefined {
  const placed = snapshot.documents.find(
    ({ start, document }) => start <= offset && offset <= start + document.text.length,
  );
  if (placed === undefined || !mayHold(placed.document, 'NetworkPolicy')) {
    return undefined;
  }
  const inDocument = offset - placed.start;
  for (const object of kubernetesObjects(placed.document)) {
    const isPolicy = object.kind === 'NetworkPolicy' && object.group === 'networking.k8s.io';
    if (!isPolicy || !touches(object.range, inDocument)) {
      continue;
    }
    const word = pathAt(object.node, inDocument);
    const topic = word && networkPolicyTopics.get(word.path.join('.'));
    const markdown = topic && render(topic, configuration);
    if (word !== undefined && markdown !== undefined) {
      return { range: shiftRange(word.range, placed.start), markdown };
    }
  }
  return undefined;
}

function render(id: TopicId, { profile }: Configuration): string | undefined {
  const topic = hoverTopic(id, profile.edition.value);
  if (topic === undefined) {
    return undefined;
  }
  const links = sourcesOf(topic).map(({ title, url }) => `[${title}](${url})`);
  return [`**${topic.title}**`, topic.text(versionTarget(profile)), links.join(' · ')].join('\n\n');
}
