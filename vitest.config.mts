import { defineConfig } from 'vitest/config';

/** Tests of programs: they replace modules, listen to the process, start others. */
const ofPrograms = [
  'test/{cli,lsp,web,robustness/programs}/**/*.test.ts',
  'test/{new-rule,generate}.test.ts',
];
const never = ['test/vscode/**', '**/node_modules/**'];

export default defineConfig({
  test: {
    // A test that hangs fails; one that is slow on a busy machine does not.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A machine with two cores would get a single worker otherwise.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: { name: 'programs', include: ofPrograms, exclude: never },
      },
      {
        extends: true,
        test: {
          name: 'functions',
          include: ['test/**/*.test.ts'],
          exclude: [...ofPrograms, ...never],
          pool: 'threads',
          // Core holds no state, so its modules can be loaded once for many files.
          isolate: false,
        },
      },
    ],
  },
});
