import type { Configuration } from '../../config/configuration';
import { apiStream } from '../../knowledge/api-versions';
import { hoverTopic } from '../../knowledge/topics';
import { settingOfFlag } from '../../knowledge/topics/cluster/flags';
import { settingAt } from '../../knowledge/topics/cluster/settings';
import type { ClusterPlace, TopicTarget } from '../../knowledge/topics/topic';
import { minorOf, parseVersion } from '../../knowledge/version-number';
import { ciliumVersionsFor } from '../../knowledge/versions';
import type { AksCluster, Settings } from '../../model/aks/aks-cluster';
import type { SourceFiles } from '../../model/aks/template-files';
import { isCilium } from '../../profile/answers';
import type { Range } from '../../text/range';
import type { Snapshot } from '../../workspace/snapshot';
import { type Hover, renderTopic, topicTarget } from '../hover/topic-text';
import { clustersIn, noFiles } from './clusters-in';
import { topicsOfWord } from './topics-of-word';
import type { ClusterWord } from './word';
import { clusterWordAt } from './word-at';

/**
 * What a word of a template or of a command means for a cluster with Cilium; undefined when it is no such word, or when
 * somebody says that the clusters here have another dataplane. What only a cluster says is no reason for silence: there
 * it is of use to read what the dataplane is.
 */
export function clusterHover(
  snapshot: Snapshot,
  offset: number,
  configuration: Configuration,
  files: SourceFiles = noFiles,
): Hover | undefined {
  const word = isSilent(configuration) ? undefined : clusterWordAt(snapshot, offset);
  if (word === undefined) {
    return undefined;
  }
  const clusters = () => clustersIn(snapshot, files);
  const text = textOf(word) ?? evaluatedText(word, clusters);
  const { value: edition } = configuration.profile.edition;
  for (const id of topicsOfWord(word, text)) {
    const topic = hoverTopic(id, edition);
    if (topic !== undefined) {
      const target = targetAt(word, clusters, configuration);
      return { range: word.range, markdown: renderTopic(topic, undefined, target) };
    }
  }
  return undefined;
}

/** Whether files about clusters are not spoken of: settings say that Cilium is not the dataplane. */
export function isSilent({ profile }: Configuration): boolean {
  return isCilium(profile) === 'no' && profile.dataplane.source.kind !== 'infrastructure';
}

function textOf(word: ClusterWord): string | undefined {
  return word.kind === 'value' || word.kind === 'flag value' ? word.text : undefined;
}

type Clusters = () => readonly AksCluster[];

/** What a parameter or a variable comes to, where it is the same for everybody who gives it a value. */
function evaluatedText(word: ClusterWord, clusters: Clusters): string | undefined {
  if (word.kind !== 'value') {
    return undefined;
  }
  const { on, path, key } = word;
  const places: readonly Settings[] = clusters().flatMap((cluster) =>
    on === 'cluster' ? [cluster] : cluster.pools,
  );
  const settings = places
    .filter((place) => place.keyRange(path)?.start === key.start)
    .map((place) => place.text(path));
  return onlyOne(settings.map((each) => (each.state === 'known' ? each.value : undefined)));
}

/** The topic's target, with what the cluster at hand says of itself. */
function targetAt(
  word: ClusterWord,
  clusters: Clusters,
  configuration: Configuration,
): TopicTarget {
  const target = topicTarget(configuration.profile);
  const version = versionAt(word, clusters);
  const place = placeOf(word, configuration);
  if (version === undefined) {
    return { ...target, place };
  }
  return {
    ...target,
    place,
    kubernetesVersion: version,
    ciliumVersions: ciliumVersionsFor(version, target.edition),
  };
}

function placeOf(word: ClusterWord, { today }: Configuration): ClusterPlace {
  const site = 'site' in word ? word.site : undefined;
  const version = site?.version?.toLowerCase();
  const day = today === undefined ? {} : { today };
  if (site === undefined || version === undefined) {
    return day;
  }
  if (site.of === 'cluster-module') {
    return parseVersion(version) === undefined ? day : { ...day, moduleVersion: version };
  }
  // Only what is a version may become text.
  return apiStream(version) === undefined ? day : { ...day, apiVersion: version };
}

/** The Kubernetes minor of the cluster that the word is about; undefined when it is not known, or not one. */
function versionAt(word: ClusterWord, clusters: Clusters): string | undefined {
  const owner = ownerOf(word);
  if (owner === undefined || !dependsOnVersion(word)) {
    return undefined;
  }
  const own = clusters().filter(
    ({ range, pools }) => isAt(range, owner) || pools.some((pool) => isAt(pool.range, owner)),
  );
  const versions = own.map((cluster) => cluster.text('kubernetesVersion'));
  const only = onlyOne(versions.map((each) => (each.state === 'known' ? each.value : undefined)));
  return only === undefined ? undefined : minorOf(only);
}

function ownerOf(word: ClusterWord): Range | undefined {
  return 'site' in word ? word.site.owner : 'owner' in word ? word.owner : undefined;
}

/** Most words do not, and evaluating a template is not for nothing. */
function dependsOnVersion(word: ClusterWord): boolean {
  const setting =
    'path' in word
      ? settingAt(word.on, word.path)
      : 'flag' in word
        ? settingOfFlag(word.flag)
        : undefined;
  return [setting, ...(setting?.values ?? [])].some((each) => each?.feature !== undefined);
}

function isAt(a: Range, b: Range): boolean {
  return a.start === b.start && a.end === b.end;
}

function onlyOne(texts: readonly (string | undefined)[]): string | undefined {
  const [first] = texts;
  return texts.every((text) => text === first) ? first : undefined;
}
