import { dirname, resolve } from 'node:path';
import { isAtLeast } from '../../core/index';
import { Baseline, renderBaseline } from '../baseline';
import { ClusterFiles } from '../cluster-files';
import { describeError, UsageError } from '../errors';
import { encode } from '../files/read';
import { writeFileAtomically } from '../files/write';
import { formatReport } from '../formatters/index';
import { summaryLine } from '../formatters/summary';
import {
  collectInputs,
  collectStandardInput,
  folderOf,
  type Input,
  type Inputs,
  type StandardInput,
} from '../inputs';
import { buildReport, type Run } from '../lint-report';
import type { Host, LintOptions } from '../options';
import { crewFor } from '../parallel/start';
import { Progress } from '../progress';
import { ProjectFiles } from '../project-files';
import { plural, type Report } from '../report';
import { Projects, rootsOfRun } from '../roots';
import { countFixed, type FileResult, fixFiles, lintFiles, type RunOptions } from '../run';
import { neutralise } from '../terminal';
import { FileWorkspace } from '../workspace';

/** `aks-cilium lint`; returns the exit code. */
export async function lintCommand(
  paths: readonly string[],
  options: LintOptions,
  host: Host,
): Promise<number> {
  const isStandardInput = paths.includes('-');
  checkOptions(paths, options, isStandardInput);
  const standardInput = isStandardInput
    ? await collectStandardInput(options.stdinFilename ?? 'stdin.yaml', host.folder)
    : undefined;
  const collected = standardInput ?? collectInputs(paths, host.folder);
  const run = await lintInputs(collected, options, host);
  const errors = [...collected.errors, ...run.projectFiles.errors, ...run.writeErrors];
  const first = isStandardInput ? (options.stdinFilename ?? '.') : (paths[0] ?? '.');
  const report = buildReport(run, {
    folder: folderOf(resolve(host.folder, first)),
    host,
    isForCodeHost: options.format === 'sarif',
  });
  if (options.writeBaseline !== undefined) {
    writeBaseline(run.results, options.writeBaseline, host);
  } else {
    if (standardInput !== undefined && wantsFix(options)) {
      host.stdout.write(fixedText(standardInput, run));
    }
    writeReport(report, options, host, standardInput !== undefined && wantsFix(options));
  }
  tell(report, errors, host);
  return exitCode(run, report, errors, options);
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

async function lintInputs(collected: Inputs, options: LintOptions, host: Host): Promise<Run> {
  const projects = new Projects();
  const projectFiles = new ProjectFiles(host.folder, options, projects);
  const baseline =
    options.baseline === undefined
      ? undefined
      : Baseline.read(resolve(host.folder, options.baseline));
  const inputs = withProjectFiles(collected.inputs, projectFiles);
  const rootOf = rootsOfRun(collected.named, host.folder, projects);
  const crew = await crewFor(inputs, rootOf, options, host);
  try {
    const workspace = new FileWorkspace(inputs, rootOf);
    const clusterFiles = new ClusterFiles(collected.inputs, workspace, projects);
    projectFiles.clusterFiles = clusterFiles;
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
    const verdicts = await crew?.lint(workspace, runOptions);
    const found = lintFiles(inputs, workspace, { ...runOptions, verdicts });
    // Only what was asked for is fixed, not a project file that lies elsewhere.
    const fixed = wantsFix(options)
      ? fixInputs(found, collected.inputs, workspace, options, runOptions)
      : { results: found, writeErrors: [], fixed: undefined };
    progress.clear();
    return { collected, workspace, projectFiles, clusterFiles, baseline, ...fixed };
  } finally {
    crew?.dismiss();
  }
}

/** Fixes files, and lints all anew if there was something to fix. */
function fixInputs(
  before: readonly FileResult[],
  asked: readonly Input[],
  workspace: FileWorkspace,
  { fixUnsafe }: LintOptions,
  options: RunOptions,
): Pick<Run, 'results' | 'writeErrors' | 'fixed'> {
  const changed = fixFiles(asked, workspace, fixUnsafe === true ? 'unsafe' : 'safe', options);
  const writeErrors = changed.flatMap((input) => writeFixed(input, workspace));
  const inputs = before.map(({ input }) => input);
  const results = changed.length === 0 ? before : lintFiles(inputs, workspace, options);
  return { results, writeErrors, fixed: countFixed(before, results) };
}

/** Project files are linted like the files that depend on them, wherever they lie. */
function withProjectFiles(inputs: readonly Input[], projectFiles: ProjectFiles): readonly Input[] {
  for (const { path } of inputs) {
    projectFiles.load(path);
  }
  const used = projectFiles.used.map(({ input }) => input);
  const known = new Set(inputs.map(({ path }) => path));
  // Under a name of its own a project file looks like any YAML file to those who collect files.
  const renamed = new Map(
    used.filter((input) => input.findings).map((input) => [input.path, input]),
  );
  return [
    ...inputs.map((input) => renamed.get(input.path) ?? input),
    ...used.filter(({ path }) => !known.has(path)),
  ];
}

/** Writes a fixed text; what cannot be written is as it was, for the report, too. */
function writeFixed(input: Input, workspace: FileWorkspace): string[] {
  const snapshot = workspace.get(input.uri);
  if (snapshot === undefined || input.isStandardInput === true) {
    return [];
  }
  try {
    writeFileAtomically(input.path, encode(snapshot.text, input));
    return [];
  } catch (error) {
    workspace.replace(snapshot, input.text, input.languageId);
    return [`${input.file}: cannot be written: ${describeError(error)}`];
  }
}

/** What could not be linted goes out as it came in, so that a pipe never loses its text. */
function fixedText({ inputs, bytes }: StandardInput, { workspace }: Run): Uint8Array {
  const [input] = inputs;
  const text = input === undefined ? undefined : workspace.get(input.uri)?.text;
  return input === undefined || text === undefined ? bytes : encode(text, input);
}

/** Where the report goes: to a file, beside the fixed text of standard input, or to standard output. */
function writeReport(
  report: Report,
  { format, output }: LintOptions,
  host: Host,
  isOutputTaken: boolean,
): void {
  if (output === undefined) {
    const stream = isOutputTaken ? host.stderr : host.stdout;
    stream.write(formatReport(report, format, { stream, env: host.env }));
    return;
  }
  try {
    writeFileAtomically(resolve(host.folder, output), formatReport(report, format));
  } catch (error) {
    throw new UsageError(`cannot write ${output}: ${describeError(error)}`);
  }
  host.stderr.write(`${summaryLine(report)} Report: ${neutralise(output)}\n`);
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

/** Incomplete work is worse than findings: who asks for the exit code must not take it for a clean run. */
function exitCode(
  { results }: Run,
  { failures, findings }: Report,
  errors: readonly string[],
  options: LintOptions,
): 0 | 1 | 2 {
  const isComplete = failures.length === 0 && results.every(({ crash }) => crash === undefined);
  if (errors.length > 0 || !isComplete) {
    return 2;
  }
  const { failOn, writeBaseline } = options;
  const fails = failOn !== 'never' && findings.some(({ severity }) => isAtLeast(severity, failOn));
  return writeBaseline === undefined && fails ? 1 : 0;
}
