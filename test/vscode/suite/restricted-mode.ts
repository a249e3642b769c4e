import * as vscode from 'vscode';
import { assertEqual } from './support/assert';
import { runTests, test } from './support/runner';
import { registerSmokeTest } from './support/smoke-test';

test('Restricted Mode: the folder is not trusted', async () => {
  assertEqual(vscode.workspace.isTrusted, false, 'trusted');
});

registerSmokeTest('Restricted Mode');

export { runTests as run };
