import type { ClusterProfile } from '../profile/profile';
import type { RuleSeverity } from './settings';

export interface RuleSetting {
  readonly severity: RuleSeverity;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Everything that decides how one file is linted, resolved from all sources. */
export interface Configuration {
  /** Equal keys mean equal behaviour, so results may be cached by it. */
  readonly key: string;
  readonly profile: ClusterProfile;
  /** One entry per rule there is. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** The file is named by an `ignore` glob: it is not linted. */
  readonly ignored: boolean;
}
