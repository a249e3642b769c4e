import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const onWindows = process.platform === 'win32';

/**
 * @typedef {object} CommandResult
 * @property {number} code exit code; 127 when the command could not be started
 * @property {string} output stdout and stderr in the order they came
 */

/**
 * Runs a command to its end. With `quiet` the output is only collected, for use in an error message.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} [options]
 * @returns {Promise<CommandResult>}
 */
export function runCommand(command, args, { cwd, env, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Windows starts `.cmd` files (npm, npx) through a shell only.
      shell: onWindows && command.endsWith('.cmd'),
    });
    let output = '';
    /** @param {Buffer} chunk @param {NodeJS.WriteStream} stream */
    const collect = (chunk, stream) => {
      output += chunk;
      if (!quiet) stream.write(chunk);
    };
    child.stdout.on('data', (chunk) => collect(chunk, process.stdout));
    child.stderr.on('data', (chunk) => collect(chunk, process.stderr));
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Like runCommand, but a failure is an error that carries what was printed.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export async function runQuietly(command, args, options) {
  const { code, output } = await runCommand(command, args, { ...options, quiet: true });
  if (code !== 0) {
    throw new Error(
      `"${command} ${args.join(' ')}" failed with exit code ${code}:\n${shorten(output)}`,
    );
  }
}

/** @param {string} output @returns {string} its first lines, where npm says why, and its last */
function shorten(output) {
  const shown = 15;
  const lines = output.trimEnd().split('\n');
  return lines.length <= 2 * shown
    ? lines.join('\n')
    : [...lines.slice(0, shown), '...', ...lines.slice(-shown)].join('\n');
}

/** @param {string} name @returns {string} the name by which npm's own tools are started here */
export function npmTool(name) {
  return onWindows ? `${name}.cmd` : name;
}

/** @param {string} name @returns {string | undefined} the full path of a program on PATH */
export function findOnPath(name) {
  const names = onWindows ? [`${name}.exe`, `${name}.cmd`] : [name];
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => names.map((file) => join(folder, file)))
    .find((path) => existsSync(path));
}
