/** What client and server say to each other beyond the Language Server Protocol: names and payloads, no code. */
export type { FileAccess, FolderFilter, FoundFiles } from './file-access';
export {
  type FindFilesParams,
  type FindFilesResult,
  findFilesRequest,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
  skippedFolders,
} from './file-access';
export type { InitializationOptions } from './initialization';
export {
  type LintWorkspaceParams,
  type LintWorkspaceResult,
  lintWorkspaceRequest,
} from './lint-workspace';
export {
  type ProfileCluster,
  type ProfileLine,
  type ProfileParams,
  type ProfilePosition,
  type ProfileResult,
  profileChangedNotification,
  profileRequest,
} from './profile';
export {
  openRuleDocumentationCommand,
  type RuleDescription,
  type RulesResult,
  rulesRequest,
} from './rules';
