/** The public face of core: what the language server, the command line and the tests use. */
export type { Configuration, RuleSetting } from './config/configuration';
export { readEditorSettings } from './config/editor-settings';
export { compileGlobs } from './config/globs';
export { type ProjectFile, readProjectFile } from './config/project-file';
export { ruleSeverities } from './config/read-rules';
export {
  type ConfigurationResolver,
  type ConfigurationSources,
  createResolver,
  type ProjectSettings,
  resolveConfiguration,
} from './config/resolve';
export type {
  Override,
  Preset,
  ProfileSettings,
  RuleEntry,
  RuleSeverity,
  Settings,
} from './config/settings';
export type { Rule, RuleCategory, RuleMeta } from './engine/define-rule';
export { factsDigest, type ToldByGroup, takeFacts, toldFacts } from './engine/file-facts';
export {
  type Finding,
  type Fix,
  type FixSafety,
  isAtLeast,
  type RelatedLocation,
  type Severity,
  severities,
} from './engine/finding';
export { fixAllEdits } from './engine/fix-all';
export { type LintResult, lint, runToEnd } from './engine/lint';
export { placedFiles } from './engine/placed-files';
export { documentationUrl, findRule, rules } from './engine/registry';
export { type InlayHint, inlayHints } from './features/clusters/inlay-hints';
export { type CodeLens, codeLenses } from './features/code-lenses';
export {
  type Completion,
  type CompletionOptions,
  completionDocumentation,
  completions,
} from './features/completion';
export { type DocumentLink, documentLinks } from './features/document-links';
export { type DocumentSymbol, documentSymbols, type SymbolRole } from './features/document-symbols';
export { type Hover, hover } from './features/hover';
export { type Refactoring, refactorings } from './features/refactorings';
export { suppressionFixes } from './features/suppress';
export type { Edition } from './knowledge/types';
export {
  mayBePartOfOthers,
  mayPlaceOthers,
  type Placements,
  placementsFrom,
} from './model/deployment/placements';
export { isOfChart } from './model/helm/charts';
export { choiceOf } from './profile/cluster-choice';
export { describeProfile, type ProfileLine, reasonText } from './profile/describe';
export type { ClusterProfile, ProfileSource, ProfileValues, Sourced } from './profile/profile';
export { type KnownValues, resolveProfile } from './profile/resolve';
export {
  type ClusterFile,
  mayConcernClusters,
  type WorkspaceCluster,
  workspaceClusters,
} from './profile/workspace-clusters';
export type { Placement } from './syntax/yaml/placement';
export { followedBy, type TextChange } from './text/change';
export { didYouMean } from './text/did-you-mean';
export { fileIdentity, folderIdentity } from './text/file-identity';
export { LineIndex, type Position } from './text/line-index';
export { applyEdits, type Range, type TextEdit } from './text/range';
export { largestFile, tooLargeBecause } from './workspace/file-limits';
export { type IgnoreFiles, readIgnoreFiles } from './workspace/ignore-files';
export { type FolderPlace, IgnoreRules, ignoreRulesIn } from './workspace/ignore-rules';
export {
  isProjectFile,
  type Language,
  languageOf,
  lintableEndings,
  projectFileNames,
} from './workspace/language';
export { createRoots, type RootOf } from './workspace/roots';
export { Snapshot, type SnapshotInput } from './workspace/snapshot';
export type { Workspace } from './workspace/workspace';
