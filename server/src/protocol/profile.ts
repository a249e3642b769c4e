/** Which cluster a file is judged for. */
export const profileRequest = 'aksCilium/profile';

/** Sent without parameters when the answer to `aksCilium/profile` may have changed. */
export const profileChangedNotification = 'aksCilium/profileChanged';

export interface ProfileParams {
  readonly uri: string;
}

/** A place in a file, from 0. */
export interface ProfilePosition {
  readonly line: number;
  readonly character: number;
}

/** One property of the cluster, with who said it. */
export interface ProfileLine {
  readonly property: string;
  /** For a property that several clusters differ in, all values. */
  readonly value: string;
  readonly source:
    | 'default'
    | 'command line'
    | 'editor settings'
    | 'project file'
    | 'infrastructure'
    | 'several clusters';
  /** The file that says so, for project files and infrastructure. */
  readonly sourceUri?: string;
  readonly position?: ProfilePosition;
  /** Why it is so although nobody writes it: the default of a parameter, or that of AKS for what is left out. */
  readonly by?: 'parameter default' | 'left out';
  readonly parameter?: string;
}

/** A cluster that a file of the workspace defines. */
export interface ProfileCluster {
  /** `shop-prod (main.bicep with prod.bicepparam)` */
  readonly title: string;
  readonly uri: string;
  readonly position?: ProfilePosition;
  /** The setting `cluster` that chooses it, and no other if that is possible. */
  readonly choice: string;
  /** The file may be for it: one of several, or the only one. */
  readonly isPossible: boolean;
}

export interface ProfileResult {
  readonly edition: string;
  readonly lines: readonly ProfileLine[];
  /** All clusters of the workspace; none of them is possible for files that lie beside too many. */
  readonly clusters: readonly ProfileCluster[];
  /** The cluster that settings name, if no file defines it. */
  readonly missingCluster?: string;
  /** The project file in force for the file that was asked about. */
  readonly projectFile?: string;
  /** The file is named by an `ignore` glob. */
  readonly ignored: boolean;
}
