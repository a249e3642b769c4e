/** What a client may send as `initializationOptions`; every property may be left out. */
export interface InitializationOptions {
  /** Settings for clients without `workspace/configuration`, shaped like the section `aksCilium`. */
  readonly settings?: unknown;
  /** The client answers the file requests, so folders without a `file:` uri can be read. */
  readonly readsFiles?: boolean;
  /** The client runs `aksCilium.openRuleDocumentation` itself. */
  readonly opensDocumentation?: boolean;
  /**
   * The client keeps a `workspace/diagnostic` request open at all times, as VS Code does. Then closed files are
   * reported from the first `aksCilium/lintWorkspace` on, not merely because they exist.
   */
  readonly standingWorkspacePull?: boolean;
}
