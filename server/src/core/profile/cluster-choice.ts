import { uriOfPath } from '../model/aks/template-files';
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
  const exact = uriOfPath(fromUri, path);
  const byPath = clusters.filter(({ files }) => files.some((file) => file === exact));
  const ending = `/${path.split('/').map(encodeURIComponent).join('/')}`;
  return byPath.length > 0 || path === '' || path.startsWith('..')
    ? byPath
    : clusters.filter(({ files }) => files.some((file) => file.endsWith(ending)));
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
  const parts = uri
    .replace(/^[a-z][\w+.-]*:\/\/[^/]*\//i, '')
    .split('/')
    .map(decoded);
  return parts.map((_, index) => parts.slice(-1 - index).join('/')).slice(0, longestEnd);
}

const longestEnd = 8;

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
