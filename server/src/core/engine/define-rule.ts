import type { FactKind, FactView } from '../facts/facts';
import type { IsoDate } from '../knowledge/types';
import type { Grounds } from '../model/aks/setting';
import type { ModelKind, ModelKinds } from '../model/kinds';
import type { ClusterProfile } from '../profile/profile';
import type { Range } from '../text/range';
import type { Fix, RelatedLocation, Severity } from './finding';

export type RuleCategory = 'network-policy' | 'cilium-policy' | 'workload' | 'cluster' | 'project';

/** What people see of a rule: in settings, documentation, `aks-cilium rules` and SARIF. */
export interface RuleMeta {
  /** The identity, never reused: diagnostic code, key in settings, file, fixture folder, page. */
  readonly name: string;
  /** One short sentence without a full stop. */
  readonly title: string;
  readonly category: RuleCategory;
  /** Severity when the profile answers "yes"; a rule may report a milder one when it does not know. */
  readonly severity: Severity;
  /** On without being asked; `extends: strict` turns on the others too. */
  readonly recommended: boolean;
  readonly since: string;
  /** True on every cluster, not only where Cilium is the dataplane. */
  readonly anyDataplane?: boolean;
  /** Stands in the text of every document the rule has something to say about: a cheap reason not to parse the others. */
  readonly mentions?: RegExp;
  /**
   * Speaks of what is there, never of what is missing, so that it may judge a chart's templates with the defaults of its
   * values as well.
   */
  readonly judgesDefaults?: true;
  readonly references: readonly string[];
}

export type MessageData = Readonly<Record<string, string | number>>;

/** A related place: in the rule's own document when it names no `uri`, else a place of that whole file. */
export type Related =
  | RelatedLocation
  | { readonly uri?: undefined; readonly range: Range; readonly message: string };

/** A finding as a rule sees it: ranges refer to the rule's own document. */
export interface Report<MessageId extends string> {
  readonly messageId: MessageId;
  readonly at: Range;
  readonly data?: MessageData;
  /** Milder than the rule's own, when the profile does not know. */
  readonly severity?: Severity;
  /** Settings of a cluster without which there would be no finding: it names defaults and leads to their origins. */
  readonly restsOn?: readonly Grounds[];
  readonly related?: readonly Related[];
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
  readonly fixes?: () => readonly Fix[];
}

export interface RuleContext<MessageId extends string, Options> {
  readonly profile: ClusterProfile;
  readonly options: Options;
  /** Which day it is; undefined when nobody says. */
  readonly today: IsoDate | undefined;
  /** What the other objects of the file and of the workspace say, for rules that declare `needs`. */
  readonly facts: FactView;
  report(report: Report<MessageId>): void;
}

export type OptionsShape = Readonly<Record<string, boolean | number | string | readonly string[]>>;

export interface RuleDefinition<
  Kind extends ModelKind,
  MessageId extends string,
  Options extends OptionsShape,
> {
  readonly meta: RuleMeta & {
    /** The model kind, or the kinds, that `check` is called for, once per object. */
    readonly appliesTo: Kind | readonly Kind[];
    /** Kinds of facts of other objects that the verdict depends on. */
    readonly needs?: readonly FactKind[];
    /** Texts with `{{name}}` placeholders. */
    readonly messages: Readonly<Record<MessageId, string>>;
  };
  /** Defaults; their types are the options' types. */
  readonly options?: Options;
  /** For several kinds `object` is a view of any of them; the fields that it has tell which. */
  check(object: ModelKinds[Kind], context: RuleContext<MessageId, Options>): void;
}

/** A rule with its types erased, as registry and engine hold it. */
export interface Rule {
  readonly meta: RuleMeta & {
    readonly appliesTo: readonly ModelKind[];
    readonly needs?: readonly FactKind[];
    readonly messages: Readonly<Record<string, string>>;
  };
  readonly options: OptionsShape;
  check(object: unknown, context: RuleContext<string, OptionsShape>): void;
}

/**
 * Declares a rule. A message id that is not in `messages`, or an option that has no default, is a
 * compile error in `check`.
 */
export function defineRule<
  const Kind extends ModelKind,
  MessageId extends string,
  const Options extends OptionsShape = Record<never, never>,
>(definition: RuleDefinition<Kind, MessageId, Options>): Rule {
  const { appliesTo } = definition.meta;
  const kinds = typeof appliesTo === 'string' ? [appliesTo] : appliesTo;
  const meta = { ...definition.meta, appliesTo: kinds };
  return { options: {}, ...definition, meta } as unknown as Rule;
}
