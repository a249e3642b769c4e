// Everything, from a fresh clone: `npm test`.
import { installRootPackages } from './setup/install-packages.mjs';
import { requireSupportedNode } from './setup/node-version.mjs';
import { checkSteps, endToEndSteps, programSteps, runSteps } from './steps.mjs';

requireSupportedNode();
await runSteps([{ name: 'set-up', run: setUp }, ...checkSteps, ...programSteps, ...endToEndSteps]);

async function setUp() {
  await installRootPackages();
  return { passed: 1, failed: 0 };
}
