import { describe, expect, it } from 'vitest';
import { lint } from '../../server/src/core/index';
import { start } from './support/in-process';

const command = 'az aks create -n aks --enable-ebpf-dataplane\n';
const workflow = `on: push\njobs:\n  a:\n    steps:\n      - run: ${command}`;

describe('az commands', () => {
  it.each([
    ['shellscript', 'a.sh', command, { line: 0, character: 21 }],
    ['azcli', 'a.azcli', command, { line: 0, character: 21 }],
    ['powershell', 'a.ps1', command, { line: 0, character: 21 }],
    ['bat', 'a.cmd', command, { line: 0, character: 21 }],
    ['markdown', 'a.md', `- \`\`\`bash\n  ${command}  \`\`\`\n`, { line: 1, character: 23 }],
    ['yaml', 'a.yaml', workflow, { line: 4, character: 34 }],
  ])('are judged in a document of the language %s', async (language, name, text, place) => {
    const { client } = await start({ host: { lint }, folders: ['file:///w'] });
    const uri = `file:///w/${name}`;
    await client.open(uri, text, language);
    expect(await client.pull(uri)).toMatchObject({
      items: [{ code: 'removed-dataplane-flag', severity: 1, range: { start: place } }],
    });
  });
});
