import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Edition } from '../core/index';
import { describeError, errorCode, UsageError } from './errors';
import {
  failLevels,
  type Host,
  type LintOptions,
  outputFormats,
  type TargetOptions,
} from './options';
import { neutralise } from './terminal';

/** Nothing at or above the threshold; findings; a mistake of the caller, of a file, or of this program. */
export const exitCodes = { clean: 0, findings: 1, failed: 2 } as const;

/** Spelled out here, because the core is loaded only by the commands that need it. */
const editions: readonly Edition[] = ['latest', '2025-05-22'];

const examples = `
Examples:
  aks-cilium lint                                   everything below the working directory
  aks-cilium lint deploy/ infra/*.yaml              some folders and files
  aks-cilium lint --fix                             apply the fixes that are safe
  aks-cilium lint --format sarif --output out.sarif for code scanning
  kubectl get netpol -A -o yaml | aks-cilium lint -
  aks-cilium explain ipblock-any-excludes-pods      what a rule means, and why

Documentation: https://github.com/aks-cilium/aks-cilium/blob/main/docs/cli.md`;

const lintNotes = `
Exit code: 0 nothing at or above --fail-on, 1 findings, 2 a wrong argument or a file that cannot be read.
Ignored by git (.gitignore, .git/info/exclude) means not linted, unless a file is named by itself.`;

/** Runs the command line of a program; sets the process's exit code, and lets pending output drain. */
export async function main(argv: readonly string[], program: string): Promise<void> {
  const streams = { env: process.env, stdout: process.stdout, stderr: process.stderr };
  guard(streams);
  try {
    const host = { ...streams, folder: workingDirectory(), version: readVersion(), program };
    process.exitCode = await runCommandLine(argv.slice(2), host);
  } catch (error) {
    process.exitCode = report(error, streams);
  }
}

/** Runs one command; whatever goes wrong is told on stderr. Returns the exit code. */
export async function runCommandLine(args: readonly string[], host: Host): Promise<number> {
  try {
    return await run(args, host);
  } catch (error) {
    return report(error, host);
  }
}

function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    throw new UsageError('the working directory does not exist any more');
  }
}

async function run(args: readonly string[], host: Host): Promise<number> {
  let code: number = exitCodes.clean;
  const program = createProgram(host, (result) => {
    code = result;
  });
  if (args.length === 0) {
    host.stderr.write(program.helpInformation() + examples.trimEnd().concat('\n'));
    return exitCodes.failed;
  }
  const [first] = args;
  const isCommand = program.commands.some((command) => command.name() === first);
  if (first !== undefined && !first.startsWith('-') && first !== 'help' && !isCommand) {
    if (existsSync(resolve(host.folder, first))) {
      throw new UsageError(`unknown command '${first}'; did you mean "aks-cilium lint ${first}"?`);
    }
  }
  await program.parseAsync([...args], { from: 'user' });
  return code;
}

/** The commands and their options; `done` gets the exit code of the command that ran. */
export function createProgram(host: Host, done: (code: number) => void): Command {
  const program = new Command('aks-cilium')
    .description(
      'Finds what Azure CNI Powered by Cilium does differently from what your files say.',
    )
    .version(host.version)
    .addHelpText('after', examples)
    .showSuggestionAfterError()
    .showHelpAfterError('(commands and options: aks-cilium --help, aks-cilium lint --help)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(text),
      outputError: (text, write) => write(`aks-cilium: ${neutraliseLines(text)}`),
    });
  addLint(program, host, done);
  program
    .command('rules')
    .description('list the rules')
    .addOption(formatOption(['text', 'json']))
    .action(async (options: { format: 'text' | 'json' }) => {
      const { listRules } = await import('./commands/rules');
      done(listRules(options.format, host));
    });
  program
    .command('explain')
    .description('say what a rule means, and why')
    .argument('<rule>', 'name of the rule')
    .action(async (rule: string) => {
      const { explainRule } = await import('./commands/explain');
      done(explainRule(rule, host));
    });
  const profile = program
    .command('profile')
    .description('show what is known of the cluster that files are meant for, and from where')
    .argument('[path]', 'a file or folder', '.')
    .addOption(formatOption(['text', 'json']));
  addTargetOptions(profile).action(
    async (path: string, options: TargetOptions & { format: 'text' | 'json' }) => {
      const { showProfile } = await import('./commands/profile');
      done(showProfile(path, options, host));
    },
  );
  return program;
}

