import type { Severity } from '../engine/finding';
import type { Edition, IsoDate } from '../knowledge/types';
import type { AdvancedNetworkPolicies, Dataplane, IpamMode, IpFamily } from '../profile/profile';

export type Preset = 'recommended' | 'strict';
/** Where the Cilium version is shown behind a Kubernetes version. */
export type InlayHints = 'off' | 'templates' | 'all';
export type CodeLensSetting = 'off' | 'policies';
export type RuleSeverity = Severity | 'off';
/** `warning`, or `[warning, {option: value}]`. */
export type RuleEntry = RuleSeverity | readonly [RuleSeverity, Readonly<Record<string, unknown>>];

/** What people say of their cluster; every property may be left out. */
export interface ProfileSettings {
  readonly name?: string;
  readonly dataplane?: Dataplane;
  readonly kubernetesVersion?: string;
  readonly ciliumVersion?: string;
  readonly ipam?: IpamMode;
  readonly ipFamilies?: readonly IpFamily[];
  readonly podCidrs?: readonly string[];
  readonly serviceCidrs?: readonly string[];
  readonly nodeCidrs?: readonly string[];
  readonly acns?: boolean;
  readonly acnsNetworkPolicies?: AdvancedNetworkPolicies;
  readonly localDns?: boolean;
  readonly windowsPools?: boolean;
  readonly istioAddon?: boolean;
}

export interface Override {
  /** Globs relative to the folder of the project file. */
  readonly files: readonly string[];
  readonly rules?: Readonly<Record<string, RuleEntry>>;
  readonly profile?: ProfileSettings;
  readonly cluster?: string;
}

/** What one source (editor settings, project file, command line) may set. */
export interface Settings {
  readonly extends?: Preset;
  readonly edition?: Edition;
  /** The day that counts as today, for rules about dates; `YYYY-MM-DD`. */
  readonly today?: IsoDate;
  readonly profile?: ProfileSettings;
  /** Which cluster of the workspace the files are for: its name, or the path of a file that defines it. */
  readonly cluster?: string;
  readonly rules?: Readonly<Record<string, RuleEntry>>;
  readonly overrides?: readonly Override[];
  readonly ignore?: readonly string[];
  readonly inlayHints?: InlayHints;
  readonly codeLens?: CodeLensSetting;
}
