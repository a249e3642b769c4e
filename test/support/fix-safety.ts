import {
  applyEdits,
  type Configuration,
  type Finding,
  type Fix,
  fixAllEdits,
  isAtLeast,
  lint,
  resolveConfiguration,
  runToEnd,
  type Settings,
  Snapshot,
  severities,
  type TextEdit,
  workspaceClusters,
} from '../../server/src/core/index';
import { scanActions } from '../../server/src/core/syntax/yaml/template-actions';

/** A file that is linted and fixed on its own. */
export interface Source {
  readonly name: string;
  readonly text: string;
  readonly settings: Settings;
}

interface Linted {
  readonly snapshot: Snapshot;
  readonly findings: readonly Finding[];
  /** What could not be read: documents, or problems of syntax. */
  readonly unread: number;
  readonly failures: readonly string[];
}

/** What came of the fixes of a file. */
export interface Trials {
  readonly findings: number;
  readonly fixes: number;
  /** The rules whose fixes were tried. */
  readonly rules: ReadonlySet<string>;
  /** What is wrong. */
  readonly complaints: readonly string[];
  /** Findings below a warning that a fix has brought: to be read, and not wrong as such. */
  readonly remarks: readonly string[];
}

function lintSource({ name, settings }: Source, text: string, previous?: Snapshot): Linted {
  const uri = `file:///work/${name.replace(/\.tpl$/, '.yaml')}`;
  const snapshot = new Snapshot({ uri, version: 1, text }, previous);
  const { findings, skipped, failures } = runToEnd(
    lint(snapshot, configurationFor(name, snapshot, settings)),
  );
  return {
    snapshot,
    findings,
    unread: skipped.length + (snapshot.bicep?.problems.length ?? 0),
    failures: failures.map(({ rule, error }) => `${name}: ${rule} fails with ${error}`),
  };
}

/** Each file as it is, linted once for all that is tried. */
const asItIs = new WeakMap<Source, Linted>();

function lintBefore(source: Source): Linted {
  const linted = asItIs.get(source) ?? lintSource(source, source.text);
  asItIs.set(source, linted);
  return linted;
}

/** With every rule on, and the cluster that the file defines, if it does. */
function configurationFor(name: string, snapshot: Snapshot, settings: Settings): Configuration {
  return resolveConfiguration({
    project: {
      settings: { extends: 'strict', ...settings },
      uri: 'file:///work/aks-cilium.yaml',
      folder: 'file:///work',
    },
    infrastructure: runToEnd(workspaceClusters([snapshot])),
    path: name,
    uri: snapshot.uri,
  });
}

/** How many findings of each rule there are, as grave as a warning or not. */
function counts(findings: readonly Finding[], areGrave: boolean): ReadonlyMap<string, number> {
  const byRule = new Map<string, number>();
  for (const { rule, severity } of findings) {
    if (isAtLeast(severity, 'warning') === areGrave) {
      byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
    }
  }
  return byRule;
}

/** The rules that find more than before. */
function risen(before: Linted, after: Linted, areGrave: boolean): readonly string[] {
  const known = counts(before.findings, areGrave);
  return [...counts(after.findings, areGrave)]
    .filter(([rule, count]) => count > (known.get(rule) ?? 0))
    .map(([rule]) => rule);
}

/** Where an offset is when the edits are made; behind what is put in at that place. */
function moved(offset: number, edits: readonly TextEdit[]): number {
  return edits
    .filter(({ range }) => range.end <= offset)
    .reduce((sum, { range, newText }) => sum + newText.length - (range.end - range.start), offset);
}

/**
 * The finding is still there, as grave and in the same words. That is right where it stands for several objects, and
 * the fix is then offered for the next; and where it is no warning and the fix makes something better, but is not
 * offered again.
 */
function isUnanswered(finding: Finding, fix: Fix, after: readonly Finding[]): boolean {
  const start = moved(finding.range.start, fix.edits);
  const left = after.find(
    ({ rule, range, message, severity }) =>
      rule === finding.rule &&
      range.start === start &&
      message === finding.message &&
      severities.indexOf(severity) <= severities.indexOf(finding.severity),
  );
  if (left === undefined) {
    return false;
  }
  const again = left.fixes().find(({ title, edits }) => title === fix.title && edits.length > 0);
  return again === undefined
    ? isAtLeast(finding.severity, 'warning')
    : writes(again).join() === writes(fix).join();
}

const writes = ({ edits }: Fix) => edits.map(({ newText }) => newText);

