import { fileIdentity } from '../text/file-identity';
import type { WorkspaceCluster } from './workspace-clusters';

/**
 * The clusters that somebody chose: by name, or by the path of a file that has a part in the definition, from the folder
 * of the file `fromUri` or from any folder further up. Empty when there is none.
 */
export function clustersCalled(
  wanted: string,
  fromUri: string,
  clusters: readonly WorkspaceCluster[],
): readonly WorkspaceCluster[] {
  const name = wanted.toLowerCase();
  const byName = clusters.filter(({ values }) => values.name?.value.toLowerCase() === name);
  if (byName.length > 0) {
    return byName;
  }
  const path = wanted.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '');
  const exact = pathFrom(fileIdentity(fromUri), path);
  const having = (isIt: (identity: string) => boolean) =>
    clusters.filter(({ files }) => files.some((file) => isIt(fileIdentity(file))));
  const byPath = having((identity) => identity === exact);
  return byPath.length > 0 || path === '' || path.startsWith('..')
    ? byPath
    : having((identity) => identity.endsWith(`/${path}`));
}

/** A path that goes out from the folder of a file; undefined when it leads out of the disk. */
function pathFrom(from: string, path: string): string | undefined {
  const [, root = '', inside = ''] = /^([^:]+:\/\/[^/]*\/)(.*)$/s.exec(from) ?? [];
  const parts = inside.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part !== '..') {
      parts.push(part);
    } else if (parts.pop() === undefined) {
      return undefined;
    }
  }
  return `${root}${parts.join('/')}`;
}

/**
 * How a setting calls a cluster: by its name, or by the shortest end of a path that is a path of its files only. Where
 * nothing tells it from others, what tells most.
 */
export function choiceOf(cluster: WorkspaceCluster, clusters: readonly WorkspaceCluster[]): string {
  const name = cluster.values.name?.value;
  const paths = [...cluster.files].reverse().flatMap(pathEnds);
  const all = [...(name === undefined ? [] : [name]), ...paths];
  const found = all.map((choice) => ({ choice, of: clustersCalled(choice, '', clusters).length }));
  const best = found.reduce((a, b) => (b.of < a.of ? b : a), { choice: '', of: Infinity });
  return best.choice;
}

/** `main.bicep`, `infra/main.bicep`, ...: enough to be unique in any workspace. */
function pathEnds(uri: string): readonly string[] {
  const parts = fileIdentity(uri)
    .replace(/^[^:]+:\/\/[^/]*\//, '')
    .split('/');
  return parts.map((_, index) => parts.slice(-1 - index).join('/')).slice(0, longestEnd);
}

const longestEnd = 8;
