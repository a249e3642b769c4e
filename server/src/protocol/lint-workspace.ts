/** Lints every file of the workspace; afterwards the findings of closed files are reported too. */
export const lintWorkspaceRequest = 'aksCilium/lintWorkspace';

export interface LintWorkspaceParams {
  readonly workDoneToken?: string | number;
}

export interface LintWorkspaceResult {
  readonly files: number;
  readonly filesWithFindings: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
  /** There were more files than the limit allows; the rest was not looked at. */
  readonly truncated: boolean;
}
