import type { Configuration } from '../config/configuration';
import { effectiveSeverity } from '../config/severity';
import type { FactView } from '../facts/facts';
import type { Grounds } from '../model/aks/setting';
import { isPatch, isWritten, judgedDocument } from '../model/deployment/deployed-document';
import { isDocumentKind, mayHold, mayMention, objectsOf } from '../model/kinds';
import { isCilium } from '../profile/answers';
import type { YamlDocument } from '../syntax/yaml/document';
import { abridged } from '../text/shortened';
import { AskedFacts, type FactSource } from './asked-facts';
import type { MessageData, OptionsShape, Related, Report, Rule, RuleMeta } from './define-rule';
import type { Finding, Fix, Severity } from './finding';
import type { RuleSet } from './rule-set';

export interface RuleFailure {
  readonly rule: string;
  readonly error: string;
}

/** A finding whose ranges and edits refer to its document. */
export type DocumentFinding = Omit<Finding, 'related'> & {
  readonly related: readonly Related[];
  /** What it would not be there without, for findings about clusters. */
  readonly restsOn?: readonly Grounds[];
};

export interface DocumentFindings {
  readonly findings: readonly DocumentFinding[];
  readonly failures: readonly RuleFailure[];
}

/** What rules say about a document, and what of the facts that rests on. */
export interface Judgement extends DocumentFindings {
  readonly facts: AskedFacts;
  /** The places that they hold for; undefined when they lead to no other file. */
  readonly places: string | undefined;
}

/** Whether any rule would look into the document, judged by its text alone. */
export function concernsRules(document: YamlDocument, ruleSet: RuleSet): boolean {
  return document.plain(
    () => ruleSet.rules.some((rule) => mayConcern(document, rule)),
    ruleSet.rules,
  );
}

function mayConcern(document: YamlDocument, { meta }: Rule): boolean {
  return (
    meta.appliesTo.some((kind) => mayHold(document, kind)) &&
    (meta.mentions === undefined || mayMention(document, meta.mentions))
  );
}

/** Whether a rule is to run: it is configured to, and the cluster is one that it is about. */
export function isOn(
  meta: Pick<RuleMeta, 'name' | 'anyDataplane'>,
  { rules, profile }: Configuration,
): boolean {
  const severity = rules.get(meta.name)?.severity ?? 'off';
  return severity !== 'off' && (meta.anyDataplane === true || isCilium(profile) !== 'no');
}

/** What is kept with a document: the results under its latest configuration. */
interface Kept {
  readonly configurationKey: string;
  readonly local: DocumentFindings;
  /** Of all rules, each finding once. */
  readonly all: Judgement;
}

/**
 * Runs every rule that is on over the objects of one document. A rule that throws loses its findings for that
 * object and is named among the failures; the others run on. Results are kept with the document: those of local rules
 * as long as the configuration is the same, those of joining rules as long as the facts are, too, that they asked for.
 * It may be abandoned at any yield.
 */
export function* runRules(
  document: YamlDocument,
  configuration: Configuration,
  source: FactSource,
  ruleSet: RuleSet,
): Generator<void, Judgement, void> {
  const store = document.plain((): { kept?: Kept } => ({}), ruleSet);
  function* join(asked: AskedFacts, local: DocumentFindings) {
    // Which object a patch is merged into is seen from there: here, it has no neighbours.
    const joining = isPatch(document) ? [] : ruleSet.joining;
    const joined = yield* asked.during(run(joining, document, configuration, asked));
    const findings = withoutRepetitions([...local.findings, ...joined.findings]);
    const leadsAway = findings.some(({ related }) => related.some(({ uri }) => uri !== undefined));
    return {
      findings,
      failures: [...local.failures, ...joined.failures],
      facts: asked,
      places: leadsAway ? configuration.places : undefined,
    };
  }
  const { kept } = store;
  if (kept?.configurationKey !== configuration.key || haveMoved(kept.all, configuration)) {
    const local = yield* run(ruleSet.local, document, configuration, noFacts);
    const facts = new AskedFacts(source);
    const all = yield* join(facts, local);
    store.kept = { configurationKey: configuration.key, local, all };
    return all;
  }
  if (kept.all.facts.haveChanged(source)) {
    // In facts of its own: another run over the same document may still go on with the former.
    const all = yield* join(new AskedFacts(source), kept.local);
    store.kept = { ...kept, all };
    return all;
  }
  return kept.all;
}

