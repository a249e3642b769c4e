import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  languageOf,
  lintableEndings,
  mayConcernClusters,
  type RootOf,
  runToEnd,
  Snapshot,
  type WorkspaceCluster,
  workspaceClusters,
} from '../core/index';
import { readTextFile } from './files/read';
import { walk } from './files/walk';
import type { Input } from './inputs';
import type { Projects } from './roots';
import type { FileWorkspace } from './workspace';

/**
 * Finds the clusters that the files of a run are for. A folder that is linted speaks for itself, as in an editor; for a
 * file that is named by itself, the whole repository around it counts.
 */
export class ClusterFiles {
  readonly #workspace: FileWorkspace;
  readonly #others: readonly Snapshot[];
  #known: { readonly revision: number; readonly clusters: readonly WorkspaceCluster[] } | undefined;

  constructor(inputs: readonly Input[], workspace: FileWorkspace, projects: Projects) {
    this.#workspace = workspace;
    const explicit = inputs.filter(
      ({ isExplicit, isStandardInput }) => isExplicit || isStandardInput,
    );
    const roots = explicit.flatMap(({ path }) => projects.rootOf(dirname(path)) ?? []);
    const known = new Set(inputs.map(({ path }) => path));
    this.#others = [...new Set(roots)].flatMap((root) => readBeside(root, known));
  }

  /** The clusters as the files are now. */
  get clusters(): readonly WorkspaceCluster[] {
    const { revision, rootOf } = this.#workspace;
    if (this.#known?.revision !== revision) {
      const files = [...this.#workspace.all(), ...this.#others];
      const clusters = runToEnd(workspaceClusters(files, rootOf));
      this.#known = { revision, clusters };
    }
    return this.#known.clusters;
  }

  get rootOf(): RootOf {
    return this.#workspace.rootOf;
  }

  /** A file that has a part in the definition of a cluster. */
  get(uri: string): Snapshot | undefined {
    return this.#workspace.get(uri) ?? this.#others.find((other) => other.uri === uri);
  }
}

/** The files of a repository that may define a cluster, but for those that are at hand. */
function readBeside(root: string, known: ReadonlySet<string>): readonly Snapshot[] {
  const { files } = walk(root, (path) => !known.has(path) && isReadable(path));
  return files.flatMap((path) => {
    const result = readTextFile(path);
    if ('reason' in result || !mayConcernClusters(path, result.text)) {
      return [];
    }
    const { text } = result;
    return [new Snapshot({ uri: pathToFileURL(path).href, version: 0, text })];
  });
}

function isReadable(path: string): boolean {
  const lower = path.toLowerCase();
  return (
    lintableEndings.some((ending) => lower.endsWith(ending)) && languageOf(path) !== 'markdown'
  );
}
