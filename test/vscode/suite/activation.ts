import { assert, assertEqual, waitFor } from './support/assert';
import { ownExtension, replaceText, withEditor } from './support/editor';
import { test } from './support/runner';

// Only before anything else has been opened can be seen what starts the server; this suite is the first.

const unrelated = {
  'README.md': '# Notes\n\nAbout a kind of website, not about clusters.\n',
  'package.json': '{\n  "name": "website",\n  "kind": "static"\n}\n',
  'build.sh': '#!/bin/sh\necho build\n',
  'pipeline.yaml': 'steps:\n  - run: make\n',
};

for (const [name, content] of Object.entries(unrelated)) {
  test(`opening an unrelated ${name} does not start the server`, async () => {
    await withEditor(name, content, async () => {
      const extension = ownExtension();
      await waitFor('activation', () => (extension.isActive ? true : undefined));
      assertEqual(extension.exports.serverState, 'off', 'the server');
    });
  });
}

test('an unrelated file that becomes related starts the server', async () => {
  await withEditor('template.json', '{\n  "type": ""\n}\n', async (editor) => {
    const extension = ownExtension();
    await waitFor('activation', () => (extension.isActive ? true : undefined));
    assert(extension.exports.serverState === 'off', 'the server runs already');
    const type = '"Microsoft.ContainerService/managedClusters"';
    await replaceText(editor, '""', type);
    await waitFor(
      'the server',
      () => (extension.exports.serverState === 'running' ? true : undefined),
      () => extension.exports.serverState,
    );
  });
});
