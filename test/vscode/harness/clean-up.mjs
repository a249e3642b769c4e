import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @type {Set<() => void>} */
const tasks = new Set();
let installed = false;

/**
 * Runs a synchronous task when this process ends, in whatever way it can still notice: the end of
 * the program, an uncaught error, Ctrl+C, a request to terminate.
 *
 * @param {() => void} task
 */
export function onProcessEnd(task) {
  if (!installed) {
    installed = true;
    process.on('exit', runTasks);
    for (const [signal, code] of /** @type {const} */ ([
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ])) {
      process.on(signal, () => process.exit(code));
    }
  }
  tasks.add(task);
}

/** Ends this process when the one that started it is gone, and with it nobody who wants the result. */
export function endWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 1000).unref();
}

/** @param {string} name @returns {string} a new folder that is gone when this process ends */
export function createTemporaryFolder(name) {
  // The real path, because an editor reports its files by it, and the system's folder may be a link.
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `aks-cilium-${name}-`));
  onProcessEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

function runTasks() {
  // The newest first: processes stop before the folders they write to are removed.
  for (const task of [...tasks].reverse()) {
    try {
      task();
    } catch (error) {
      console.error(error);
    }
  }
  tasks.clear();
}
