import type { VersionSpan } from '../../knowledge/version-number';
import type { Range } from '../../text/range';

/** Why Cilium does not enforce a policy that its schema lets through, or the API server refuses its metadata. */
export type SanitizeProblemId =
  | 'emptyKey'
  | 'emptySecretName'
  | 'emptyServerName'
  | 'icmpName'
  | 'kafkaApiKey'
  | 'kafkaApiVersion'
  | 'kafkaBoth'
  | 'kafkaTopic'
  | 'labelKey'
  | 'labelValue'
  | 'layer7Range'
  | 'listenerIngress'
  | 'listenerLayer7'
  | 'metadataLabelKey'
  | 'metadataLabelValue'
  | 'metadataName'
  | 'metadataNameMissing'
  | 'proxyOff'
  | 'regex'
  | 'serverNamesLayer7'
  | 'valuesForbidden'
  | 'valuesMissing';

export interface SanitizeProblem {
  readonly problem: SanitizeProblemId;
  readonly at: Range;
  readonly data: Readonly<Record<string, string | number>>;
  /** The Cilium versions it is a problem in; all when absent. */
  readonly span?: VersionSpan;
  /** What can be written there instead. */
  readonly replacement?: string;
}
