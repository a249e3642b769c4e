import type { Configuration } from '../config/configuration';
import { effectiveSeverity } from '../config/severity';
import type { FactView } from '../facts/facts';
import { mayHold, objectsOf } from '../model/kinds';
import { isCilium } from '../profile/answers';
import { rules } from '../rules/index';
import type { YamlDocument } from '../syntax/yaml/document';
import type { MessageData, Related, Report, Rule } from './define-rule';
import type { Finding } from './finding';

export interface RuleFailure {
  readonly rule: string;
  readonly error: string;
}

/** A finding whose ranges and edits refer to its document. */
export type DocumentFinding = Omit<Finding, 'related'> & { readonly related: readonly Related[] };

export interface DocumentFindings {
  readonly findings: readonly DocumentFinding[];
  readonly failures: readonly RuleFailure[];
}

/** Whether any rule would look into the document, judged by its text alone. */
export function concernsRules(document: YamlDocument, some: readonly Rule[] = rules): boolean {
  return some.some((rule) => mayHold(document, rule.meta.appliesTo));
}

/**
 * Runs every rule that is on over the objects of one document. A rule that throws loses its findings
 * for that object and is named among the failures; the others run on. What depends on nothing but the
 * document and the configuration is computed once, so that an edit costs its own document only.
 */
export function runRules(
  document: YamlDocument,
  configuration: Configuration,
  facts: FactView,
  some: readonly Rule[] = rules,
): DocumentFindings {
  const local = localFindings(document, configuration, some);
  const joining = some === rules ? joiningRules : some.filter(isJoining);
  const joined = run(joining, document, configuration, facts);
  return {
    findings: withoutRepetitions([...local.findings, ...joined.findings]),
    failures: [...local.failures, ...joined.failures],
  };
}

const isJoining = ({ meta }: Rule) => meta.needs !== undefined;
const joiningRules = rules.filter(isJoining);
const noFacts: FactView = { all: () => [] };

interface LastFindings {
  key?: string;
  rules?: readonly Rule[];
  findings?: DocumentFindings;
}

/** Kept for the last configuration only: one that is being edited would leave something behind with every key. */
function localFindings(
  document: YamlDocument,
  configuration: Configuration,
  some: readonly Rule[],
): DocumentFindings {
  const last = document.derived<LastFindings>(noFindings);
  if (last.findings === undefined || last.key !== configuration.key || last.rules !== some) {
    const local = some.filter((rule) => !isJoining(rule));
    last.findings = run(local, document, configuration, noFacts);
    last.key = configuration.key;
    last.rules = some;
  }
  return last.findings;
}

function noFindings(): LastFindings {
  return {};
}

function run(
  some: readonly Rule[],
  document: YamlDocument,
  configuration: Configuration,
  facts: FactView,
): DocumentFindings {
  const findings: DocumentFinding[] = [];
  const failures: RuleFailure[] = [];
  const onCilium = isCilium(configuration.profile) !== 'no';
  for (const rule of some) {
    const setting = configuration.rules.get(rule.meta.name);
    const isOn = setting !== undefined && (onCilium || rule.meta.anyDataplane === true);
    if (!isOn || setting.severity === 'off') {
      continue;
    }
    const { severity, options } = setting;
    for (const object of objectsOf(document, rule.meta.appliesTo)) {
      const reports: Report<string>[] = [];
      try {
        rule.check(object, {
          profile: configuration.profile,
          options: { ...rule.options, ...(options as typeof rule.options) },
          facts,
          report: (report) => reports.push(report),
        });
        findings.push(...reports.map((report) => findingFrom(rule, report, severity)));
      } catch (error) {
        failures.push({ rule: rule.meta.name, error: errorText(error) });
      }
    }
  }
  return { findings, failures };
}

function findingFrom(
  rule: Rule,
  report: Report<string>,
  configured: Exclude<Parameters<typeof effectiveSeverity>[2], 'off'>,
): DocumentFinding {
  return {
    rule: rule.meta.name,
    severity: effectiveSeverity(rule.meta.severity, report.severity, configured),
    message: fillIn(rule.meta.messages[report.messageId] ?? report.messageId, report.data ?? {}),
    range: report.at,
    related: report.related ?? [],
    tags: report.tags ?? [],
    fixes: report.fixes ?? (() => []),
  };
}

/** Replaces `{{name}}` by the data of that name; what has no data stays, so that a test can find it. */
export function fillIn(message: string, data: MessageData): string {
  return message.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    Object.hasOwn(data, name) ? String(data[name]) : whole,
  );
}

/** What is written once and used twice through an alias is said once. */
function withoutRepetitions(findings: readonly DocumentFinding[]): readonly DocumentFinding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = `${finding.rule} ${finding.range.start} ${finding.range.end} ${finding.message}`;
    return !seen.has(key) && seen.add(key);
  });
}

function errorText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
