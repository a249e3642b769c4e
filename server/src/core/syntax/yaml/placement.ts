import type { Range } from '../../text/range';
import type { YamlDocument } from './document';

/** What is done to the objects of a file before they reach the cluster, by kustomize, Flux or Argo CD. */
export interface Placement {
  /** The namespace that they get; undefined when nothing gives them one, or nothing certain. */
  readonly namespace: string | undefined;
  /** To all of them, whatever they say themselves; else to those that say nothing. */
  readonly replaces: boolean;
  /** What else is changed; absent for files whose objects are deployed as they are written. */
  readonly changes?: Changes;
}

/** Whether two placements come to the same. */
export function isSamePlace(a: Placement | undefined, b: Placement | undefined): boolean {
  return (
    a?.namespace === b?.namespace &&
    a?.replaces === b?.replaces &&
    a?.changes?.key === b?.changes?.key
  );
}

/** What kustomizations make of the objects of a file. */
export interface Changes {
  /** Equal for changes that come to the same. */
  readonly key: string;
  /** The file holds no objects but parts that are merged into those of other files. */
  readonly isPatch: boolean;
  /** The steps on each of the ways on which the file is deployed, as through a base that several overlays share. */
  readonly variants: readonly (readonly Step[])[];
}

/** One thing that a kustomization does to objects. */
export type Step = LabelStep | NameStep | NamespaceStep | PatchStep | LoosenStep;

interface StepBase {
  /** Equal for steps that do the same. */
  readonly key: string;
}

/** Adds labels to objects, to their pod templates and, if asked to, to selectors. */
export interface LabelStep extends StepBase {
  readonly kind: 'labels';
  /** A value is undefined when something else than the file decides it. */
  readonly pairs: readonly { readonly name: string; readonly value: string | undefined }[];
  /** No template adds labels. */
  readonly isComplete: boolean;
  readonly fields: readonly LabelField[];
  /** It may as well not be done. */
  readonly isUnsure: boolean;
}

/** A place for labels in objects of a kind. What is undefined may be anything. */
export interface LabelField {
  readonly group?: string | undefined;
  readonly version?: string | undefined;
  readonly kind?: string | undefined;
  /** Keys with slashes between; lists are passed through item by item. */
  readonly path: string;
  /** Also where there are no labels yet. */
  readonly create: boolean;
}

/** Puts something before and behind the names of objects. */
export interface NameStep extends StepBase {
  readonly kind: 'name';
  /** Undefined when something else than the file decides it; so is `suffix`. */
  readonly prefix: string | undefined;
  readonly suffix: string | undefined;
}

/** Gives objects a namespace, and a Namespace its name. */
export interface NamespaceStep extends StepBase {
  readonly kind: 'namespace';
  readonly name: string | undefined;
}

/** Merges a part into objects, or edits them. */
export interface PatchStep extends StepBase {
  readonly kind: 'patch';
  /** What is merged or, as a list of operations, done. */
  readonly content: YamlDocument;
  /** Where the content stands, in a file of its own or inside of the kustomization. */
  readonly uri: string;
  readonly range: Range;
  readonly isFile: boolean;
  /** Whose objects are meant; undefined for those that the part itself names. */
  readonly target: StepTarget | undefined;
  /** It may give objects another name or kind. */
  readonly mayRename: boolean;
}

/** Does to objects what cannot be told. */
export interface LoosenStep extends StepBase {
  readonly kind: 'loosen';
  /** Undefined for all objects. */
  readonly target: StepTarget | undefined;
  /** The fields that it may concern, each as the keys that lead there; undefined for all. */
  readonly paths: readonly (readonly string[])[] | undefined;
}

/** Patterns that the objects have to match as a whole. What is undefined may be anything. */
export interface StepTarget {
  readonly group: string | undefined;
  readonly version: string | undefined;
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** What the labels of the objects themselves have to be. */
  readonly labels: readonly LabelCondition[];
  /** Names that objects had in between count, too, as for parts that name their object themselves. */
  readonly anyName: boolean;
  /** Further conditions are not understood: the objects may be meant or not. */
  readonly isPartial: boolean;
}

/** A label has that value; with `isNot`, it has another one or none. */
export interface LabelCondition {
  readonly key: string;
  /** Undefined for any value. */
  readonly value: string | undefined;
  readonly isNot: boolean;
}
