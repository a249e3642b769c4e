import { flagValues, settingOfFlag } from '../../knowledge/topics/cluster/flags';
import { knownKubernetesMinors } from '../../knowledge/topics/cluster/kubernetes-versions';
import { settingTopicId, valueTopicId } from '../../knowledge/topics/cluster/setting';
import { settingAt } from '../../knowledge/topics/cluster/settings';
import type { TopicId } from '../../knowledge/topics/topic';
import { minorOf } from '../../knowledge/version-number';
import type { ClusterWord, FlagPlace } from './word';

/** Whether a setting is the Kubernetes version of a cluster; that of a pool says nothing about Cilium. */
export function isKubernetesVersion(path: string): boolean {
  return path.toLowerCase() === 'kubernetesversion';
}

/** The same of a flag. */
export function isVersionFlag({ flag, command }: Pick<FlagPlace, 'flag' | 'command'>): boolean {
  return (
    isKubernetesVersion(settingOfFlag(flag)?.path ?? '') && !command.startsWith('aks nodepool')
  );
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
      return flagValueTopics(word, text);
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
  const versions = on === 'cluster' && isKubernetesVersion(path) ? versionTopics(text) : [];
  return [...ofValue, ...versions, settingTopicId(setting)];
}

function flagValueTopics(
  word: Extract<ClusterWord, { kind: 'flag value' }>,
  text: string | undefined,
): readonly TopicId[] {
  const { flag } = word;
  if (text === undefined) {
    return [];
  }
  const listed = flag === '--ip-families' ? text.replace(/\s*,\s*/g, ',').toLowerCase() : text;
  const value = flagValues(flag).find((each) => isSame(each.value, listed))?.value ?? listed;
  const versions = isVersionFlag(word) ? versionTopics(text) : [];
  return [`flag:${flag}=${value}`, ...versions, `flag:${flag}`];
}

function versionTopics(text: string): readonly TopicId[] {
  const minor = minorOf(text);
  return minor !== undefined && knownKubernetesMinors.includes(minor)
    ? [`kubernetes:${minor}`]
    : ['kubernetes-unknown'];
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
