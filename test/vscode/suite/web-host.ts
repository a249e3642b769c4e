import { assertEqual } from './support/assert';
import { runTests, test } from './support/runner';
import { registerSmokeTest } from './support/smoke-test';

test('Web: the extension host is a web worker', async () => {
  assertEqual(typeof process, 'undefined', 'typeof process');
});

registerSmokeTest('Web');

export { runTests as run };
