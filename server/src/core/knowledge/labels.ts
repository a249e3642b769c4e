import { verified } from './dated';
import { sources } from './sources';
import type { Dated } from './types';

/** A pattern of Cilium's filter that decides which pod labels become part of an identity. */
export interface LabelPattern extends Dated {
  /** A regular expression in Cilium's notation. It counts only where it matches at the start. */
  readonly pattern: string;
  readonly action: 'keep' | 'drop';
}

const filter = verified(sources.ciliumLabelFilter);

/** The default filter of Cilium, in its own order. */
export const defaultLabelFilter: readonly LabelPattern[] = [
  { ...filter, action: 'keep', pattern: 'io\\.kubernetes\\.pod\\.namespace' },
  { ...filter, action: 'keep', pattern: 'io\\.cilium\\.k8s\\.namespace\\.labels' },
  { ...filter, action: 'keep', pattern: 'app\\.kubernetes\\.io' },
  { ...filter, action: 'keep', pattern: 'io\\.cilium\\.k8s\\.policy\\.cluster' },
  { ...filter, action: 'drop', pattern: 'io\\.kubernetes' },
  { ...filter, action: 'drop', pattern: 'kubernetes\\.io' },
  { ...filter, action: 'drop', pattern: 'statefulset\\.kubernetes\\.io/pod-name' },
  { ...filter, action: 'drop', pattern: 'apps\\.kubernetes\\.io/pod-index' },
  { ...filter, action: 'drop', pattern: 'batch\\.kubernetes\\.io/job-completion-index' },
  { ...filter, action: 'drop', pattern: '.*beta\\.kubernetes\\.io' },
  { ...filter, action: 'drop', pattern: 'k8s\\.io' },
  { ...filter, action: 'drop', pattern: 'pod-template-generation' },
  { ...filter, action: 'drop', pattern: 'pod-template-hash' },
  { ...filter, action: 'drop', pattern: 'controller-revision-hash' },
  { ...filter, action: 'drop', pattern: 'annotation.*' },
  { ...filter, action: 'drop', pattern: 'etcd_node' },
];

const compiledDefaults = defaultLabelFilter.map(({ pattern, action }) => ({
  action,
  expression: atStart(pattern),
}));

/**
 * Whether Cilium keeps a pod label in the identity of its pod, so that policies can select by it.
 */
export function isIdentityLabel(key: string): boolean {
  return isKept(key, compiledDefaults, false);
}

/** What the `labels` key of the ConfigMap adds to the default filter. */
export interface LabelFilterEdit {
  /** The patterns, as written. */
  readonly patterns: readonly string[];
  /** A pattern without `!` is there: only labels that are listed count any more. */
  readonly isAllowList: boolean;
}

/** Reads the value of the `labels` key: patterns separated by white space. */
export function parseLabelFilter(value: string): LabelFilterEdit {
  const patterns = value.split(/\s+/).filter((pattern) => pattern !== '');
  return {
    patterns,
    isAllowList: patterns.some((pattern) => !splitSource(pattern).pattern.startsWith('!')),
  };
}

/**
 * The same question for a cluster whose ConfigMap was edited; undefined when a pattern is more than
 * letters, dots and a wildcard, since Cilium's regular expressions are not ours and may be hostile, and when there are more
 * of them than anybody writes.
 */
export function isIdentityLabelWith(key: string, edit: LabelFilterEdit): boolean | undefined {
  if (edit.patterns.length > mostPatterns) return undefined;
  const added: CompiledPattern[] = [];
  for (const text of edit.patterns) {
    const { source, pattern } = splitSource(text);
    if (source !== undefined && source !== 'k8s') continue;
    const drop = pattern.startsWith('!');
    const expression = compileSimple(drop ? pattern.slice(1) : pattern);
    if (expression === undefined) return undefined;
    added.push({ action: drop ? 'drop' : 'keep', expression });
  }
  return isKept(key, [...compiledDefaults, ...added], edit.isAllowList);
}

const mostPatterns = 1000;

interface CompiledPattern {
  readonly action: 'keep' | 'drop';
  readonly expression: RegExp;
}

/** The longest pattern that keeps against the shortest that drops, as in Cilium. */
function isKept(key: string, patterns: readonly CompiledPattern[], allowList: boolean): boolean {
  let kept = 0;
  let dropped = 0;
  for (const { action, expression } of patterns) {
    const match = expression.exec(key);
    if (match === null) continue;
    const length = match[0].length;
    if (action === 'keep') kept = Math.max(kept, length);
    else if (dropped === 0 || length < dropped) dropped = length;
  }
  return (!allowList && dropped === 0) || kept > dropped;
}

/** Tried at the start only: a long key would be searched from each of its letters otherwise. */
function atStart(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})`);
}

function splitSource(text: string): { readonly source?: string; readonly pattern: string } {
  const colon = text.indexOf(':');
  if (colon < 0) return { pattern: text };
  return { source: text.slice(0, colon), pattern: text.slice(colon + 1) };
}

/** Letters, digits, `-`, `_`, `/`, `.`, escaped characters, and at most one `.*`. */
function compileSimple(pattern: string): RegExp | undefined {
  const simple =
    /^(?:[A-Za-z0-9_/-]|\\[./_-]|\.(?!\*))*(?:\.\*)?(?:[A-Za-z0-9_/-]|\\[./_-]|\.(?!\*))*$/;
  return pattern !== '' && pattern.length <= 317 && simple.test(pattern)
    ? atStart(pattern)
    : undefined;
}
