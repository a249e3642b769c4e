// Ten times as many random sequences of edits as in `npm test`: `npm run soak -- [--sequences N] [--steps N] [--seed N] [--path P]`.
// The seed and the path of a failure, given again, repeat it.
import { parseArgs } from 'node:util';
import { repositoryRoot } from './setup/paths.mjs';
import { runCommand } from './setup/run-command.mjs';

const { values } = parseArgs({
  options: {
    sequences: { type: 'string', default: '20000' },
    steps: { type: 'string', default: '12' },
    seed: { type: 'string' },
    path: { type: 'string' },
  },
});
const vitest = 'node_modules/vitest/vitest.mjs';
const { code } = await runCommand(
  process.execPath,
  [vitest, 'run', '--project', 'programs', 'test/lsp/edits.test.ts'],
  {
    cwd: repositoryRoot,
    env: {
      ...process.env,
      SOAK_SEQUENCES: values.sequences,
      SOAK_STEPS: values.steps,
      ...(values.seed === undefined ? {} : { SOAK_SEED: values.seed }),
      ...(values.path === undefined ? {} : { SOAK_PATH: values.path }),
    },
  },
);
process.exitCode = code;
