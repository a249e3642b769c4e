import type { Configuration } from '../../config/configuration';
import type { Chart, DefaultGround } from '../../model/helm/charts';
import type { PlacedDocument } from '../../syntax/yaml/document-group';
import { overlaps } from '../../text/range';
import { shortened } from '../../text/shortened';
import type { Snapshot } from '../../workspace/snapshot';
import type { Workspace } from '../../workspace/workspace';
import type { Rule } from '../define-rule';
import { factIndex } from '../facts-index';
import { type Finding, milder } from '../finding';
import { type RuleSet, ruleSetOf } from '../rule-set';
import { type DocumentFindings, runRules } from '../run-rules';
import { type DefaultFile, type DefaultFiles, withoutDefaults } from './default-files';
import { extentOf, findingKey, placedFinding } from './placed-finding';

/** Where the findings come from. */
interface Origin {
  /** What the rules said of the rendered document. */
  readonly result: DocumentFindings;
  readonly placed: PlacedDocument;
  readonly plain: Snapshot;
  readonly file: DefaultFile;
  readonly files: DefaultFiles;
  readonly workspace: Workspace;
  readonly configuration: Configuration;
}

/** With more defaults in one document, nobody could tell what a finding rests on in reasonable time. */
const mostCandidates = 500;

/**
 * The findings that rest on defaults which say something, each with those defaults. What a finding rests on is found by
 * leaving out defaults: it rests on those without which it is gone. Findings about one place, as about
 * the items of a list, are one.
 */
export function* groundedFindings(
  fresh: readonly Finding[],
  origin: Origin,
  { byName }: RuleSet,
): Generator<void, readonly Finding[], void> {
  const groups = new Map<string, Finding[]>();
  for (const finding of fresh) {
    const key = findingKey(finding);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(finding);
  }
  const kept = keptOf(origin);
  const findings: Finding[] = [];
  for (const [key, group] of groups) {
    const [first] = group as [Finding];
    const rule = byName.get(first.rule);
    const involved = involvedFiles(group, origin);
    const candidates = candidatesFor(group, origin, involved);
    let paths = kept.get(key);
    if (paths === undefined && rule !== undefined) {
      paths = yield* pathsBehind({ key, count: group.length, rule, origin, involved }, candidates);
      kept.set(key, paths);
    }
    const grounds = candidates.flatMap(({ ground }) => (paths?.has(ground.path) ? [ground] : []));
    if (grounds.length > 0 && !grounds.some(({ isEmpty }) => isEmpty)) {
      findings.push(withGrounds(first, withoutOuter(grounds)));
    }
  }
  return findings;
}

/** The paths behind findings, kept with the document as long as nothing has changed that they could depend on. */
function keptOf({ result, placed, file, workspace }: Origin): Map<string, ReadonlySet<string>> {
  const store = placed.document.plain(
    (): { inputs: readonly unknown[]; paths: Map<string, ReadonlySet<string>> } => ({
      inputs: [],
      paths: new Map(),
    }),
    keptOf,
  );
  const inputs = [result, file.chart, ...neighboursIn(workspace, file.snapshot.uri)];
  if (
    inputs.length !== store.inputs.length ||
    inputs.some((each, at) => each !== store.inputs[at])
  ) {
    store.inputs = inputs;
    store.paths = new Map();
  }
  return store.paths;
}

/** The files of the chart, which are those that a template without a namespace has to do with. */
function neighboursIn(workspace: Workspace, uri: string): readonly Snapshot[] {
  const folder = `${uri.slice(0, uri.lastIndexOf('/templates/'))}/`;
  return [...workspace.all()].filter((each) => each.uri.startsWith(folder));
}

/** A template that the findings are about or point to. */
interface Involved {
  readonly plain: Snapshot;
  readonly file: DefaultFile;
}

function involvedFiles(
  group: readonly Finding[],
  { plain, file, files, workspace }: Origin,
): readonly Involved[] {
  const others = new Map<string, Involved>();
  for (const { uri } of group.flatMap(({ related }) => related)) {
    const other = uri === plain.uri ? undefined : workspace.get(uri);
    const rendered = other && files.of(other);
    if (other !== undefined && rendered !== undefined) {
      others.set(other.uri, { plain: other, file: rendered });
    }
  }
  return [{ plain, file }, ...others.values()];
}

interface Candidate {
  readonly chart: Chart;
  readonly ground: DefaultGround;
}

