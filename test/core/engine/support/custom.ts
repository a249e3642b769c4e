import type { Rule } from '../../../../server/src/core/engine/define-rule';
import { defineRule } from '../../../../server/src/core/engine/define-rule';
import type { Severity } from '../../../../server/src/core/engine/finding';
import {
  type Configuration,
  type LintResult,
  lint,
  type RuleSetting,
  resolveConfiguration,
  runToEnd,
  Snapshot,
  type Workspace,
} from '../../../../server/src/core/index';

interface WordRule {
  readonly word: string;
  readonly severity?: Severity;
  /** Milder than the severity. */
  readonly reported?: Severity;
  readonly recommended?: boolean;
  readonly anyDataplane?: boolean;
  /** Called for every object before anything is reported. */
  readonly onCheck?: (text: string) => void;
}

/** A rule that reports a word wherever it stands in an object's document, in strings and comments as well. */
export function wordRule(name: string, options: WordRule): Rule {
  const { word, severity = 'warning', reported, recommended = true, anyDataplane = true } = options;
  return defineRule({
    meta: {
      name,
      title: `The word ${word}`,
      category: 'project',
      severity,
      recommended,
      since: '0.1.0',
      anyDataplane,
      appliesTo: 'KubernetesObject',
      messages: { found: 'There is "{{word}}" here.' },
      references: [],
    },
    check({ document: { text } }, { report }) {
      options.onCheck?.(text);
      for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
        report({
          messageId: 'found',
          at: { start: at, end: at + word.length },
          data: { word },
          ...(reported === undefined ? {} : { severity: reported }),
        });
      }
    },
  });
}

/** A configuration that knows the given rules besides those there are, each on with its own severity. */
export function configurationOf(
  rules: readonly Rule[],
  settings: Readonly<Record<string, Partial<RuleSetting>>> = {},
): Configuration {
  const base = resolveConfiguration({ path: 'case.yaml' });
  const own = rules.map(({ meta, options }): [string, RuleSetting] => [
    meta.name,
    { severity: meta.severity, options, ...settings[meta.name] },
  ]);
  const others = Object.entries(settings)
    .filter(([name]) => base.rules.has(name))
    .map(([name, setting]): [string, RuleSetting] => [
      name,
      { severity: 'error', options: {}, ...setting },
    ]);
  return {
    ...base,
    key: JSON.stringify([base.key, own, others]),
    rules: new Map([...base.rules, ...own, ...others]),
  };
}

export interface Case {
  readonly text: string;
  readonly rules: readonly Rule[];
  readonly settings?: Readonly<Record<string, Partial<RuleSetting>>>;
  readonly name?: string;
  readonly previous?: Snapshot;
  readonly workspace?: Workspace;
}

/** Lints a text with the given rules only. */
export function lintWith(input: Case): LintResult & { readonly snapshot: Snapshot } {
  const { text, rules, settings, name = 'case.yaml', previous, workspace } = input;
  const snapshot = new Snapshot({ uri: `file:///work/${name}`, version: 1, text }, previous);
  const configuration = configurationOf(rules, settings);
  return { snapshot, ...runToEnd(lint(snapshot, configuration, workspace, rules)) };
}

/** `line:rule` of each finding, lines from 1. */
export function placesOf({ snapshot, findings }: ReturnType<typeof lintWith>): readonly string[] {
  return findings.map(({ rule, range }) => `${snapshot.lines.lineAt(range.start) + 1}:${rule}`);
}

/** A document of a Kubernetes object with the given lines in it. */
export function objectWith(...lines: readonly string[]): string {
  return ['apiVersion: v1', 'kind: ConfigMap', ...lines, ''].join('\n');
}
