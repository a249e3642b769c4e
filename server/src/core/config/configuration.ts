import type { IsoDate } from '../knowledge/types';
import type { ClusterProfile } from '../profile/profile';
import type { WorkspaceCluster } from '../profile/workspace-clusters';
import type { CodeLensSetting, InlayHints, RuleSeverity } from './settings';

export interface RuleSetting {
  readonly severity: RuleSeverity;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Everything that decides how one file is linted, resolved from all sources. */
export interface Configuration {
  /** Equal keys mean equal behaviour, so results may be cached by it. */
  readonly key: string;
  /** Changes with the places where files say what the profile knows, for results that lead there. */
  readonly places: string;
  readonly profile: ClusterProfile;
  /** The clusters of the workspace that the file may be for; the profile knows what they have in common. */
  readonly clusters: readonly WorkspaceCluster[];
  /** The cluster that somebody chose, if the workspace has none of that name. */
  readonly missingCluster?: string;
  /** Core has no clock: the host or a setting says which day it is. Undefined: rules about dates are silent. */
  readonly today: IsoDate | undefined;
  /** One entry per rule there is. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** The file is named by an `ignore` glob: it is not linted. */
  readonly ignored: boolean;
  readonly inlayHints: InlayHints;
  readonly codeLens: CodeLensSetting;
}
