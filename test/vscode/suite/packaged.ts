import { assert } from './support/assert';
import { ownExtension } from './support/editor';
import { runTests, test } from './support/runner';
import { registerSmokeTest } from './support/smoke-test';

test('Packaged: the extension is an installed one', async () => {
  const { extensionPath } = ownExtension();
  assert(extensionPath.includes('extensions'), `found at ${extensionPath}`);
});

registerSmokeTest('Packaged');

export { runTests as run };