/** Whether something has moved in another file that findings lead to. */
export function haveMoved(
  { places }: Pick<Judgement, 'places'>,
  configuration: Configuration,
): boolean {
  return places !== undefined && places !== configuration.places;
}

const noFacts: FactView = { all: () => [], near: () => [] };

/** Yields between objects: a list may hold thousands of them. */
function* run(
  rules: readonly Rule[],
  document: YamlDocument,
  configuration: Configuration,
  facts: FactView,
): Generator<void, DocumentFindings, void> {
  const findings: DocumentFinding[] = [];
  const failures: RuleFailure[] = [];
  const running = rules.filter(
    (rule) => isOn(rule.meta, configuration) && mayConcern(document, rule),
  );
  for (const rule of running) {
    const check = checker(rule, configuration, facts);
    for (const object of containing(rule, failures, () =>
      rule.meta.appliesTo
        .filter(isDocumentKind)
        .flatMap((kind): readonly unknown[] => objectsOf(judgedDocument(document), kind)),
    )) {
      for (const finding of containing(rule, failures, () => check(object))) {
        if (isWritten(document, finding.range)) {
          findings.push(finding);
        }
      }
      yield;
    }
  }
  return { findings, failures };
}

/** What the function returns; nothing when it throws, with a word about it. */
export function containing<T>(
  { meta }: Rule,
  failures: RuleFailure[],
  attempt: () => readonly T[],
): readonly T[] {
  try {
    return attempt();
  } catch (error) {
    failures.push({ rule: meta.name, error: errorText(error) });
    return [];
  }
}

/** What a rule says about one object, under a configuration in which it is on. */
export function checker(
  rule: Rule,
  { profile, rules, today }: Configuration,
  facts: FactView,
): (object: unknown) => readonly DocumentFinding[] {
  const setting = rules.get(rule.meta.name);
  const options = optionsFor(rule.options, setting?.options ?? {});
  // `isOn` has seen to it that there is a setting.
  const severity = setting?.severity === 'off' ? undefined : setting?.severity;
  return (object) => {
    const reports: Report<string>[] = [];
    rule.check(object, {
      profile,
      options,
      today,
      facts,
      report: (report) => reports.push(report),
    });
    return reports.map((report) => findingFrom(rule, report, severity ?? rule.meta.severity));
  };
}

/** The options a rule gets: those it has, each as configured when that is of the default's type. */
function optionsFor(
  defaults: OptionsShape,
  configured: Readonly<Record<string, unknown>>,
): OptionsShape {
  return Object.fromEntries(
    Object.entries(defaults).map(([name, byDefault]) => {
      const value = Object.hasOwn(configured, name) ? configured[name] : undefined;
      return [name, isLike(value, byDefault) ? value : byDefault];
    }),
  );
}

function isLike<T extends OptionsShape[string]>(value: unknown, byDefault: T): value is T {
  return Array.isArray(byDefault)
    ? Array.isArray(value) && value.every((item) => typeof item === 'string')
    : typeof value === typeof byDefault && !Number.isNaN(value);
}

function findingFrom(rule: Rule, report: Report<string>, configured: Severity): DocumentFinding {
  const { name, severity, messages } = rule.meta;
  return {
    rule: name,
    severity: effectiveSeverity(severity, report.severity, configured),
    message: fillIn(messages[report.messageId] ?? report.messageId, report.data ?? {}),
    range: report.at,
    related: report.related ?? [],
    tags: report.tags ?? [],
    ...(report.restsOn === undefined ? {} : { restsOn: report.restsOn }),
    fixes: () => fixesFrom(report),
  };
}

/** Fixes are made when somebody asks, long after the rule has run: one that throws then costs the fixes only. */
function fixesFrom({ fixes }: Report<string>): readonly Fix[] {
  try {
    return fixes?.() ?? [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      {
        title: 'Fix this',
        safety: 'suggestion',
        edits: [],
        disabledReason: `The rule failed when it was to make its fixes (please report it): ${reason}`,
      },
    ];
  }
}

/** Replaces `{{name}}` by the data of that name, abridged if long; what has no data stays, so that a test can find it. */
export function fillIn(message: string, data: MessageData): string {
  return message.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    Object.hasOwn(data, name) ? abridged(String(data[name])) : whole,
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
