import { dirname, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { documentationUrl, isAtLeast, rules } from '../../core/index';
import { Baseline, renderBaseline } from '../baseline';
import { describeError, UsageError } from '../errors';
import { findRepositoryRoot } from '../files/gitignore';
import { encode } from '../files/read';
import { writeFileAtomically } from '../files/write';
import { formatReport } from '../formatters/index';
import { collectInputs, collectStandardInput, folderOf, type Input, type Inputs } from '../inputs';
import type { Host, LintOptions } from '../options';
import { profileEntries } from '../profile-entries';
import { Progress } from '../progress';
import { ProjectFiles } from '../project-files';
import {
  compareFindings,
  countSeverities,
  plural,
  type Report,
  type SkippedDocument,
  type SkippedFile,
} from '../report';
import { countFixed, type FileResult, fixFiles, lintFiles, type RunOptions } from '../run';
import { neutralise } from '../terminal';
import { toReportFindings } from '../to-report';
import { FileWorkspace } from '../workspace';

/** `aks-cilium lint`; returns the exit code. */
export async function lintCommand(
  paths: readonly string[],
  options: LintOptions,
  host: Host,
): Promise<number> {
  const isStandardInput = paths.includes('-');
  checkOptions(paths, options, isStandardInput);
  const errors: string[] = [];
  const collected = isStandardInput
    ? await collectStandardInput(options.stdinFilename ?? 'stdin.yaml', host.folder)
    : collectInputs(paths, host.folder);
  errors.push(...collected.errors);
  const run = lintInputs(collected, options, host);
  if (run.changed.length > 0 && !isStandardInput) {
    errors.push(...writeFixed(run.changed, run.workspace));
  }
  const first = isStandardInput ? (options.stdinFilename ?? '.') : (paths[0] ?? '.');
  const report = toReport(run, collected, folderOf(resolve(host.folder, first)), host);
  if (options.writeBaseline !== undefined) {
    writeBaseline(run.results, options.writeBaseline, host);
  } else if (isStandardInput && wantsFix(options)) {
    host.stdout.write(fixedText(collected.inputs, run.workspace));
  } else {
    writeReport(report, options, host);
  }
  tell(report, errors, host);
  if (errors.length > 0 || run.results.some(({ crash }) => crash !== undefined)) {
    return 2;
  }
  return options.writeBaseline === undefined && fails(report, options) ? 1 : 0;
}

function checkOptions(paths: readonly string[], options: LintOptions, isStandardInput: boolean) {
  if (isStandardInput && paths.length > 1) {
    throw new UsageError('- (standard input) cannot be combined with other paths');
  }
  if (!isStandardInput && options.stdinFilename !== undefined) {
    throw new UsageError('--stdin-filename needs - as the path');
  }
  if (options.writeBaseline !== undefined && wantsFix(options)) {
    throw new UsageError('--write-baseline cannot be combined with --fix');
  }
}

function wantsFix({ fix, fixUnsafe }: LintOptions): boolean {
  return fix === true || fixUnsafe === true;
}

interface Run {
  readonly results: readonly FileResult[];
  readonly workspace: FileWorkspace;
  readonly projectFiles: ProjectFiles;
  readonly baseline: Baseline | undefined;
  readonly changed: readonly Input[];
  readonly fixed: number | undefined;
}

function lintInputs(collected: Inputs, options: LintOptions, host: Host): Run {
  const projectFiles = new ProjectFiles(host.folder, options);
  const baseline =
    options.baseline === undefined
      ? undefined
      : Baseline.read(resolve(host.folder, options.baseline));
  const inputs = withProjectFiles(collected.inputs, projectFiles);
  const workspace = new FileWorkspace(inputs);
  const progress = new Progress(host);
  const runOptions: RunOptions = {
    minSeverity: options.minSeverity,
    ...(baseline === undefined ? {} : { baseline }),
    configurationOf: (input) => {
      const configuration = projectFiles.configurationOf(input.path);
      return input.isExplicit ? { ...configuration, ignored: false } : configuration;
    },
    onProgress: (done) => progress.update(`Linting ${done} of ${plural(inputs.length, 'file')} `),
  };
  let results = lintFiles(inputs, workspace, runOptions);
  let changed: Input[] = [];
  let fixed: number | undefined;
  if (wantsFix(options)) {
    const before = results;
    changed = fixFiles(inputs, workspace, options.fixUnsafe ? 'unsafe' : 'safe', runOptions);
    results = changed.length === 0 ? before : lintFiles(inputs, workspace, runOptions);
    fixed = countFixed(before, results);
  }
  progress.clear();
  return { results, workspace, projectFiles, baseline, changed, fixed };
}

/** Project files are linted like the files that depend on them, wherever they lie. */
function withProjectFiles(inputs: readonly Input[], projectFiles: ProjectFiles): readonly Input[] {
  for (const { path } of inputs) {
    projectFiles.configurationOf(path);
  }
  const known = new Set(inputs.map(({ path }) => path));
  const more = projectFiles.used.map(({ input }) => input).filter(({ path }) => !known.has(path));
  return [...inputs, ...more];
}

function writeFixed(changed: readonly Input[], workspace: FileWorkspace): string[] {
  const errors: string[] = [];
  for (const input of changed) {
    const text = workspace.get(input.uri)?.text ?? input.text;
    try {
      writeFileAtomically(input.path, encode(text, input));
    } catch (error) {
      errors.push(`${input.file}: cannot be written: ${describeError(error)}`);
    }
  }
  return errors;
}

function fixedText(inputs: readonly Input[], workspace: FileWorkspace): Uint8Array | string {
  const [input] = inputs;
  const text = input === undefined ? undefined : workspace.get(input.uri)?.text;
  return input === undefined || text === undefined ? '' : encode(text, input);
}

function toReport(run: Run, collected: Inputs, folder: string, host: Host): Report {
  const { results, workspace, projectFiles, baseline, fixed } = run;
  const findings = results
    .flatMap(({ reported, snapshot }) =>
      toReportFindings(reported, snapshot, { folder: host.folder, workspace }),
    )
    .sort(compareFindings);
  const crashed = results.flatMap(({ input, crash }): SkippedFile[] =>
    crash === undefined ? [] : [{ file: input.file, reason: `internal error: ${crash}` }],
  );
  const root = findRepositoryRoot(host.folder) ?? host.folder;
  const prefix = relative(root, host.folder).split(sep).join('/');
  return {
    version: host.version,
    findings,
    summary: {
      files: results.filter(({ crash }) => crash === undefined).length,
      documents: results.reduce((sum, { result }) => sum + result.documents, 0),
      ...countSeverities(findings),
      skipped: [...collected.skipped, ...crashed],
      skippedDocuments: results.flatMap(skippedDocuments),
      ...(fixed === undefined ? {} : { fixed }),
      ...(baseline === undefined ? {} : { baseline: baselineSummary(baseline, results) }),
    },
    failures: results.flatMap(({ input, result }) =>
      result.failures.map(({ rule, error }) => ({ file: input.file, rule, error })),
    ),
    profile: profileEntries(projectFiles.configurationIn(folder).profile, host.folder),
    rules: rules.map((rule) => ({ ...rule, documentation: documentationUrl(rule.name) })),
    root: {
      uri: `${pathToFileURL(root).href.replace(/\/$/, '')}/`,
      prefix: prefix === '' ? '' : `${prefix}/`,
    },
  };
}

function skippedDocuments({ input, result, snapshot }: FileResult): SkippedDocument[] {
  return result.skipped.map(({ range, reason }) => ({
    file: input.file,
    line: snapshot.lines.lineAt(range.start) + 1,
    reason,
  }));
}

function baselineSummary(baseline: Baseline, results: readonly FileResult[]) {
  return {
    hidden: results.reduce((sum, { hidden }) => sum + hidden, 0),
    stale: baseline.stale(results),
  };
}

function writeReport(report: Report, { format, output }: LintOptions, host: Host): void {
  const isFile = output !== undefined;
  const text = formatReport(report, format, isFile ? undefined : host);
  if (!isFile) {
    host.stdout.write(text);
    return;
  }
  try {
    writeFileAtomically(resolve(host.folder, output), text);
  } catch (error) {
    throw new UsageError(`cannot write ${output}: ${describeError(error)}`);
  }
}

function writeBaseline(results: readonly FileResult[], file: string, host: Host): void {
  const path = resolve(host.folder, file);
  try {
    writeFileAtomically(path, renderBaseline(results, dirname(path)));
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${describeError(error)}`);
  }
  const count = results.reduce((sum, { findings }) => sum + findings.length, 0);
  host.stderr.write(`Wrote ${plural(count, 'finding')} to ${neutralise(file)}\n`);
}

/** What people have to know besides the findings; on stderr, so that reports stay clean. */
function tell(report: Report, errors: readonly string[], host: Host): void {
  const { skipped } = report.summary;
  const lines = [
    ...errors.map((error) => `error: ${error}`),
    ...skipped
      .filter(({ file, reason }) => !errors.includes(`${file}: ${reason}`))
      .map(({ file, reason }) => `skipped ${file}: ${reason}`),
    ...report.failures.map(
      ({ file, rule, error }) => `the rule ${rule} failed in ${file} (please report it): ${error}`,
    ),
  ];
  host.stderr.write(lines.map((line) => `aks-cilium: ${neutralise(line)}\n`).join(''));
}

function fails(report: Report, { failOn }: LintOptions): boolean {
  return failOn !== 'never' && report.findings.some(({ severity }) => isAtLeast(severity, failOn));
}
