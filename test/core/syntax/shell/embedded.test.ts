import { describe, expect, it } from 'vitest';
import { inFile, type PlacedScript } from '../../../../server/src/core/syntax/shell/embedded';
import { markdownScripts } from '../../../../server/src/core/syntax/shell/markdown-scripts';
import { pipelineScripts } from '../../../../server/src/core/syntax/shell/pipeline-scripts';
import { YamlDocument } from '../../../../server/src/core/syntax/yaml/document';

/** Every character of a script stands where it says; a line break may be a blank in the script. */
function expectPlaced(script: PlacedScript, file: string): void {
  const there = [...script.text].map((_, index) => file.charAt(inFile(script, index)));
  expect(there.join('').replace(/\r?\n/g, ' ')).toBe(script.text.replace(/\r?\n/g, ' '));
}

describe('scripts in Markdown', () => {
  const scriptsOf = (text: string) => {
    const { scripts } = markdownScripts(text);
    for (const script of scripts) {
      expectPlaced(script, text);
    }
    return scripts.map((script) => `${script.dialect}: ${script.text}`);
  };

  it.each([
    ['a block', 'az a\n\n```bash\naz b\n```\naz c', ['posix: az b\n']],
    [
      'other languages',
      '```json\naz a\n```\n```\naz b\n```\n```azurecli-interactive\naz c\n```',
      ['posix: az c\n'],
    ],
    ['words behind the language', '``` bash title="x"\naz a\n```', ['posix: az a\n']],
    [
      'an indented block',
      '1. Text\n\n    ```bash\n    az a \\\n      b\n    ```\n',
      ['posix: az a \\\n  b\n'],
    ],
    ['a block behind a mark', '- ```sh\n  az a\n  ```', ['posix: az a\n'.replace('az', '  az')]],
    ['a quoted block', '> ```bash\n> az a\n> ```\naz b', ['posix:  az a\n'.replace(':  ', ': ')]],
    ['a quoted block that ends with the quote', '> ```bash\n> az a\n\naz b', ['posix: az a\n']],
    ['tildes and longer marks', '~~~~bash\n```\naz a\n~~~\n~~~~\n', ['posix: ```\naz a\n~~~\n']],
    ['a block without an end', '```bash\naz a', ['posix: az a']],
    ['CRLF', '```bash\r\naz a\r\n```\r\n', ['posix: az a\r\n']],
    ['PowerShell', '```powershell\naz a `\n b\n```', ['powershell: az a `\n b\n']],
    [
      'PowerShell under the name of az',
      '```azurecli\naz a `\n b\n```',
      ['powershell: az a `\n b\n'],
    ],
    [
      'a session',
      '```console\n$ az a \\\n> b\nanswer az c\n$ az d\n```',
      ['posix: az a \\\nb\naz d\n'],
    ],
    [
      'a session in PowerShell',
      '```powershell\nPS C:\\> az a\nanswer\n```',
      ['powershell: az a\n'],
    ],
    ['prose with backticks', 'Run ```bash az a``` or `az b`.\n', []],
  ])('with %s', (_name, text, expected) => {
    expect(scriptsOf(text)).toEqual(expected);
  });

  it('says where its blocks begin and end', () => {
    const text = '```bash\naz a\n```\n\n```json\n```\n';
    const { marks } = markdownScripts(text);
    expect(marks.map(({ start, end }) => text.slice(start, end))).toEqual(['```bash\n', '```\n']);
  });
});

describe('scripts in pipelines', () => {
  const scriptsOf = (text: string) => {
    const scripts = pipelineScripts(new YamlDocument(text));
    for (const script of scripts) {
      expectPlaced(script, text);
    }
    return scripts.map((script) => `${script.dialect}: ${script.text}`);
  };

  it.each([
    [
      'a literal block',
      'steps:\n  - run: |\n      az a \\\n        b\n\n      az c\n  - x: y\n',
      ['posix: az a \\\n  b\n\naz c\n'],
    ],
    [
      'a block with expressions',
      'steps:\n  - run: |\n      az a ${{ inputs.x }}\n',
      ['posix: az a ${{ inputs.x }}\n'],
    ],
    [
      'a folded block',
      'run: >-\n  az a\n  --b c\n\n  az d\n    e\n',
      ['posix: az a --b c\n\naz d\n  e'],
    ],
    ['one line', 'run: az a -n ${{ x }}\n', ['posix: az a -n ${{ x }}']],
    ['a plain scalar over lines', 'run: az a\n  --b c\n', ['posix: az a --b c']],
    ['quotes', `run: 'az a "b"'\n`, ['posix: az a "b"']],
    ['escapes', 'run: "az a\\n b"\n', []],
    [
      'the shell of a step',
      'steps:\n  - shell: pwsh\n    run: az a\n  - pwsh: az b\n  - bash: az c\n',
      ['powershell: az a', 'powershell: az b', 'posix: az c'],
    ],
    [
      'a task',
      'steps:\n- task: AzureCLI@2\n  inputs:\n    scriptType: pscore\n    inlineScript: |\n      az a\n',
      ['powershell: az a\n'],
    ],
    ['something else under such a key', 'run:\n  shell: bash\nscript:\n  - az a\n', []],
    ['CRLF', 'run: |\r\n  az a \\\r\n    b\r\n', ['posix: az a \\\r\n  b\r\n']],
  ])('with %s', (_name, text, expected) => {
    expect(scriptsOf(text)).toEqual(expected);
  });
});
