import type { Configuration } from '../config/configuration';
import { hoverTopic } from '../knowledge/topics';
import type { TopicId } from '../knowledge/topics/topic';
import type { SourceFiles } from '../model/aks/template-files';
import { objectsOf } from '../model/kinds';
import { stringOf } from '../model/traced';
import { isCilium } from '../profile/answers';
import { pathAt, type WordAt } from '../syntax/yaml/path';
import { shiftRange, touches } from '../text/range';
import type { Snapshot } from '../workspace/snapshot';
import { clusterHover } from './clusters/hover';
import { defaultHover, type FilesOfCharts } from './hover/default-of-value';
import { describeRange } from './hover/range-text';
import { topicOf } from './hover/topic-of-word';
import { type Hover, renderTopic, topicTarget } from './hover/topic-text';

export type { Hover } from './hover/topic-text';

/**
 * What the word at the offset means on this cluster: a word of a Kubernetes object, or one that declares, creates or
 * changes a cluster. Undefined when it is no word of the field, or Cilium is not the dataplane. In a template of a chart, an
 * action that looks up values: their defaults. The text is Markdown made of this program's own words only; of a file,
 * nothing but names and values of a chart stands in it, as code. `files` are those that give a template its values.
 */
export function hover(
  snapshot: Snapshot,
  offset: number,
  configuration: Configuration,
  files?: SourceFiles & FilesOfCharts,
): Hover | undefined {
  return (
    (files && defaultHover(snapshot, offset, files)) ??
    objectHover(snapshot, offset, configuration) ??
    clusterHover(snapshot, offset, configuration, files)
  );
}

function objectHover(
  snapshot: Snapshot,
  offset: number,
  { profile }: Configuration,
): Hover | undefined {
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
      const markdown = renderTopic(topic, about, topicTarget(profile));
      return { range: shiftRange(word.range, start), markdown };
    }
  }
  return undefined;
}

const topicsOfRanges: ReadonlySet<TopicId> = new Set(['cidr', 'cilium-cidr', 'cilium-cidr-set']);

/** The range that is written at the word, as far as it is one that the policy matches with. */
function rangeText({ node, path }: WordAt, topic: TopicId): string | undefined {
  return topicsOfRanges.has(topic) && path.at(-1) !== 'except' ? stringOf(node) : undefined;
}