/** The defaults that have a part in the document, or in those that the findings point to. */
function candidatesFor(
  group: readonly Finding[],
  { placed, plain }: Origin,
  involved: readonly Involved[],
): readonly Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const { plain: own, file } of involved) {
    const places = group.flatMap(({ related }) => related.filter(({ uri }) => uri === own.uri));
    const extents = file.snapshot.documents
      .filter(
        (each) =>
          (own === plain && each === placed) ||
          places.some(({ range }) => overlaps(extentOf(each), range)),
      )
      .map(extentOf);
    for (const use of file.uses) {
      if (extents.some((extent) => overlaps(extent, use))) {
        for (const ground of use.grounds) {
          candidates.set(ground.path, { chart: file.chart, ground });
        }
      }
    }
  }
  return [...candidates.values()];
}

interface Question {
  readonly key: string;
  readonly count: number;
  readonly rule: Rule;
  readonly origin: Origin;
  readonly involved: readonly Involved[];
}

/** Those candidates without which there are fewer of the findings. None when they rest on what other files leave out. */
function* pathsBehind(
  question: Question,
  candidates: readonly Candidate[],
): Generator<void, ReadonlySet<string>, void> {
  const paths = new Set<string>();
  const all = question.involved.map(({ file }) => file.snapshot);
  if (candidates.length <= mostCandidates && (yield* countIn(question, all)) >= question.count) {
    yield* searchIn(candidates, question, paths);
  }
  return paths;
}

/** Most defaults have no part in a finding: if it is there without all of them, none of them has. */
function* searchIn(
  candidates: readonly Candidate[],
  question: Question,
  paths: Set<string>,
): Generator<void, void, void> {
  const [first] = candidates;
  const hidden = new Set(candidates.map(({ ground }) => ground.path));
  const without = question.involved.map(({ plain, file }) =>
    candidates.some(({ chart }) => chart === file.chart)
      ? withoutDefaults(plain, file.chart, hidden)
      : file.snapshot,
  );
  yield;
  if (first === undefined || (yield* countIn(question, without)) >= question.count) {
    return;
  }
  if (candidates.length === 1) {
    paths.add(first.ground.path);
    return;
  }
  const middle = candidates.length >> 1;
  yield* searchIn(candidates.slice(0, middle), question, paths);
  yield* searchIn(candidates.slice(middle), question, paths);
}

/** How many of the findings there are with these files, the first being that of the findings; all others as they are. */
function* countIn(
  { key, rule, origin }: Question,
  files: readonly Snapshot[],
): Generator<void, number, void> {
  const [own] = files as readonly [Snapshot];
  const index = factIndex(own, rule.meta.needs === undefined ? undefined : worldOf(origin, files));
  const source = { index };
  let count = 0;
  for (const placed of own.documents) {
    const result = yield* runRules(placed.document, origin.configuration, source, alone(rule));
    count += result.findings.filter(
      (finding) => findingKey(placedFinding(finding, placed, own.uri)) === key,
    ).length;
  }
  return count;
}

function worldOf({ workspace, plain }: Origin, files: readonly Snapshot[]): Workspace {
  const all = [...neighboursIn(workspace, plain.uri), ...files];
  const byUri = new Map(all.map((each) => [each.uri, each]));
  return { revision: 0, get: (uri) => byUri.get(uri), all: () => byUri.values() };
}

function alone(rule: Rule): RuleSet {
  const list = lists.get(rule) ?? [rule];
  lists.set(rule, list);
  return ruleSetOf(list);
}

const lists = new WeakMap<Rule, readonly Rule[]>();

/** A list says nothing that its items do not say. */
function withoutOuter(grounds: readonly DefaultGround[]): readonly DefaultGround[] {
  return grounds.filter(
    ({ path }) =>
      !grounds.some((each) => each.path.startsWith(`${path}.`) || each.path.startsWith(`${path}[`)),
  );
}

/** A longer list helps nobody who reads it. */
const mostNamed = 3;

function withGrounds(finding: Finding, grounds: readonly DefaultGround[]): Finding {
  const shown = grounds.slice(0, mostNamed).map(({ text }) => `\`${shortened(text)}\``);
  const rest = grounds.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  const list = all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
  const noun = grounds.length === 1 ? 'value' : 'values';
  return {
    ...finding,
    severity: milder(finding.severity, 'info'),
    message: `${finding.message} This holds with the default ${noun} of the chart: ${list}.`,
    related: [
      ...finding.related,
      ...grounds.flatMap(({ path, place }) =>
        place === undefined
          ? []
          : [{ ...place, message: `The default of "${shortened(path)}" is set here.` }],
      ),
    ],
  };
}
