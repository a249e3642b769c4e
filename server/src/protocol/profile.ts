/** Which cluster a file is judged for. */
export const profileRequest = 'aksCilium/profile';

/** Sent without parameters when the answer to `aksCilium/profile` may have changed. */
export const profileChangedNotification = 'aksCilium/profileChanged';

export interface ProfileParams {
  readonly uri: string;
}

/** One property of the cluster, with who said it. */
export interface ProfileLine {
  readonly property: string;
  readonly value: string;
  readonly source:
    | 'default'
    | 'command line'
    | 'editor settings'
    | 'project file'
    | 'infrastructure';
  /** The file that says so, for project files and infrastructure. */
  readonly sourceUri?: string;
}

export interface ProfileResult {
  readonly edition: string;
  readonly lines: readonly ProfileLine[];
  /** The project file in force for the file that was asked about. */
  readonly projectFile?: string;
  /** The file is named by an `ignore` glob. */
  readonly ignored: boolean;
}
