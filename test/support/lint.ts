import {
  type Finding,
  type LintResult,
  lint,
  placedFiles,
  resolveConfiguration,
  runToEnd,
  type Settings,
  Snapshot,
  type Workspace,
  workspaceClusters,
} from '../../server/src/core/index';
import { type Fixture, filesBeside } from './fixtures';
import { readMarkers } from './markers';

/** Lints a text as the hosts do; every rule is on unless the settings say otherwise. */
export function lintText(
  text: string,
  settings: Settings = {},
  name = 'case.yaml',
  workspace?: Workspace,
): LintResult {
  const uri = `file:///work/${name}`;
  const placement = workspace?.get(uri)?.placement;
  const snapshot = new Snapshot({ uri, version: 1, text, placement });
  const configuration = resolveConfiguration({
    project: {
      settings: { extends: 'strict', ...settings },
      uri: 'file:///work/aks-cilium.yaml',
      folder: 'file:///work',
    },
    infrastructure: runToEnd(workspaceClusters(workspace?.all() ?? [snapshot])),
    path: name,
    uri: snapshot.uri,
  });
  return runToEnd(lint(snapshot, configuration, workspace));
}

/**
 * Lints a text in place of a fixture, together with the other files of its case. Settings may stand in any of them; the
 * ones given win.
 */
export function lintFixture(fixture: Fixture, text: string, settings: Settings): LintResult {
  const others = filesBeside(fixture).map(({ fileName, content }) => ({
    fileName,
    ...readMarkers(content),
  }));
  const written = [...others, { fileName: fixture.fileName, text }].map(
    (file) => new Snapshot({ uri: `file:///work/${file.fileName}`, version: 1, text: file.text }),
  );
  const files = [...placedFiles(written).values()];
  const all = Object.assign({}, ...others.map((other) => other.settings), settings) as Settings;
  return lintText(text, all, fixture.fileName, {
    revision: 1,
    get: (uri) => files.find((file) => file.uri === uri),
    all: () => files,
  });
}

/** The rules found, for a quick look. */
export function ruleNames(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule }) => rule);
}
