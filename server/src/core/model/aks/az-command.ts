import type { AzCommandName } from '../../knowledge/cli-names';
import type { Range } from '../../text/range';
import type { SettingEdit } from './aks-cluster';
import type { Setting } from './setting';

/** A flag of a command as it is written. Ranges lie in the file. */
export interface AzFlag {
  /** Its full name, however short it is written: `--network-plugin`. */
  readonly name: string;
  /** Where the name is written. */
  readonly range: Range;
  /** The name and its values. */
  readonly whole: Range;
  readonly values: readonly Setting<string>[];
}

/** A command of the Azure CLI that creates or changes a cluster, its pools or its network. */
export interface AzCommand {
  readonly name: AzCommandName;
  readonly uri: string;
  /** The words that name it: `az aks create`. */
  readonly range: Range;
  /** All flags are seen: no variable, placeholder or missing continuation can add others. */
  readonly isComplete: boolean;
  /** In the order in which they are written. */
  readonly flags: readonly AzFlag[];
  /** The flag of that full name that counts: the last one. */
  flag(name: string): AzFlag | undefined;
  /** Whether the command has the flag; unknown when something that is not known may add it. */
  has(name: string): 'yes' | 'no' | 'unknown';
  /** The value of a flag that takes one. Enumerated values are in lower case. */
  text(name: string): Setting<string>;
  /** The version of the CLI that the file pins for it, in a step of a pipeline or with a package manager. */
  readonly cliVersion: Setting<string>;
  readonly edits: AzEdits;
}

/** Changes of a command in the syntax of its shell; lines that go on stay tidy. */
export interface AzEdits {
  /** Writes a flag with its value: over the one that is there, or behind the last word. */
  set(name: string, value?: string): SettingEdit;
  /** Takes a flag out with its values, everywhere it stands. */
  remove(name: string): SettingEdit;
  /** Writes something else in place of a flag and its values. */
  replace(flag: AzFlag, text: string): SettingEdit;
}
