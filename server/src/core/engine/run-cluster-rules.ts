import type { Configuration } from '../config/configuration';
import type { FactView } from '../facts/facts';
import type { AksCluster } from '../model/aks/aks-cluster';
import { armClusters } from '../model/aks/arm-clusters';
import { azClusters } from '../model/aks/az-clusters';
import type { AzCommand } from '../model/aks/az-command';
import { commandsByScript, mayHaveCommands } from '../model/aks/az-files';
import { bicepClusters } from '../model/aks/bicep-clusters';
import type { Grounds } from '../model/aks/setting';
import { fileNameOf, type SourceFiles } from '../model/aks/template-files';
import type { Snapshot } from '../workspace/snapshot';
import type { Related, Rule } from './define-rule';
import type { RuleSet } from './rule-set';
import {
  checker,
  containing,
  type DocumentFinding,
  type DocumentFindings,
  isOn,
  type RuleFailure,
} from './run-rules';

/** Whether a file is one that may declare clusters, or hold commands that create or change them. */
export function mayHaveClusters(snapshot: Snapshot): boolean {
  return (
    snapshot.language === 'bicep' || snapshot.arm?.kind === 'template' || mayHaveCommands(snapshot)
  );
}

/** What the rules look at under one set of values. */
interface ObjectsInContext {
  readonly context: string | undefined;
  readonly clusters: readonly AksCluster[];
  readonly commands: readonly AzCommand[];
}

function objectsIn(snapshot: Snapshot, files: SourceFiles): readonly ObjectsInContext[] {
  const inTemplate =
    snapshot.language === 'bicep'
      ? bicepClusters(snapshot, files)
      : snapshot.arm?.kind === 'template'
        ? armClusters(snapshot, files)
        : undefined;
  if (inTemplate !== undefined) {
    return inTemplate.map((each) => ({ ...each, commands: [] }));
  }
  const scripts = commandsByScript(snapshot);
  return [{ context: undefined, clusters: azClusters(scripts), commands: scripts.flat() }];
}

/**
 * Runs every rule about clusters and commands over those of one file, once for each set of values that its parameters get. What holds
 * for all of them is said once, what holds for some names them. `files` are those that the file may refer to.
 */
export function runClusterRules(
  snapshot: Snapshot,
  files: SourceFiles,
  configuration: Configuration,
  facts: FactView,
  { rules }: RuleSet,
): DocumentFindings {
  const failures: RuleFailure[] = [];
  const running = rules.filter(
    ({ meta }) =>
      (meta.appliesTo.includes('AksCluster') || meta.appliesTo.includes('AzCommand')) &&
      isOn(meta, configuration),
  );
  const inContexts = running.length === 0 ? [] : objectsIn(snapshot, files);
  const found = new Map<string, Found>();
  for (const rule of running) {
    const check = checker(rule, configuration, facts);
    for (const objects of inContexts) {
      for (const finding of findingsOf(rule, objects, check, failures)) {
        note(found, finding, objects.context);
      }
    }
  }
  return {
    findings: [...found.values()].map((each) => summed(each, inContexts.length, snapshot.uri)),
    failures,
  };
}

function findingsOf(
  rule: Rule,
  { clusters, commands }: ObjectsInContext,
  check: (object: unknown) => readonly DocumentFinding[],
  failures: RuleFailure[],
): readonly DocumentFinding[] {
  const { appliesTo } = rule.meta;
  return [
    ...(appliesTo.includes('AksCluster') ? clusters : []),
    ...(appliesTo.includes('AzCommand') ? commands : []),
  ].flatMap((object) => containing(rule, failures, () => check(object)));
}

/** The same finding under several sets of values. */
interface Found {
  readonly findings: DocumentFinding[];
  readonly contexts: Set<string | undefined>;
}

function note(
  found: Map<string, Found>,
  finding: DocumentFinding,
  context: string | undefined,
): void {
  const { rule, range, message, severity } = finding;
  const key = `${rule} ${range.start} ${range.end} ${severity} ${message}`;
  const same = found.get(key) ?? { findings: [], contexts: new Set() };
  same.findings.push(finding);
  same.contexts.add(context);
  found.set(key, same);
}

function summed({ findings, contexts }: Found, of: number, uri: string): DocumentFinding {
  const [{ restsOn: _, ...first }] = findings as [DocumentFinding];
  const defaults = inEach(findings.map(({ restsOn }) => defaultsOf(restsOn ?? [])));
  const names = [...contexts].filter((context) => context !== undefined);
  const only = contexts.size < of ? ` This holds only with ${listed(names)}.` : '';
  return {
    ...first,
    message: `${first.message}${defaultText(defaults)}${only}`,
    related: [
      ...first.related,
      ...uniquePlaces(
        findings.flatMap(({ restsOn }) => (restsOn ?? []).flatMap(originOf)),
        uri,
      ),
    ],
  };
}

/** Parameters whose defaults a finding rests on. */
function defaultsOf(grounds: readonly Grounds[]): readonly string[] {
  return [...new Set(grounds.flatMap(({ defaults }) => defaults ?? []))];
}

/** What is in all of the lists. */
function inEach([first = [], ...others]: readonly (readonly string[])[]): readonly string[] {
  return first.filter((item) => others.every((other) => other.includes(item)));
}

function defaultText(names: readonly string[]): string {
  if (names.length === 0) {
    return '';
  }
  const what = names.length === 1 ? 'default of parameter' : 'defaults of parameters';
  return ` This follows from the ${what} ${listed(names.map((name) => `"${name}"`))}.`;
}

// A longer list helps nobody who reads it.
const mostNamed = 3;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed);
  const rest = names.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

const originTexts = {
  'parameter default': 'The default of parameter "{{name}}" is set here.',
  'parameter value': 'Parameter "{{name}}" gets its value here.',
  variable: 'Variable "{{name}}" gets its value here.',
  'module argument': 'Parameter "{{name}}" gets its value here.',
  output: 'Output "{{name}}" gets its value here.',
} as const satisfies Record<NonNullable<Grounds['origin']>['kind'], string>;

function originOf({ origin }: Grounds): readonly (Related & { readonly uri: string })[] {
  if (origin === undefined || origin.uri === '') {
    return [];
  }
  const { uri, range, kind, name } = origin;
  const message =
    name === ''
      ? `The value is set here, in ${fileNameOf(uri)}.`
      : originTexts[kind].replace('{{name}}', () => name);
  return [{ uri, range, message }];
}

/** Each place once, and none that the finding is about anyway. */
function uniquePlaces(
  places: readonly (Related & { readonly uri: string })[],
  own: string,
): readonly Related[] {
  const seen = new Set<string>();
  return places.filter(({ uri, range }) => {
    const key = `${uri === own ? '' : uri} ${range.start} ${range.end}`;
    return !seen.has(key) && seen.add(key);
  });
}
