import type { Place, StaticValue } from '../../evaluation/value';
import type { Range, TextEdit } from '../../text/range';
import type { Setting } from './setting';

/** Where a cluster is described. */
export type ClusterSyntax = 'bicep' | 'arm' | 'az';

/**
 * declare: a template states all of it, what it leaves out takes a default; create: the same in one command;
 * update, upgrade: a command that changes what it names and leaves the rest as it is.
 */
export type ClusterOperation = 'declare' | 'create' | 'update' | 'upgrade';

/** Settings below `properties` of `Microsoft.ContainerService/managedClusters`, whatever syntax they are written in. */
export interface Settings {
  /** A setting by its path: `networkProfile.networkDataplane`. Names are compared without regard to case. */
  text(path: string): Setting<string>;
  boolean(path: string): Setting<boolean>;
  number(path: string): Setting<number>;
  texts(path: string): Setting<readonly string[]>;
  /** Whether anything is written at the path, an empty object included. */
  has(path: string): 'yes' | 'no' | 'unknown';
  /** Where the name is written in the file at hand; undefined when it is not, whatever the value. */
  keyRange(path: string): Range | undefined;
  /** The value itself, for what the other readers do not cover. */
  value(path: string): StaticValue | undefined;
}

export interface AksCluster extends Settings {
  readonly syntax: ClusterSyntax;
  readonly operation: ClusterOperation;
  readonly uri: string;
  readonly name: Setting<string>;
  /** What stands for the cluster as a whole: its type, the path of its module, or the words of the command. */
  readonly range: Range;
  /** Of the resource type; absent for a command. */
  readonly apiVersion: Setting<string>;
  /** Declared elsewhere: only what is written here is known. */
  readonly isExisting: boolean;
  readonly condition: 'yes' | 'unknown';
  /** The `sku` beside `properties`. */
  readonly sku: Settings;
  readonly pools: readonly AgentPool[];
  /** Nothing unknown can add pools. */
  readonly hasAllPools: boolean;
  /** Virtual networks that the same deployment declares, as far as their ranges are known. */
  readonly networks: readonly VirtualNetwork[];
  /** Which values of parameters this is about: the name of a parameters file or of a calling template; undefined for defaults. */
  readonly context: string | undefined;
  /** What it rests on that can never be evaluated. */
  readonly cycles: readonly TemplateCycle[];
  readonly edits: SettingEdits;
}

/** Names of a template, or templates, that need each other. */
export interface TemplateCycle {
  readonly of: 'names' | 'files';
  /** In their order; the last one needs the first. Files by their way from the file at hand. */
  readonly members: readonly string[];
  /** Where one of them stands. */
  readonly place: Place;
}

export interface AgentPool extends Settings {
  readonly name: Setting<string>;
  readonly range: Range;
  readonly apiVersion: Setting<string>;
  readonly condition: 'yes' | 'unknown';
  readonly edits: SettingEdits;
}

export interface VirtualNetwork {
  readonly name: Setting<string>;
  readonly condition: 'yes' | 'unknown';
  readonly ranges: Setting<readonly string[]>;
  readonly subnets: readonly Subnet[];
}

export interface Subnet {
  readonly name: Setting<string>;
  readonly condition: 'yes' | 'unknown';
  readonly ranges: Setting<readonly string[]>;
  /** Services that the subnet is delegated to. */
  readonly delegations: readonly Setting<string>[];
}

/** A value as it can be written in every syntax. */
export type Literal = string | number | boolean;

/** Edits in the syntax at hand, or why there are none. */
export type SettingEdit =
  | { readonly edits: readonly TextEdit[] }
  | { readonly disabledReason: string };

/** Changes of settings, written in the syntax at hand; what they do not touch stays as it is. */
export interface SettingEdits {
  /** Writes a value, over the one that is there or as a new setting. */
  set(path: string, value: Literal): SettingEdit;
  remove(path: string): SettingEdit;
  /** Writes another name for the last part of the path. */
  rename(path: string, name: string): SettingEdit;
  /** Writes another API version. */
  setApiVersion(version: string): SettingEdit;
}
