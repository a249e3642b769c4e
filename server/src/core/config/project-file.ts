import { type Document, parseDocument } from 'yaml';
import { engineRules } from '../engine/engine-rules';
import type { Finding, Fix } from '../engine/finding';
import { fillIn } from '../engine/run-rules';
import type { Range } from '../text/range';
import type { Problem, ProblemId } from './problem';
import { readSettings } from './read-settings';
import type { Settings } from './settings';
import { nodeFromYaml } from './yaml-node';

/** What a project file says, and what is wrong with it. */
export interface ProjectFile {
  readonly uri: string;
  /** What could be used; empty when the file does not parse. */
  readonly settings: Settings;
  /** Path of a value, such as `profile.ipam`, to the place where it is written. */
  readonly places: ReadonlyMap<string, Range>;
  /** The file does not parse: a host may go on with the settings it had before. */
  readonly broken: boolean;
  readonly findings: readonly Finding[];
}

const longestFile = 256 * 1024;

/** Reads a project file. Never throws: what cannot be read is a finding, and the rest counts. */
export function readProjectFile(uri: string, text: string): ProjectFile {
  if (text.length > longestFile) {
    const problem = `A project file can have at most ${longestFile / 1024} KiB.`;
    return broken(uri, [syntaxFinding(problem, { start: 0, end: 0 })]);
  }
  let document: Document.Parsed;
  try {
    // A level of `silent` would also hide that there is a second document.
    document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
  } catch {
    // The library recurses; thousands of open brackets exhaust the stack.
    return broken(uri, [syntaxFinding('This is nested too deeply.', { start: 0, end: 0 })]);
  }
  if (document.errors.length > 0) {
    const findings = document.errors.map(({ code, message, pos }) =>
      syntaxFinding(
        code === 'MULTIPLE_DOCS'
          ? 'A project file must be a single YAML document.'
          : `YAML syntax: ${message.replace(/\.?$/, '.')}`,
        { start: Math.min(pos[0], text.length), end: Math.min(pos[1], text.length) },
      ),
    );
    return broken(uri, findings);
  }
  const { node, failures } = nodeFromYaml(document);
  if (failures.length > 0) {
    return broken(
      uri,
      failures.map(({ problem, range }) => syntaxFinding(problem, range)),
    );
  }
  const { settings, problems, places } = readSettings(node);
  return { uri, settings, places, broken: false, findings: problems.map(findingOf) };
}

function broken(uri: string, findings: readonly Finding[]): ProjectFile {
  return { uri, settings: {}, places: new Map(), broken: true, findings };
}

function syntaxFinding(problem: string, range: Range): Finding {
  return finding('syntax', { problem }, range);
}

/** A mistake as a finding in the file. */
export function findingOf(problem: Problem): Finding {
  const { fix, at } = problem;
  const fixes: readonly Fix[] =
    fix === undefined
      ? []
      : [
          {
            title: fix.title,
            safety: fix.certain ? 'safe' : 'suggestion',
            preferred: true,
            edits: [{ range: at, newText: fix.newText }],
          },
        ];
  return { ...finding(problem.id, problem.data, at), fixes: () => fixes };
}

/** The text of a problem for people who do not see the place, such as those who read a log. */
export function describeProblem(problem: Problem): string {
  return `${problem.path}: ${messageOf(problem.id, problem.data)}`;
}

function finding(id: ProblemId | 'syntax', data: Problem['data'], range: Range): Finding {
  return {
    rule: 'project-file',
    severity: projectFileRule?.severity ?? 'error',
    message: messageOf(id, data),
    range,
    related: [],
    tags: [],
    fixes: () => [],
  };
}

const projectFileRule = engineRules.find(({ name }) => name === 'project-file');

function messageOf(id: ProblemId | 'syntax', data: Problem['data']): string {
  return fillIn(projectFileRule?.messages[id] ?? id, data);
}