function addLint(program: Command, host: Host, done: (code: number) => void): void {
  const command = program
    .command('lint')
    .description('lint files and folders, or standard input (-)')
    .argument('[paths...]', 'files, folders, patterns; - for standard input', ['.'])
    .addOption(formatOption(outputFormats))
    .option('-o, --output <file>', 'write the report to a file')
    .option('--fix', 'apply fixes that do not change who may talk')
    .option('--fix-unsafe', 'apply also fixes that change what an object does')
    .addOption(
      severityOption('--fail-on <severity>', 'exit with 1 from this severity', failLevels, 'error'),
    )
    .addOption(
      severityOption(
        '--min-severity <severity>',
        'hide milder findings',
        ['error', 'warning', 'info', 'hint'],
        'hint',
      ),
    )
    .addOption(
      new Option('--baseline <file>', 'do not report the findings of this file').conflicts(
        'writeBaseline',
      ),
    )
    .option('--write-baseline <file>', 'write the findings there are to a file, for --baseline')
    .option('--stdin-filename <name>', 'name of standard input: its kind and its project file')
    .option('--threads <number>', 'how many threads lint at once; 1 for a single one', readCount);
  addTargetOptions(command)
    .addHelpText('after', lintNotes)
    .action(async (paths: string[], options: LintOptions) => {
      const { lintCommand } = await import('./commands/lint');
      done(await lintCommand(paths, options, host));
    });
}

function addTargetOptions(command: Command): Command {
  return command
    .option('--config <file>', 'project file, instead of the nearest aks-cilium.yaml')
    .addOption(
      new Option('--edition <edition>', 'state of the AKS documentation that counts').choices(
        editions,
      ),
    )
    .option('--cluster <cluster>', 'cluster of the workspace that counts: its name or a file of it')
    .option('--kubernetes-version <version>', 'version of the cluster, such as 1.33')
    .option('--today <date>', 'day that counts as today, such as 2026-09-01');
}

function formatOption(formats: readonly string[]): Option {
  return new Option('--format <format>', 'format of the output').choices(formats).default('text');
}

function severityOption(flags: string, text: string, choices: readonly string[], usual: string) {
  return new Option(flags, text).choices(choices).default(usual);
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) {
    throw new InvalidArgumentError('It is no number from 1 to 999.');
  }
  return Number(text);
}

type Streams = Pick<Host, 'env' | 'stdout' | 'stderr'>;
type ProcessStreams = Pick<NodeJS.Process, 'env' | 'stdout' | 'stderr'>;

/** Without a stack trace: it says nothing to users. `AKS_CILIUM_DEBUG=1` shows it. */
function report(error: unknown, { env, stderr }: Streams): number {
  if (error instanceof CommanderError) {
    // Commander has said it already; its own codes are 0 for help and 1 for mistakes.
    return error.exitCode === 0 ? exitCodes.clean : exitCodes.failed;
  }
  const isExpected = error instanceof UsageError;
  const text = isExpected ? error.message : `internal error: ${describeError(error)}`;
  stderr.write(`aks-cilium: ${neutralise(text)}\n`);
  if (env.AKS_CILIUM_DEBUG === '1' && error instanceof Error) {
    stderr.write(`${neutraliseLines(error.stack ?? '')}\n`);
  }
  return exitCodes.failed;
}

function neutraliseLines(text: string): string {
  return text.split('\n').map(neutralise).join('\n');
}

/** A reader that closes the pipe (`| head`) ends the output, not with an error. */
function guard(streams: ProcessStreams): void {
  const { stdout, stderr } = streams;
  stderr.on('error', () => process.exit(exitCodes.failed));
  stdout.on('error', (error) => {
    if (['EPIPE', 'EOF'].includes(errorCode(error))) {
      process.exit();
    }
    const text = `cannot write to standard output: ${describeError(error)}`;
    process.exit(report(new UsageError(text), streams));
  });
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    process.on(event, (error) => process.exit(report(error, streams)));
  }
}

/** Put in by the bundler, so that the one file knows its version wherever it is copied to. */
declare const AKS_CILIUM_VERSION: string | undefined;

function readVersion(): string {
  if (typeof AKS_CILIUM_VERSION === 'string') {
    return AKS_CILIUM_VERSION;
  }
  try {
    const text = readFileSync(join(__dirname, '..', 'package.json'), 'utf8');
    return (JSON.parse(text) as { version: string }).version;
  } catch {
    return '0.0.0';
  }
}
