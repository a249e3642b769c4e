import type { FeatureRowId } from '../feature-matrix';
import type { VersionTarget } from '../feature-minimums';
import type { Dated } from '../types';

export type TopicId =
  | 'cidr'
  | 'except'
  | 'ip-block'
  | 'namespace-selector-peer'
  | 'pod-selector-peer'
  | 'pod-selector-subject'
  | 'policy-types';

/** What a topic is told of the cluster. All texts in it are the program's own or normalised ranges. */
export interface TopicTarget extends VersionTarget {
  /** The address ranges that are known, in CIDR notation. */
  readonly ranges?: {
    readonly pod: readonly string[];
    readonly node: readonly string[];
    readonly service: readonly string[];
  };
  /** False when the cluster surely has IPv4 only, or IPv6 only. */
  readonly isDualStack?: boolean;
  /** False when pods surely do not use LocalDNS. */
  readonly usesLocalDns?: boolean;
}

/** What to say about a word of a file that this data plane treats in its own way. */
export interface HoverTopic extends Dated {
  readonly id: TopicId;
  /** The heading, plain text. */
  readonly title: string;
  /** The row of the feature matrix that says who has the feature. */
  readonly featureRow?: FeatureRowId;
  /**
   * Markdown without a heading and without the sources; depends on what is known of the cluster.
   */
  readonly text: (target: TopicTarget) => string;
}

/** Joins paragraphs to Markdown, leaving out those that do not apply. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('\n\n');
}

/** Joins list items to a Markdown list, leaving out those that do not apply. */
export function bullets(...items: readonly (string | undefined)[]): string {
  return items
    .filter((item) => item !== undefined)
    .map((item) => `- ${item}`)
    .join('\n');
}

/** Ranges as code, joined by commas. */
export function rangeList(ranges: readonly string[]): string {
  return ranges.map((range) => `\`${range}\``).join(', ');
}
