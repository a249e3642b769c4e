import type { Configuration } from '../../config/configuration';
import { hoverTopic } from '../../knowledge/topics';
import { minorOf } from '../../knowledge/version-number';
import { ciliumVersionsFor } from '../../knowledge/versions';
import { bicepClusters } from '../../model/aks/bicep-clusters';
import type { Setting } from '../../model/aks/setting';
import { templateForParameters } from '../../model/aks/template-contexts';
import type { SourceFiles } from '../../model/aks/template-files';
import { dataplaneInstead } from '../../policy/cluster/cluster-cilium';
import { pathTo } from '../../syntax/arm/path';
import type { Range } from '../../text/range';
import type { Snapshot } from '../../workspace/snapshot';
import { topicTarget } from '../hover/topic-text';
import { clustersIn, noFiles } from './clusters-in';
import { isSilent } from './hover';

/** A few words that an editor shows behind a place of the text. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  /** Markdown. */
  readonly tooltip: string;
}

/**
 * The Cilium versions behind the Kubernetes versions of clusters that stand in the range, in the order of their places.
 * Several values of parameters may give several versions. Nothing for clusters that surely have another dataplane, and for
 * versions whose Cilium is not known. `files` are those that give a template its values.
 */
export function inlayHints(
  snapshot: Snapshot,
  { start, end }: Range,
  configuration: Configuration,
  files: SourceFiles = noFiles,
): readonly InlayHint[] {
  if (!isWanted(snapshot, configuration)) {
    return [];
  }
  const minors = new Map<number, Set<string>>();
  const template = templateForParameters(snapshot, files);
  const clusters =
    template === undefined
      ? clustersIn(snapshot, files)
      : bicepClusters(template, files).flatMap((context) => context.clusters);
  for (const cluster of clusters) {
    const version = cluster.text('kubernetesVersion');
    const minor = version.state === 'known' ? minorOf(version.value) : undefined;
    const place = placeIn(snapshot, version, template !== undefined);
    if (place !== undefined && minor !== undefined && dataplaneInstead(cluster) === undefined) {
      const offset = behind(place, snapshot);
      minors.set(offset, (minors.get(offset) ?? new Set<string>()).add(minor));
    }
  }
  return [...minors]
    .filter(([offset]) => start <= offset && offset <= end)
    .sort(([a], [b]) => a - b)
    .flatMap(([offset, versions]) => hintAt(offset, [...versions].sort(byNumber), configuration));
}

/** Where the file at hand says the version: in a template beside the name, among parameters as the value of one. */
function placeIn(
  { uri }: Snapshot,
  version: Setting<string>,
  isParameter: boolean,
): Range | undefined {
  if (!isParameter) {
    return version.state === 'known' && version.keyRange !== undefined ? version.range : undefined;
  }
  return version.origin?.uri === uri ? version.origin.range : undefined;
}

/** Behind the value; in a string of JSON behind its quote. */
function behind({ end }: Range, { arm }: Snapshot): number {
  const node = arm && pathTo(arm.root, end).at(-1);
  return node?.type === 'string' ? node.offset + node.length : end;
}

function isWanted(snapshot: Snapshot, configuration: Configuration): boolean {
  const isTemplate =
    snapshot.language === 'bicep' ||
    snapshot.language === 'bicep-params' ||
    snapshot.arm?.kind === 'template';
  const wanted = isTemplate ? ['templates', 'all'] : ['all'];
  return (
    wanted.includes(configuration.inlayHints) && !configuration.ignored && !isSilent(configuration)
  );
}

function hintAt(
  offset: number,
  kubernetes: readonly string[],
  { profile, today }: Configuration,
): readonly InlayHint[] {
  const target = { ...topicTarget(profile), place: today === undefined ? {} : { today } };
  const cilium = kubernetes.map((minor) => ciliumVersionsFor(minor, target.edition));
  if (cilium.some((versions) => versions.length === 0)) {
    return [];
  }
  const topics = kubernetes.flatMap(
    (minor) => hoverTopic(`kubernetes:${minor}`, target.edition) ?? [],
  );
  return [
    {
      offset,
      label: `Cilium ${[...new Set(cilium.flat())].join(' or ')}`,
      tooltip: topics
        .map((topic) => `**${topic.title}**\n\n${topic.text(target)}`)
        .join('\n\n---\n\n'),
    },
  ];
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