/** Comment lines above and below what a fix takes out are not about that alone, and stay. */
function lostComments(text: string, edited: string, { edits }: Fix): readonly string[] {
  return edits.flatMap(({ range }) => {
    const lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
    const removed = text
      .slice(range.start, range.end)
      .split('\n')
      .filter((line) => line.trim() !== '');
    const startsLine = text.slice(lineStart, range.start).trim() === '';
    return [startsLine ? removed[0] : undefined, removed.length > 1 ? removed.at(-1) : undefined]
      .map((line) => line?.trim() ?? '')
      .filter((line) => /^(?:#|\/\/)/.test(line) && !edited.includes(line));
  });
}

/** Edits are in order or not, but never on top of each other, outside the text, or within a character or a line break. */
function misplaced(text: string, { edits }: Fix): readonly string[] {
  const sorted = [...edits].sort((a, b) => a.range.start - b.range.start);
  const isWithin = (offset: number) =>
    /^(?:\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF])/.test(text.slice(offset - 1, offset + 1)) &&
    offset > 0;
  return sorted.flatMap(({ range: { start, end } }, index) => [
    ...(start < 0 || end < start || end > text.length ? ['has an edit outside of the text'] : []),
    ...(start < (sorted[index - 1]?.range.end ?? 0) ? ['has edits on top of each other'] : []),
    ...(isWithin(start) || isWithin(end) ? ['cuts a line break or a character in two'] : []),
  ]);
}

/** Fixes that say the same in two places: what was found in the first is found in both. */
const copying = /^(?:Add a CiliumNetworkPolicy for |Split into items )/;
/** Fixes that make Kubernetes or Cilium look at more than before, so that more may be found. */
const enforcing = /^(?:Add (?:Ingress|Egress) to policyTypes|Replace with \w+|Write Cilium\w+)$/;
/** Is about comments. */
const commenting = 'unused-suppression';

/** Whether every block of a template that begins also ends. */
function hasWholeBlocks(text: string): boolean {
  let depth = 0;
  for (const { opens, closes } of scanActions(text).actions) {
    depth += opens ? 1 : closes ? -1 : 0;
    if (depth < 0) {
      return false;
    }
  }
  return depth === 0;
}

/** What is wrong with a fix applied alone, and what it brings that is no warning. */
function tryFix(source: Source, before: Linted, finding: Finding, fix: Fix) {
  const edited = applyEdits(source.text, fix.edits);
  const after = lintSource(source, edited, before.snapshot);
  const known = counts(before.findings, true);
  const isNew = enforcing.test(fix.title)
    ? []
    : risen(before, after, true).filter((rule) => !(copying.test(fix.title) && known.has(rule)));
  const lost = finding.rule === commenting ? [] : lostComments(source.text, edited, fix);
  const inserted = fix.edits.map(({ newText }) => newText).join('');
  const say = (what: string) => `${source.name}: "${fix.title}" of ${finding.rule} ${what}`;
  const complaints = [
    ...misplaced(source.text, fix),
    ...(edited === source.text ? ['changes nothing'] : []),
    ...(after.unread > before.unread ? ['leaves something that does not parse'] : []),
    ...(hasWholeBlocks(source.text) && !hasWholeBlocks(edited) ? ['cuts a template block'] : []),
    ...(isUnanswered(finding, fix, after.findings) ? ['does not answer the finding'] : []),
    ...isNew.map((rule) => `brings a new ${rule}`),
    ...lost.map((comment) => `takes the comment ${comment}`),
    ...(inserted.includes('\n') && /\r\n/.test(source.text) !== /\r\n/.test(inserted)
      ? ['writes other line ends']
      : []),
    ...after.failures,
  ];
  const remarks = risen(before, after, false)
    .filter((rule) => rule !== finding.rule)
    .map((rule) => `brings ${rule}, which is no warning`);
  return { complaints: complaints.map(say), remarks: remarks.map(say) };
}

/** Tries every fix of every finding on its own, but no more than so many of the same title. */
export function tryFixes(source: Source, mostOfAKind: number): Trials {
  const before = lintBefore(source);
  const tried = new Map<string, number>();
  const rules = new Set<string>();
  const complaints: string[] = [...before.failures];
  const remarks: string[] = [];
  let fixes = 0;
  for (const finding of before.findings) {
    for (const fix of finding.fixes()) {
      const kind = `${finding.rule} ${fix.title}`;
      const count = (tried.get(kind) ?? 0) + 1;
      tried.set(kind, count);
      if (fix.disabledReason !== undefined) {
        if (fix.edits.length > 0) {
          complaints.push(`${source.name}: "${fix.title}" is off, but has edits`);
        }
      } else if (count <= mostOfAKind) {
        const trial = tryFix(source, before, finding, fix);
        fixes++;
        rules.add(finding.rule);
        complaints.push(...trial.complaints);
        remarks.push(...trial.remarks);
      }
    }
  }
  return { findings: before.findings.length, fixes, rules, complaints, remarks };
}

/** Applies all fixes of that safety, again and again, as `--fix` does; gives what is wrong with the outcome. */
export function fixToTheEnd(source: Source, safety: 'safe' | 'unsafe'): readonly string[] {
  const before = lintBefore(source);
  let current = before;
  for (let rounds = 0; rounds < 10; rounds++) {
    const edits = fixAllEdits(current.findings, safety);
    if (edits.length === 0) {
      // Fixes that change who may talk may make other rules look closer.
      const isWorse = safety === 'safe' && risen(before, current, true).length > 0;
      const isBroken = current.unread > before.unread;
      return isWorse || isBroken ? [`${source.name} is worse after all ${safety} fixes`] : [];
    }
    current = lintSource(source, applyEdits(current.snapshot.text, edits), current.snapshot);
  }
  return [`${source.name}: ${safety} fixes do not come to an end`];
}
