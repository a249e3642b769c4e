import {
  type Finding,
  type LintResult,
  lint,
  resolveConfiguration,
  runToEnd,
  type Settings,
  Snapshot,
  type Workspace,
} from '../../server/src/core/index';

/** Lints a text as the hosts do; every rule is on unless the settings say otherwise. */
export function lintText(
  text: string,
  settings: Settings = {},
  name = 'case.yaml',
  workspace?: Workspace,
): LintResult {
  const snapshot = new Snapshot({ uri: `file:///work/${name}`, version: 1, text });
  const configuration = resolveConfiguration({
    project: {
      settings: { extends: 'strict', ...settings },
      uri: 'file:///work/aks-cilium.yaml',
      folder: 'file:///work',
    },
    path: name,
  });
  return runToEnd(lint(snapshot, configuration, workspace));
}

/** The rules found, for a quick look. */
export function ruleNames(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule }) => rule);
}
