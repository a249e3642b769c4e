import { relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { documentationUrl, rules } from '../core/index';
import type { Baseline } from './baseline';
import type { ClusterFiles } from './cluster-files';
import { findRepositoryRoot } from './files/gitignore';
import type { Inputs } from './inputs';
import type { Host } from './options';
import { clusterEntries, type ProfilePlaces, profileEntries } from './profile-entries';
import type { ProjectFiles } from './project-files';
import {
  type BaselineSummary,
  compareFindings,
  countSeverities,
  type Report,
  type RuleFailure,
  type SkippedDocument,
  type SkippedFile,
} from './report';
import type { FileResult } from './run';
import { toReportFindings, withFingerprints } from './to-report';
import type { FileWorkspace } from './workspace';

/** What `lint` did, before it is told to anybody. */
export interface Run {
  readonly collected: Inputs;
  readonly results: readonly FileResult[];
  readonly workspace: FileWorkspace;
  readonly projectFiles: ProjectFiles;
  readonly clusterFiles: ClusterFiles;
  readonly baseline: Baseline | undefined;
  /** Fixed texts that could not be written, one line each. */
  readonly writeErrors: readonly string[];
  readonly fixed: number | undefined;
}

export interface ReportOptions {
  /** The folder whose profile stands for the run. */
  readonly folder: string;
  readonly host: Host;
  readonly isForCodeHost: boolean;
}

export function buildReport(run: Run, { folder, host, isForCodeHost }: ReportOptions): Report {
  const { collected, results, workspace, projectFiles, clusterFiles, baseline, fixed } = run;
  const configuration = projectFiles.configurationIn(folder);
  const places: ProfilePlaces = {
    folder: host.folder,
    linesOf: (uri) => projectFiles.linesOf(uri) ?? clusterFiles.get(uri)?.lines,
  };
  const findings = results
    .flatMap(({ reported, snapshot, input }) => {
      const inFile = toReportFindings(reported, snapshot, { folder: host.folder, workspace });
      return isForCodeHost ? withFingerprints(inFile, reported, snapshot, input) : inFile;
    })
    .sort(compareFindings);
  const linted = results.filter(({ isIgnored, crash }) => !isIgnored && crash === undefined);
  return {
    version: host.version,
    findings,
    summary: {
      files: linted.length,
      documents: linted.reduce((sum, { result }) => sum + result.documents, 0),
      ...countSeverities(findings),
      skipped: [...collected.skipped, ...results.flatMap(skippedFile)],
      skippedDocuments: linted.flatMap(skippedDocuments),
      ...(fixed === undefined ? {} : { fixed }),
      ...(baseline === undefined ? {} : { baseline: baselineSummary(baseline, linted) }),
    },
    failures: linted.flatMap((result) => ruleFailures(result, host.env)),
    profile: profileEntries(configuration, places),
    clusters: clusterEntries(configuration, places),
    rules: rules.map((rule) => ({ ...rule, documentation: documentationUrl(rule.name) })),
    root: rootOf(host.folder),
  };
}

function rootOf(folder: string): Report['root'] {
  const root = findRepositoryRoot(folder) ?? folder;
  const prefix = relative(root, folder).split(sep).join('/');
  return {
    uri: `${pathToFileURL(root).href.replace(/\/$/, '')}/`,
    prefix: prefix === '' ? '' : `${prefix}/`,
  };
}

/** Files that were found below a folder and are ignored are none of the reader's business. */
function skippedFile({ input, crash, isIgnored }: FileResult): SkippedFile[] {
  if (crash !== undefined) {
    return [{ file: input.file, reason: `internal error: ${crash}` }];
  }
  return isIgnored && input.isStandardInput === true
    ? [{ file: input.file, reason: 'is ignored by the project file' }]
    : [];
}

function skippedDocuments({ input, result, snapshot }: FileResult): SkippedDocument[] {
  return result.skipped.map(({ range, reason }) => ({
    file: input.file,
    line: snapshot.lines.lineAt(range.start) + 1,
    reason,
  }));
}

/** A stack trace says nothing to users; those who look for the mistake ask for it. */
function ruleFailures({ input, result }: FileResult, env: Host['env']): RuleFailure[] {
  return result.failures.map(({ rule, error }) => ({
    file: input.file,
    rule,
    error: env.AKS_CILIUM_DEBUG === '1' ? error : (error.split('\n', 1)[0] ?? error),
  }));
}

function baselineSummary(baseline: Baseline, linted: readonly FileResult[]): BaselineSummary {
  // Milder findings than those to report are known to the baseline all the same.
  const all = linted.map((file) => ({ ...file, findings: file.result.findings }));
  return {
    hidden: linted.reduce((sum, { hidden }) => sum + hidden, 0),
    stale: baseline.stale(all),
  };
}
