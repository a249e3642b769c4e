import { clustersCalled } from '../profile/cluster-choice';
import type { WorkspaceCluster } from '../profile/workspace-clusters';
import { didYouMean, suggestionText } from '../text/did-you-mean';
import { type Problem, quote, replacement } from './problem';
import type { ProjectFile } from './project-file';

/**
 * The clusters that a project file names and no file defines. Nothing where no cluster is defined at all: then the files
 * that define them are elsewhere.
 */
export function unknownClusters(
  { settings, places, uri }: ProjectFile,
  clusters: readonly WorkspaceCluster[],
): readonly Problem[] {
  const named = [
    { path: 'cluster', name: settings.cluster },
    ...(settings.overrides ?? []).map(({ cluster: name }, index) => ({
      path: `overrides.${index}.cluster`,
      name,
    })),
  ];
  const names = clusters.flatMap(({ values }) => values.name?.value ?? []);
  return named.flatMap(({ path, name = '' }): readonly Problem[] => {
    const at = places.get(path);
    const isKnown = name === '' || clustersCalled(name, uri, clusters).length > 0;
    if (isKnown || at === undefined || clusters.length === 0) {
      return [];
    }
    const suggestion = didYouMean(name, names);
    const fix = replacement(suggestion);
    return [
      {
        id: 'unknownCluster',
        path,
        at,
        data: { cluster: name, suggestion: suggestionText(suggestion) },
        ...(fix === undefined ? {} : { fix: { ...fix, newText: quote(fix.newText) } }),
      },
    ];
  });
}
