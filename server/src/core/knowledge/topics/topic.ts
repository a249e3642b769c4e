import type { FeatureRowId } from '../feature-matrix';
import type { VersionTarget } from '../feature-minimums';
import type { Availability, Dated, IsoDate } from '../types';

/** Topics that are written one by one, by the field or the value they explain. */
type WrittenTopicId =
  | 'authentication'
  | 'cidr'
  | 'cidr-group'
  | 'cilium-cidr'
  | 'cilium-cidr-set'
  | 'cilium-class'
  | 'cilium-config'
  | 'cilium-port'
  | 'cilium-protocol'
  | 'container-port-name'
  | 'deny-rules'
  | 'dns-policy'
  | 'dns-rules'
  | 'enable-default-deny'
  | 'end-port'
  | 'endpoint-selector'
  | 'endpoints-peer'
  | 'entities'
  | 'except'
  | 'external-traffic-policy'
  | 'groups-peer'
  | 'host-network'
  | 'host-port'
  | 'http-matcher'
  | 'http-rules'
  | 'icmps'
  | 'ip-block'
  | 'ip-masq-config'
  | 'ip-masq-config-reconciled'
  | 'kafka-rules'
  | 'kubernetes-unknown'
  | 'l7-parser-rules'
  | 'label-dropped'
  | 'label-of-namespace'
  | 'label-pod-namespace'
  | 'label-namespace-labels'
  | 'listener'
  | 'load-balancer-source-ranges'
  | 'match-name'
  | 'match-pattern'
  | 'namespace-selector-peer'
  | 'node-port'
  | 'node-selector'
  | 'nodes-peer'
  | 'pod-selector-peer'
  | 'pod-selector-subject'
  | 'policy-port'
  | 'policy-types'
  | 'protocol'
  | 'requires-peer'
  | 'sctp'
  | 'server-names'
  | 'service-port'
  | 'services-peer'
  | 'tls-context'
  | 'to-fqdns'
  | 'to-ports'
  | 'windows-nodes';

/** Topics that are made from the rows of a table, by the row's name. */
type RowTopicId =
  | `command:${string}`
  | `config:${string}`
  | `entity:${string}`
  | `field:${string}`
  | `flag:${string}`
  | `key:${string}`
  | `kind:${string}`
  | `kubernetes:${string}`
  | `misspelled:${string}`
  | `pool-setting:${string}`
  | `resource:${string}`
  | `setting:${string}`;

export type TopicId = WrittenTopicId | RowTopicId;

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
  /** Whether Advanced Container Networking Services is on; absent when not known. */
  readonly hasAcns?: boolean;
  /** Whether the cluster admits policies with names, or with HTTP rules; absent when not known. */
  readonly allowsFqdn?: boolean;
  readonly allowsL7?: boolean;
  /** What is known of the place in a file about a cluster. */
  readonly place?: ClusterPlace;
}

/** Where in a file about a cluster the word stands. Texts in it are checked to be versions and days. */
export interface ClusterPlace {
  /** Of the resource around it. */
  readonly apiVersion?: string;
  /** Of the module around it. */
  readonly moduleVersion?: string;
  readonly today?: IsoDate;
}

/** What to say about a word of a file that this dataplane treats in its own way. */
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

/** Joins sentences to a paragraph, leaving out those that do not apply. */
export function sentences(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ');
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

/** What the answer means for the cluster at hand: one text each for yes, no and not known. */
export function here(
  answer: Availability | boolean | undefined,
  yes: string | undefined,
  no: string | undefined,
  unknown: string | undefined,
): string | undefined {
  if (answer === true || answer === 'yes') {
    return yes;
  }
  return answer === false || answer === 'no' ? no : unknown;
}
