// What can be said in a minute or two: `npm run check`, the loop while working.
import { installRootPackages } from './setup/install-packages.mjs';
import { requireSupportedNode } from './setup/node-version.mjs';
import { checkSteps, runSteps } from './steps.mjs';

requireSupportedNode();
await installRootPackages();
await runSteps(checkSteps);
