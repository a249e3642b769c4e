import { describe, expect, it } from 'vitest';
import {
  codeLenses,
  completions,
  documentSymbols,
  type Finding,
  hover,
  inlayHints,
  type LintResult,
  lint,
  placedFiles,
  readProjectFile,
  refactorings,
  resolveConfiguration,
  runToEnd,
  Snapshot,
  suppressionFixes,
  workspaceClusters,
} from '../../../server/src/core/index';
import { isForPeople } from '../support/hostile-files';
import { richTexts, withWordReplaced, wordsOf } from '../support/rich-texts';

const length = 100_000;
/** Each asks something else of a careless reader. */
const pieces = ['a', '1', 'a.', '(', '1/', '{{', "'", '*', ' x', '-a'];
/** What takes the square of the time takes minutes. */
const longest = 15_000;
const root = 'file:///w';

/** All that is said of one file, beside what belongs to its chart or its folder. */
function askAll(name: string, text: string, offset: number) {
  const given = Object.entries({ ...neighboursOf(name), [name]: text }).map(
    ([path, content]) => new Snapshot({ uri: `${root}/${path}`, version: 1, text: content }),
  );
  const files = [...placedFiles(given).values()];
  const uri = `${root}/${name}`;
  const workspace = {
    revision: 1,
    get: (each: string) => files.find((file) => file.uri === each),
    all: () => files,
  };
  const project = name === 'aks-cilium.yaml' ? readProjectFile(uri, text) : undefined;
  const configuration = resolveConfiguration({
    infrastructure: runToEnd(workspaceClusters(files)),
    editor: { extends: 'strict', codeLens: 'policies', inlayHints: 'all' },
    ...(project === undefined ? {} : { project: { ...project, folder: root } }),
    path: name,
    uri,
  });
  const results = files.map(
    (file) => [file, runToEnd(lint(file, configuration, workspace))] as const,
  );
  const snapshot = workspace.get(uri) ?? files[0];
  if (snapshot === undefined) {
    throw new Error(`There is no ${name}.`);
  }
  const places = [offset, offset + length / 2, offset + length];
  const shown = places.flatMap((at) => [
    hover(snapshot, at, configuration)?.markdown ?? '',
    ...completions(
      snapshot,
      at,
      configuration,
      { snippets: true, adjustsIndentation: true },
      workspace,
    ).map(({ label }) => label),
    ...refactorings(snapshot, { start: at, end: at }, configuration).map(({ title }) => title),
  ]);
  documentSymbols(snapshot);
  return {
    results,
    shown: [
      ...shown,
      ...runToEnd(codeLenses(snapshot, configuration, workspace)).map(({ title }) => title),
      ...inlayHints(snapshot, { start: 0, end: text.length }, configuration).map(
        ({ label }) => label,
      ),
    ],
  };
}

/** Values and charts mean something in their folder only. */
function neighboursOf(name: string): Readonly<Record<string, string>> {
  const isChart = name.startsWith('chart/');
  const isOfFolder = name === 'kustomization.yaml' || name === 'aks-cilium.yaml';
  return Object.fromEntries(
    Object.entries(richTexts).filter(
      ([other]) =>
        (isChart && other.startsWith('chart/')) ||
        (isOfFolder && /^(?:network|objects)/.test(other)),
    ),
  );
}

function complaintsOf(
  file: Snapshot,
  { findings, skipped, failures }: LintResult,
): readonly string[] {
  const titles = (finding: Finding) =>
    [...finding.fixes(), ...suppressionFixes(file, finding)].flatMap((fix) => [
      fix.title,
      fix.disabledReason ?? '',
    ]);
  return [
    ...failures.map(({ rule, error }) => `${rule} failed: ${error.slice(0, 200)}`),
    ...[...findings.map(({ message }) => message), ...skipped.map(({ reason }) => reason)]
      .filter((message) => !isForPeople(message))
      .map((message) => `no message for people: ${message.slice(0, 300)} (${message.length})`),
    ...findings.flatMap((finding) =>
      [...finding.related.map(({ message }) => message), ...titles(finding)]
        .filter((words) => words.length > 400)
        .map((words) => `${finding.rule} says too much: ${words.slice(0, 100)} (${words.length})`),
    ),
  ];
}

describe('what is said of files with a value of 100,000 characters', () => {
  it.each(Object.entries(richTexts))(
    'stays short, and is said soon: %s',
    { timeout: 600_000 },
    (name, original) => {
      const complaints: string[] = [];
      const words = wordsOf(original);
      for (const [index, each] of words.entries()) {
        const piece = pieces[index % pieces.length] ?? 'a';
        const text = withWordReplaced(original, each, piece.repeat(length / piece.length));
        const before = performance.now();
        const { results, shown } = askAll(name, text, each.at);
        const said = results.flatMap(([file, result]) => complaintsOf(file, result));
        const milliseconds = performance.now() - before;
        const long = shown
          .filter((words) => words.length > 12_000)
          .map((words) => `long: ${words.slice(0, 100)}`);
        const slow = milliseconds > longest ? [`${Math.round(milliseconds)} ms`] : [];
        complaints.push(
          ...[...said, ...long, ...slow].map((complaint) => `${each.word}: ${complaint}`),
        );
      }
      expect(complaints).toEqual([]);
      expect(words.length).toBeGreaterThan(5);
    },
  );
});
