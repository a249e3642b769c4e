import {
  createResolver,
  type Edition,
  type Finding,
  isProjectFile,
  LineIndex,
  lint,
  type Preset,
  readProjectFile,
  runToEnd,
  Snapshot,
  type Workspace,
  workspaceClusters,
} from '../../server/src/core/index';
import { type Fence, markdownBlocks } from './markdown';

/** A block of a rule's page that is linted. */
export interface Example {
  readonly fileName: string;
  /** As it stands in the page, its first line with the file's name included. */
  readonly text: string;
  readonly fence: Fence;
}

/** The endings of the languages whose blocks are linted. */
const endings: Readonly<Record<string, string>> = {
  yaml: 'yaml',
  json: 'json',
  bicep: 'bicep',
  sh: 'sh',
  bash: 'sh',
  azcli: 'azcli',
  powershell: 'ps1',
};

/**
 * The examples below a heading of the third level. A block says in a comment on its first line which file it is:
 * `# aks-cilium.yaml` is the project file of the others, `# file: name.yaml` any other; else it gets a name.
 */
export function examplesUnder(page: string, heading: 'Bad' | 'Good'): readonly Example[] {
  const blocks = markdownBlocks(page);
  const start = blocks.findIndex(
    (block) => block.kind === 'heading' && block.level === 3 && block.text === heading,
  );
  const rest = start === -1 ? [] : blocks.slice(start + 1);
  const end = rest.findIndex(({ kind }) => kind === 'heading');
  return rest
    .slice(0, end === -1 ? rest.length : end)
    .filter((block) => block.kind === 'fence' && Object.hasOwn(endings, block.language))
    .map((fence, index) => exampleOf(fence as Fence, index));
}

function exampleOf(fence: Fence, index: number): Example {
  const [firstLine = ''] = fence.text.split('\n');
  const [, comment = ''] = /^(?:#|\/\/) *(.+?) *$/.exec(firstLine) ?? [];
  const named =
    /^file: *(\S+)$/.exec(comment)?.[1] ?? (isProjectFile(comment) ? comment : undefined);
  const fileName = named ?? `example-${index + 1}.${endings[fence.language]}`;
  return { fileName, text: fence.text, fence };
}

export interface ExampleResult {
  readonly example: Example;
  readonly findings: readonly Finding[];
  /** Rules that threw. */
  readonly failures: readonly { readonly rule: string; readonly error: string }[];
}

/** Lints examples as the files of one workspace. Their project file wins over the preset, and the edition over it. */
export function lintExamples(
  examples: readonly Example[],
  preset: Preset,
  edition?: Edition,
): readonly ExampleResult[] {
  const folder = 'file:///examples';
  const snapshots = examples.map(
    ({ fileName, text }) => new Snapshot({ uri: `${folder}/${fileName}`, version: 1, text }),
  );
  const workspace: Workspace = {
    revision: 1,
    get: (uri) => snapshots.find((snapshot) => snapshot.uri === uri),
    all: () => snapshots,
  };
  const projectFile = snapshots.find(({ uri }) => isProjectFile(uri));
  const settings =
    projectFile === undefined ? {} : readProjectFile(projectFile.uri, projectFile.text).settings;
  const resolve = createResolver({
    defaults: { extends: preset },
    infrastructure: runToEnd(workspaceClusters(snapshots)),
    project: { settings, uri: projectFile?.uri ?? '', folder },
    ...(edition === undefined ? {} : { commandLine: { edition } }),
  });
  return snapshots.map((snapshot, index) => {
    const example = examples[index] as Example;
    return {
      example,
      ...runToEnd(lint(snapshot, resolve(example.fileName, snapshot.uri), workspace)),
    };
  });
}

/** The findings of one rule as a page shows them: `line:column severity message`, one line each. */
export function findingLines(
  { example, findings }: ExampleResult,
  rule: string,
): readonly string[] {
  const lines = new LineIndex(example.text);
  return findings
    .filter((finding) => finding.rule === rule)
    .map(({ range, severity, message }) => {
      const { line, character } = lines.positionAt(range.start);
      return `${line + 1}:${character + 1} ${severity} ${message}`;
    });
}
