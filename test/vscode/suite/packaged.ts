import * as vscode from 'vscode';
import { assert } from './support/assert';
import { runTests, test } from './support/runner';
import { registerSmokeTest } from './support/smoke-test';

test('Packaged: the extension is an installed one', async () => {
  const extension = vscode.extensions.getExtension('aks-cilium.aks-cilium');
  assert(extension?.extensionPath.includes('extensions'), `found at ${extension?.extensionPath}`);
});

registerSmokeTest('Packaged');

export { runTests as run };
