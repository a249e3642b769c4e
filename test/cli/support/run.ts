import { runCommandLine } from '../../../server/src/cli/main';
import type { Host } from '../../../server/src/cli/options';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** The working directory. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  readonly columns?: number;
}

/** Runs the command line inside the test's own process. Standard input is the process's: see `spawn.ts`. */
export async function run(
  args: readonly string[],
  { folder, env = {}, isTerminal = false, columns }: RunOptions,
): Promise<Outcome> {
  const stdout = recorder(isTerminal, columns);
  const stderr = recorder(isTerminal, columns);
  const host: Host = { folder, version: '1.2.3', env, stdout, stderr };
  const code = await runCommandLine(args, host);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function recorder(isTTY: boolean, columns: number | undefined) {
  const chunks: Buffer[] = [];
  return {
    isTTY,
    ...(columns === undefined ? {} : { columns }),
    write(chunk: string | Uint8Array) {
      chunks.push(Buffer.from(chunk as string));
      return true;
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}
