import { describe, expect, it } from 'vitest';
import {
  inFile,
  type PlacedScript,
  rangeInFile,
} from '../../../../server/src/core/syntax/shell/embedded';
import { markdownScripts } from '../../../../server/src/core/syntax/shell/markdown-scripts';
import { pipelineScripts } from '../../../../server/src/core/syntax/shell/pipeline-scripts';
import { YamlDocument } from '../../../../server/src/core/syntax/yaml/document';

/** Every character of a script stands where it says. */
function expectPlaced(script: PlacedScript, file: string): void {
  const there = [...script.text].map((_, index) => file.charAt(inFile(script, index)));
  // Line breaks may be blanks in the script, and none stands between two commands of a list.
  const differing = [...script.text].filter(
    (character, index) => !/\s/.test(character) && character !== there[index],
  );
  expect(differing).toEqual([]);
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
    ['single quotes twice', `run: 'az a ''b'''\n`, ["posix: az a 'b'"]],
    ['quotes over lines', `run: "az a  \n  --b c\n\n  az d"\n`, ['posix: az a --b c\naz d']],
    ['a plain scalar with an empty line', 'run: az a\n\n  az b\n', ['posix: az a\naz b']],
    ['commands of GitLab', 'job:\n  script:\n    - az a\n    - az b\n', ['posix: az a\naz b']],
    [
      'lists in lists and references',
      'job:\n  script:\n    - !reference [.x, script]\n    - - az a\n      - |\n        az b\n    - az c\n',
      ['posix: az a\naz b\n\naz c'],
    ],
    [
      'what runs before and after',
      'job:\n  after_script: [az d]\n  script: [az c]\n  before_script:\n    - az b\n',
      ['posix: az d', 'posix: az b\naz c'],
    ],
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
    ['something else under such a key', 'run:\n  shell: bash\nscript:\n  - a: az a\n', []],
    ['CRLF', 'run: |\r\n  az a \\\r\n    b\r\n', ['posix: az a \\\r\n  b\r\n']],
  ])('with %s', (_name, text, expected) => {
    expect(scriptsOf(text)).toEqual(expected);
  });
});

describe('escapes of YAML in scripts', () => {
  const only = (text: string) => pipelineScripts(new YamlDocument(text))[0] as PlacedScript;

  it.each([
    ['line breaks', String.raw`run: "az a\n--b \"c\""`, 'az a\n--b "c"'],
    ['tabs, blanks and backslashes', String.raw`run: "az a\t\ b\\c\/d"`, 'az a\t b\\c/d'],
    ['numbers', String.raw`run: "\x61\u007a \U00000061"`, 'az a'],
    ['characters of two units', String.raw`run: "a\U0001F600b"`, 'a\ufffdb'],
    ['escaped line ends', 'run: "az a \\\n  --b c"', 'az a --b c'],
    ['a backslash at the end', 'run: "az a \\', 'az a '],
  ])('with %s', (_name, text, expected) => {
    expect(only(text).text).toBe(expected);
  });

  it('have the place of all that is written for them', () => {
    const text = String.raw`run: "az \"c d\" e"`;
    const script = only(text);
    const range = rangeInFile(script, { start: 3, end: 8 });
    expect(text.slice(range.start, range.end)).toBe(String.raw`\"c d\"`);
    expect(rangeInFile(script, { start: 3, end: 3 })).toEqual({ start: 9, end: 9 });
  });
});

describe('the version of the CLI that a pipeline pins', () => {
  const versions = (text: string) =>
    pipelineScripts(new YamlDocument(text)).map(({ cliVersion }) =>
      cliVersion === undefined
        ? undefined
        : `${text.slice(cliVersion.range.start, cliVersion.range.end)} ${cliVersion.text}`,
    );
  const image = 'mcr.microsoft.com/azure-cli:2.40.0';

  it.each([
    ['a job of GitLab', `job:\n  image: ${image}\n  script: [az a]\n`, ['2.40.0 2.40.0']],
    [
      'an image with a name of its own, and a digest',
      `job:\n  image:\n    name: "${image}-cbl-mariner2.0@sha256:0"\n  script: [az a]\n`,
      ['2.40.0 2.40.0'],
    ],
    [
      'all jobs of GitLab but one',
      `default:\n  image: ${image}\na:\n  script: [az a]\nb:\n  image: alpine:3\n  script: [az b]\n`,
      ['2.40.0 2.40.0', undefined],
    ],
    [
      'a container of GitHub Actions, but not its actions',
      `jobs:\n  a:\n    container:\n      image: ${image}\n    steps:\n      - run: az a\n      - uses: azure/cli@v2\n        with:\n          inlineScript: az b\n`,
      ['2.40.0 2.40.0', undefined],
    ],
    [
      'a container of Azure Pipelines',
      `jobs:\n- job: a\n  container: ${image}\n  steps:\n  - bash: az a\n`,
      ['2.40.0 2.40.0'],
    ],
    ['other images', 'a:\n  image: example.com/azure-cli:2.40.0\n  script: [az a]\n', [undefined]],
    ['the latest', 'a:\n  image: mcr.microsoft.com/azure-cli\n  script: [az a]\n', [undefined]],
  ])('in %s', (_name, text, expected) => {
    expect(versions(text)).toEqual(expected);
  });
});
