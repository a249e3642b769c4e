import { flagValues, settingOfFlag } from '../../knowledge/topics/cluster/flags';
import { knownKubernetesMinors } from '../../knowledge/topics/cluster/kubernetes-versions';
import { settingTopicId, valueTopicId } from '../../knowledge/topics/cluster/setting';
import { settingAt } from '../../knowledge/topics/cluster/settings';
import type { TopicId } from '../../knowledge/topics/topic';
import { minorOf } from '../../knowledge/version-number';
import type { ClusterWord } from './word';

/** Whether a setting is the Kubernetes version of a cluster or of a pool. */
export function isKubernetesVersion(path: string): boolean {
  return /^(?:kubernetes|orchestrator)Version$/i.test(path);
}

/**
 * The topics of a word, the most telling first: the first that the edition has is shown. `text` is what the word comes to,
 * if that is known.
 */
export function topicsOfWord(word: ClusterWord, text: string | undefined): readonly TopicId[] {
  switch (word.kind) {
    case 'type':
      return [`resource:${word.site.of}`];
    case 'command':
      return [`command:${word.name}`];
    case 'name': {
      const setting = settingAt(word.on, word.path);
      return setting === undefined ? [] : [settingTopicId(setting)];
    }
    case 'value':
      return valueTopics(word, text);
    case 'flag':
      return [`flag:${word.flag}`];
    case 'flag value':
      return flagValueTopics(word.flag, text);
    default:
      return word satisfies never;
  }
}

function valueTopics(
  { on, path }: Extract<ClusterWord, { kind: 'value' }>,
  text: string | undefined,
): readonly TopicId[] {
  const setting = settingAt(on, path);
  if (setting === undefined || text === undefined) {
    return [];
  }
  const value = setting.values?.find((each) => isSame(each.value, text));
  const ofValue = value === undefined ? [] : [valueTopicId(setting, value.value)];
  return [...ofValue, ...versionTopics(path, text), settingTopicId(setting)];
}

function flagValueTopics(flag: string, text: string | undefined): readonly TopicId[] {
  if (text === undefined) {
    return [];
  }
  const listed = flag === '--ip-families' ? text.replace(/\s*,\s*/g, ',').toLowerCase() : text;
  const value = flagValues(flag).find((each) => isSame(each.value, listed))?.value ?? listed;
  const path = settingOfFlag(flag)?.path ?? '';
  return [`flag:${flag}=${value}`, ...versionTopics(path, text), `flag:${flag}`];
}

function versionTopics(path: string, text: string): readonly TopicId[] {
  if (!isKubernetesVersion(path)) {
    return [];
  }
  const minor = minorOf(text);
  return minor !== undefined && knownKubernetesMinors.includes(minor)
    ? [`kubernetes:${minor}`]
    : ['kubernetes-unknown'];
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
