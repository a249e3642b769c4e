import type { Configuration } from '../../config/configuration';
import { apiVersionTakes } from '../../knowledge/api-properties';
import { apiStream } from '../../knowledge/api-versions';
import { allowedValues } from '../../knowledge/network-profile';
import { supportAt } from '../../knowledge/support-calendar';
import { hoverTopic } from '../../knowledge/topics';
import { allFlagValues } from '../../knowledge/topics/cluster/flags';
import {
  ciliumOfKubernetes,
  knownKubernetesMinors,
} from '../../knowledge/topics/cluster/kubernetes-versions';
import { valueTopicId } from '../../knowledge/topics/cluster/setting';
import { settingAt } from '../../knowledge/topics/cluster/settings';
import type { TopicId } from '../../knowledge/topics/topic';
import type { Snapshot } from '../../workspace/snapshot';
import type { Completion } from '../completion';
import { topicText } from '../hover/topic-text';
import { isSilent } from './hover';
import { isKubernetesVersion, isVersionFlag } from './topics-of-word';
import { type ValuePlace, valuePlaceAt } from './value-place';
import type { SettingPlace } from './word';

/** Begins the ids of these completions. */
const prefix = 'cluster-value-';

/** A value, what is said of it, and where more is said. */
interface Value {
  readonly value: string;
  readonly title: string;
  readonly topic: TopicId;
}

/**
 * The values that can be written at the offset for a setting of a cluster or a flag of the Azure CLI, those that go with
 * Cilium first; values that the API version does not have, or that are on their way out, are left out.
 */
export function clusterValues(
  snapshot: Snapshot,
  offset: number,
  configuration: Configuration,
): readonly Completion[] {
  const place = isSilent(configuration) ? undefined : valuePlaceAt(snapshot, offset);
  if (place === undefined) {
    return [];
  }
  const { edition } = configuration.profile;
  return valuesAt(place, configuration)
    .filter(({ topic }) => hoverTopic(topic, edition.value) !== undefined)
    .map(({ value, title, topic }): Completion => {
      const newText = place.write(value);
      return {
        id: `${prefix}${topic}`,
        role: 'value',
        label: value,
        detail: `AKS Cilium: ${title}`,
        edit: { range: place.range, newText },
        filterText: newText,
        isSnippet: false,
      };
    });
}

/** Markdown about a value, by the id of its completion; undefined when it is none. */
export function clusterValueDocumentation(
  id: string,
  { profile }: Configuration,
): string | undefined {
  return id.startsWith(prefix) ? topicText(id.slice(prefix.length) as TopicId, profile) : undefined;
}

function valuesAt({ of }: ValuePlace, configuration: Configuration): readonly Value[] {
  if (of.kind === 'flag') {
    return isVersionFlag(of) ? versions(configuration) : flagValues(of.flag);
  }
  return isKubernetesVersion(of.setting.path) ? versions(configuration) : settingValues(of.setting);
}

function settingValues({ on, path, site }: SettingPlace): readonly Value[] {
  const setting = settingAt(on, path);
  const { values = [] } = setting ?? {};
  const apiVersion = site.of === 'cluster-module' ? undefined : site.version;
  const isPreview = apiVersion !== undefined && apiStream(apiVersion) === 'preview';
  const inPreviews = allowedValues(setting?.path ?? '')?.previewValues ?? [];
  return values
    .filter(({ isDated }) => isDated !== true)
    .filter(({ value }) => isPreview || !inPreviews.includes(value))
    .filter(
      ({ value }) => apiVersion === undefined || apiVersionTakes(path, value, apiVersion) !== 'no',
    )
    .map(({ value, title }) => ({
      value,
      title,
      topic: valueTopicId({ on, path: setting?.path ?? path }, value),
    }));
}

function flagValues(flag: string): readonly Value[] {
  return allFlagValues
    .filter((each) => each.flag === flag && each.text.isDated !== true)
    .map(({ value, text }) => ({ value, title: text.title, topic: `flag:${flag}=${value}` }));
}

/** The versions that AKS still supports in some way, the newest first. */
function versions({ today, profile }: Configuration): readonly Value[] {
  const edition = profile.edition.value;
  return [...knownKubernetesMinors].reverse().flatMap((minor) => {
    const cilium = ciliumOfKubernetes(minor, edition);
    const isOver = today !== undefined && supportAt(minor, today) === 'ended';
    return cilium === undefined || isOver
      ? []
      : [{ value: minor, title: `Cilium ${cilium}`, topic: `kubernetes:${minor}` as const }];
  });
}
