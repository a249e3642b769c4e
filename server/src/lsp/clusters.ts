import { type WorkspaceCluster, workspaceClusters } from '../core/index';
import { type NextTurn, runInSlices } from './scheduler';
import type { WorkspaceFiles } from './workspace-files';

const never = () => undefined;

/** The clusters that the files of the workspace define, found anew when a file tells something new. */
export class Clusters {
  readonly #workspace: WorkspaceFiles;
  readonly #nextTurn: NextTurn;
  #found: readonly WorkspaceCluster[] = [];
  /** What the files told when they were found. */
  #revision = -1;
  #text = '[]';
  #finding: Promise<void> | undefined;

  constructor(workspace: WorkspaceFiles, nextTurn: NextTurn) {
    this.#workspace = workspace;
    this.#nextTurn = nextTurn;
  }

  /**
   * No file has told anything new since the clusters were found. While the folders are being read, news come with every
   * file: nobody waits for the last of them.
   */
  get isCurrent(): boolean {
    const { isSettled, isLoading, revision } = this.#workspace;
    return isSettled && (isLoading || this.#revision === revision);
  }

  /** The clusters as they were found last: the same list as long as nothing about them has changed. */
  get found(): readonly WorkspaceCluster[] {
    return this.#found;
  }

  /** The clusters of now. */
  async current(): Promise<readonly WorkspaceCluster[]> {
    while (!this.isCurrent) {
      this.#finding ??= this.#find().finally(() => {
        this.#finding = undefined;
      });
      await this.#finding;
    }
    return this.#found;
  }

  async #find(): Promise<void> {
    await this.#workspace.settle();
    const { revision, folders, rootOf } = this.#workspace;
    // What is opened from elsewhere defines no cluster of this workspace.
    const files = [...this.#workspace.view().all()].filter(
      ({ uri }) => folders.length === 0 || this.#workspace.folderOf(uri) !== undefined,
    );
    const found = await runInSlices(workspaceClusters(files, rootOf), this.#nextTurn, never);
    const text = JSON.stringify(found);
    if (text !== this.#text) {
      this.#text = text;
      this.#found = found;
    }
    this.#revision = revision;
  }
}
