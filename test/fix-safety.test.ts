import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
} from '../server/src/core/index';
import { scanActions } from '../server/src/core/syntax/yaml/template-actions';
import { corpusFiles } from './support/corpus';
import { allFixtures } from './support/fixtures';
import { readMarkers } from './support/markers';
import { repositoryRoot } from './support/repository';

/** A file that is linted and fixed on its own, with every rule on. */
interface Source {
  readonly name: string;
  readonly text: string;
  readonly settings: Settings;
}

const fixtures: readonly Source[] = allFixtures()
  .filter(({ fileName }) => /\.(?:ya?ml|json|sh|ps1|azcli|md)$/.test(fileName))
  .map(({ rule, fileName, content }) => {
    const { text, settings } = readMarkers(content);
    return { name: `${rule}/${fileName}`, text, settings };
  });

const examplesFolder = join(repositoryRoot, 'examples');
const examples: readonly Source[] = readdirSync(examplesFolder, {
  recursive: true,
  encoding: 'utf8',
})
  .filter((name) => /\.(?:ya?ml|json)$/.test(name) && !/aks-cilium\.ya?ml$/.test(name))
  .map((name) => ({
    name,
    text: readFileSync(join(examplesFolder, name), 'utf8'),
    settings: {},
  }));

const realFiles: readonly Source[] = corpusFiles(/\.(?:ya?ml|json|tpl|md)$/).map(
  ({ name, text }) => ({
    name,
    text,
    settings: {},
  }),
);

interface Linted {
  readonly snapshot: Snapshot;
  readonly findings: readonly Finding[];
  readonly unread: number;
}

function lintSource(
  name: string,
  text: string,
  configuration: Configuration,
  previous?: Snapshot,
): Linted {
  const uri = `file:///work/${name.replace(/\.tpl$/, '.yaml')}`;
  const snapshot = new Snapshot({ uri, version: 1, text }, previous);
  const { findings, skipped, failures } = runToEnd(lint(snapshot, configuration));
  expect(failures, name).toEqual([]);
  return { snapshot, findings, unread: skipped.length };
}

/** Each file as it is, linted once for all tests. */
const beforeFixing = new Map<Source, Linted>();

function lintBefore(source: Source): Linted {
  const known = beforeFixing.get(source);
  const linted = known ?? lintSource(source.name, source.text, configurationFor(source));
  beforeFixing.set(source, linted);
  return linted;
}

function configurationFor({ name, settings }: Source): Configuration {
  return resolveConfiguration({
    project: {
      settings: { extends: 'strict', ...settings },
      uri: 'file:///work/aks-cilium.yaml',
      folder: 'file:///work',
    },
    path: name,
  });
}

/** How many findings of each rule are as grave as a warning. */
function graveCounts(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, severity } of findings) {
    if (isAtLeast(severity, 'warning')) {
      counts.set(rule, (counts.get(rule) ?? 0) + 1);
    }
  }
  return counts;
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
      .filter((line) => line.startsWith('#') && !edited.includes(line));
  });
}

/** Fixes that make Kubernetes look at more than before, so that more may be found; and one that is about comments. */
const enforcing = /^Add (?:Ingress|Egress) to policyTypes$/;
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

/** What is wrong with a fix applied alone; empty when nothing is. */
function complaints(source: Source, before: Linted, finding: Finding, fix: Fix): readonly string[] {
  const edited = applyEdits(source.text, fix.edits);
  const after = lintSource(source.name, edited, configurationFor(source), before.snapshot);
  const grave = graveCounts(before.findings);
  const isNew = enforcing.test(fix.title)
    ? []
    : [...graveCounts(after.findings)].filter(([rule, count]) => count > (grave.get(rule) ?? 0));
  const lost = finding.rule === commenting ? [] : lostComments(source.text, edited, fix);
  const inserted = fix.edits.map(({ newText }) => newText).join('');
  return [
    ...(edited === source.text ? ['changes nothing'] : []),
    ...(after.unread > before.unread ? ['leaves something that does not parse'] : []),
    ...(hasWholeBlocks(source.text) && !hasWholeBlocks(edited) ? ['cuts a template block'] : []),
    ...(isUnanswered(finding, fix, after.findings) ? ['does not answer the finding'] : []),
    ...isNew.map(([rule]) => `brings a new ${rule}`),
    ...lost.map((comment) => `takes the comment ${comment}`),
    ...(inserted.includes('\n') && /\r\n/.test(source.text) !== /\r\n/.test(inserted)
      ? ['writes other line ends']
      : []),
  ].map((complaint) => `${source.name}: "${fix.title}" of ${finding.rule} ${complaint}`);
}

/** Enough of each kind of fix; one real file offers the same a hundred times. */
const mostOfAKind = 3;

function complaintsOf(source: Source): readonly string[] {
  const before = lintBefore(source);
  const tried = new Map<string, number>();
  return before.findings.flatMap((finding) =>
    finding.fixes().flatMap((fix) => {
      const kind = `${finding.rule} ${fix.title}`;
      const count = (tried.get(kind) ?? 0) + 1;
      tried.set(kind, count);
      if (fix.disabledReason !== undefined) {
        return fix.edits.length === 0
          ? []
          : [`${source.name}: "${fix.title}" is off, but has edits`];
      }
      return count > mostOfAKind ? [] : complaints(source, before, finding, fix);
    }),
  );
}

/** Applies all safe fixes, again and again, as `--fix` does. */
function fixAll(source: Source): {
  readonly rounds: number;
  readonly complaints: readonly string[];
} {
  const configuration = configurationFor(source);
  const before = lintBefore(source);
  let current = before;
  for (let rounds = 0; rounds < 10; rounds++) {
    const edits = fixAllEdits(current.findings, 'safe');
    if (edits.length === 0) {
      const grave = graveCounts(before.findings);
      const isNew = [...graveCounts(current.findings)].some(
        ([rule, count]) => count > (grave.get(rule) ?? 0),
      );
      const isBroken = current.unread > before.unread;
      return {
        rounds,
        complaints: isNew || isBroken ? [`${source.name} is worse than before`] : [],
      };
    }
    const text = applyEdits(current.snapshot.text, edits);
    current = lintSource(source.name, text, configuration, current.snapshot);
  }
  return { rounds: 10, complaints: [`${source.name}: safe fixes do not come to an end`] };
}

describe.each([
  ['fixtures', fixtures],
  ['examples', examples],
  ['real files', realFiles],
] as const)('in %s', (_name, sources) => {
  it('every fix applied alone answers its finding and breaks nothing', () => {
    expect(sources.flatMap(complaintsOf)).toEqual([]);
  });

  it('all safe fixes together come to an end, and nothing is worse then', () => {
    expect(sources.flatMap((source) => fixAll(source).complaints)).toEqual([]);
  });
});

describe('the test itself', () => {
  it('tries fixes of many rules', () => {
    const rules = new Set(
      fixtures.flatMap((source) =>
        lintBefore(source)
          .findings.filter((finding) => finding.fixes().length > 0)
          .map(({ rule }) => rule),
      ),
    );
    expect(rules.size).toBeGreaterThan(5);
  });
});
