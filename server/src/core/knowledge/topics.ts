import { ipBlockTopic } from './topics/ip-block';
import { cidrTopic, exceptTopic } from './topics/ip-block-fields';
import { policyTypesTopic } from './topics/policy-types';
import {
  namespaceSelectorPeerTopic,
  podSelectorPeerTopic,
  podSelectorSubjectTopic,
} from './topics/selectors';
import type { HoverTopic, TopicId } from './topics/topic';
import { type Edition, inEdition } from './types';

/** What hovers say, sorted by id. */
export const hoverTopics: readonly HoverTopic[] = [
  cidrTopic,
  exceptTopic,
  ipBlockTopic,
  namespaceSelectorPeerTopic,
  podSelectorPeerTopic,
  podSelectorSubjectTopic,
  policyTypesTopic,
];

/** A topic in an edition; undefined when the edition has nothing to say about it. */
export function hoverTopic(id: TopicId, edition: Edition): HoverTopic | undefined {
  return hoverTopics.find((topic) => topic.id === id && inEdition(topic, edition));
}
