import type { Dated } from '../types';
import type { HoverTopic, TopicTarget } from './topic';

/** What is said of a field that needs no more than a few words. */
export interface FieldText {
  readonly dated: Dated;
  readonly title: string;
  readonly featureRow?: HoverTopic['featureRow'];
  readonly text: (target: TopicTarget) => string;
}

/** A topic for every field, `field:` and its name. */
export function topicsOfFields(fields: Readonly<Record<string, FieldText>>): readonly HoverTopic[] {
  return Object.entries(fields).map(([id, { dated, title, featureRow, text }]) => ({
    ...dated,
    id: `field:${id}`,
    title,
    ...(featureRow === undefined ? {} : { featureRow }),
    text,
  }));
}
