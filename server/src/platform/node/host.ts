import { setImmediate } from 'node:timers/promises';

import { diskFiles } from './disk-files';

/** The server's surroundings in Node. */
export function nodeHost() {
  return {
    files: diskFiles,
    foldsCase: process.platform !== 'linux',
    nextTurn: () => setImmediate(),
    onStrayError(listener: (message: string) => void) {
      const report = (error: unknown) =>
        listener(`Uncaught: ${error instanceof Error ? error.stack : String(error)}`);
      process.on('unhandledRejection', report);
      process.on('uncaughtException', report);
    },
  };
}
