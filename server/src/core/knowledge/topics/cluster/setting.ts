import { apiProperty, apiPropertyValues } from '../../api-properties';
import { type ApiAvailability, isInApiVersion, type StreamAvailability } from '../../api-versions';
import { cliFlag } from '../../cli';
import { clusterFlagPaths, poolFlagPaths } from '../../cli-names';
import { type CombinationId, combinationRule } from '../../combination-rules';
import type { FeatureRowId } from '../../feature-matrix';
import { type FeatureId, featureAvailability, featureMinimum } from '../../feature-minimums';
import { type Dated, inEdition, quotable } from '../../types';
import { bullets, type HoverTopic, here, paragraphs, sentences, type TopicTarget } from '../topic';

/** What there is to say of a value of a setting. */
export interface ValueText {
  readonly value: string;
  /** A few words, without a period; stands in completions and in the list of values. */
  readonly title: string;
  readonly text: string;
  readonly featureRow?: FeatureRowId;
  readonly feature?: FeatureId;
  readonly combinations?: readonly CombinationId[];
  /** Not to be written any more: explained, and not offered. */
  readonly isDated?: true;
}

/** What there is to say of a setting of a cluster or a pool, whatever language it is written in. */
export interface ClusterSetting extends Dated {
  readonly on: 'cluster' | 'agentPool';
  /** Below `properties` of the resource; of the SKU, `sku.name`. */
  readonly path: string;
  /** A few words behind the name. */
  readonly title: string;
  readonly meaning: string;
  /** The most useful first: completions keep the order. */
  readonly values?: readonly ValueText[];
  readonly featureRow?: FeatureRowId;
  readonly feature?: FeatureId;
  readonly combinations?: readonly CombinationId[];
}

/** The name of a topic about a setting. */
export function settingTopicId({ on, path }: Pick<ClusterSetting, 'on' | 'path'>): SettingTopicId {
  return on === 'cluster' ? `setting:${path}` : `pool-setting:${path}`;
}

type SettingTopicId = `setting:${string}` | `pool-setting:${string}`;

/** The name of a topic about a value of a setting. */
export function valueTopicId(
  setting: Pick<ClusterSetting, 'on' | 'path'>,
  value: string,
): SettingTopicId {
  return `${settingTopicId(setting)}=${value}`;
}

/** The topics of a setting: one for its name, and one for each of its values. */
export function settingTopics(setting: ClusterSetting): readonly HoverTopic[] {
  const { values = [] } = setting;
  return [nameTopic(setting), ...values.map((value) => valueTopic(setting, value))];
}

function nameTopic(setting: ClusterSetting): HoverTopic {
  const { path, title, meaning, values = [], featureRow } = setting;
  return {
    ...datedOf(setting),
    id: settingTopicId(setting),
    title: `${nameOf(path)}: ${title}`,
    ...(featureRow === undefined ? {} : { featureRow }),
    text: (target) =>
      paragraphs(
        meaning,
        bullets(...values.map((each) => `\`${each.value}\`: ${each.title}`)) || undefined,
        minimumText(setting.feature, target),
        combinationTexts(setting.combinations, target),
        sentences(availabilityText(apiProperty(path), target), flagsText(setting)) || undefined,
      ),
  };
}

function valueTopic(setting: ClusterSetting, value: ValueText): HoverTopic {
  const { path } = setting;
  const { featureRow } = value;
  const since = apiPropertyValues.find((row) => row.path === path && row.value === value.value);
  return {
    ...datedOf(setting),
    id: valueTopicId(setting, value.value),
    title: `${nameOf(path)} ${value.value}: ${value.title}`,
    ...(featureRow === undefined ? {} : { featureRow }),
    text: (target) =>
      paragraphs(
        value.text,
        minimumText(value.feature, target),
        combinationTexts(value.combinations, target),
        availabilityText(since, target),
      ),
  };
}

/** Where a fact was read, without what else its entry has. */
export function datedOf({ source, also, date, confidence, editions }: Dated): Dated {
  return { source, ...(also === undefined ? {} : { also }), date, confidence, editions };
}

function nameOf(path: string): string {
  const [last = path, parent] = path.split('.').reverse();
  const isTelling = !/^(?:enabled|mode|name|tier|type)$/.test(last);
  return isTelling || parent === undefined ? last : `${parent}.${last}`;
}

/** Which version a feature needs, and whether the cluster at hand has it. */
export function minimumText(id: FeatureId | undefined, target: TopicTarget): string | undefined {
  const minimum = id && featureMinimum(id, target.edition);
  if (id === undefined || minimum === undefined) {
    return undefined;
  }
  const needs = [
    ...(minimum.kubernetes === undefined ? [] : [`Kubernetes ${minimum.kubernetes}`]),
    ...(minimum.cilium === undefined ? [] : [`Cilium ${minimum.cilium}`]),
  ].join(' and ');
  const answer = featureAvailability(id, target);
  return sentences(
    `Needs ${needs} or later.`,
    here(answer, 'Your cluster has it.', '**Your cluster version is older.**', undefined),
  );
}

const outcomes = {
  rejected: 'Refused',
  unsupported: 'Not supported',
  ineffective: 'No effect',
  risky: 'Risky',
  noted: 'Worth knowing',
} as const;

/** What comes of combinations, as a list. */
export function combinationTexts(
  ids: readonly CombinationId[] = [],
  { edition }: TopicTarget,
): string | undefined {
  const rules = ids.map(combinationRule).filter((rule) => inEdition(rule, edition));
  const items = rules.map(({ outcome, condition, why, message }) =>
    sentences(
      `**${outcomes[outcome]}**: ${condition}. ${why}`,
      message && `Azure answers "${quotable(message)}".`,
    ),
  );
  return listUnder('With other settings:', items);
}

/** A list with a line above it, which keeps it apart from a list before; undefined for no items. */
export function listUnder(heading: string, items: readonly string[]): string | undefined {
  return items.length === 0 ? undefined : paragraphs(heading, bullets(...items));
}

/** Which API versions have something, and whether the one at hand does. */
function availabilityText(
  what: ApiAvailability | undefined,
  { place }: TopicTarget,
): string | undefined {
  if (what === undefined) {
    return undefined;
  }
  const apiVersion = place?.apiVersion;
  const isMissing = apiVersion !== undefined && isInApiVersion(what, apiVersion) === 'no';
  return sentences(
    streamsText(what),
    isMissing ? `**${apiVersion}, which this file uses, does not have it.**` : undefined,
  );
}

function streamsText({ stable, preview }: ApiAvailability): string {
  const inPreview = rangeText(preview);
  if (stable === 'never') {
    return inPreview === undefined
      ? 'In no stable API version.'
      : `In preview API versions only, ${inPreview}.`;
  }
  const inStable = rangeText(stable);
  if (inStable === undefined) {
    return `In the API ${inPreview ?? 'since the beginning'}.`;
  }
  const isBeginning = typeof stable === 'object' && stable.since < '2019' && !stable.until;
  return isBeginning
    ? 'In every API version.'
    : `In the API ${inStable}${inPreview === undefined ? '' : `, in previews ${inPreview}`}.`;
}

function rangeText(range: StreamAvailability): string | undefined {
  if (typeof range === 'string') {
    return undefined;
  }
  const { since, until } = range;
  return until === undefined ? `since ${since}` : `from ${since} to ${until}`;
}

/** How the setting is written on the command line. */
function flagsText({ on, path }: ClusterSetting): string | undefined {
  const paths = on === 'cluster' ? clusterFlagPaths : poolFlagPaths;
  const flags = paths.filter((each) => each.path === path).map(({ flag }) => flag);
  return flags.length === 0
    ? undefined
    : `On the command line: ${flags.map((flag) => `\`${flag}\`${oldestText(flag)}`).join(', ')}.`;
}

/** The version with which the first command got the flag, if it is known of all; the topic of the flag says more. */
function oldestText(name: string): string {
  const { commands = [] } = cliFlag(name) ?? {};
  const since = commands.flatMap((command) => command.since ?? []);
  const [oldest] = since;
  return oldest === undefined || since.length < commands.length ? '' : ` (CLI ${oldest} or later)`;
}
