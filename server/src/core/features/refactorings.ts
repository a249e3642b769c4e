import type { Configuration } from '../config/configuration';
import { featureRow } from '../knowledge/feature-matrix';
import type { CiliumPolicy } from '../model/cilium-policy';
import { checked, type EditResult } from '../model/document-edits';
import { objectsOf } from '../model/kinds';
import type { KubernetesObject } from '../model/kubernetes-object';
import type { NetworkPolicy } from '../model/network-policy';
import { type Field, fieldOf } from '../model/traced';
import type { Translated } from '../policy/translation/readable';
import { toCiliumPolicy } from '../policy/translation/to-cilium-policy';
import { descriptionOf, toNetworkPolicy } from '../policy/translation/to-network-policy';
import { hasAcns, isCilium } from '../profile/answers';
import type { ClusterProfile } from '../profile/profile';
import { commentsIn, type Draft, plainOf, renderDraft } from '../syntax/yaml/draft';
import { renderFlow, renderScalar, styleOf } from '../syntax/yaml/style';
import { columnAt, lineStartOf } from '../text/lines';
import { overlaps, type Range, shiftEdits, shiftRange, type TextEdit } from '../text/range';
import type { Snapshot } from '../workspace/snapshot';

/** A way to write something else that means the same. Nothing is wrong with what is there. */
export interface Refactoring {
  readonly title: string;
  /** Empty when `disabledReason` says why it cannot be done here; offsets of the file. */
  readonly edits: readonly TextEdit[];
  readonly disabledReason?: string;
}

/**
 * What can be rewritten at a place of the file: a NetworkPolicy as a CiliumNetworkPolicy, and back. With `onHeadOnly` the
 * place must touch the `apiVersion` or `kind` of the policy, for hosts that ask wherever the caret goes. Nothing in files
 * that the configuration ignores, nor where Cilium is not the dataplane.
 */
export function refactorings(
  snapshot: Snapshot,
  place: Range,
  { profile, ignored }: Configuration,
  onHeadOnly = false,
): readonly Refactoring[] {
  if (ignored || isCilium(profile) === 'no') {
    return [];
  }
  return snapshot.documents
    .filter(({ start, document }) => overlaps(place, { start, end: start + document.text.length }))
    .filter(({ document }) => document.problems.length === 0)
    .flatMap(({ start, document }) => {
      const within = shiftRange(place, -start);
      const isMeant = ({ object }: NetworkPolicy | CiliumPolicy) =>
        partsOf(object, onHeadOnly).some((range) => overlaps(range, within));
      return [
        ...objectsOf(document, 'NetworkPolicy')
          .filter(isMeant)
          .map((policy) => asCiliumPolicy(policy, profile)),
        ...objectsOf(document, 'CiliumPolicy')
          .filter(isMeant)
          .map((policy) => asNetworkPolicy(policy, profile)),
      ].map((each) => ({ ...each, edits: shiftEdits(each.edits, start) }));
    });
}

function partsOf(object: KubernetesObject, onHeadOnly: boolean): readonly Range[] {
  return onHeadOnly
    ? ['apiVersion', 'kind'].flatMap((name) => {
        const field = fieldOf(object.node, name);
        return field === undefined ? [] : [{ start: field.keyRange.start, end: field.entry.end }];
      })
    : [object.range];
}

function asCiliumPolicy(policy: NetworkPolicy, profile: ClusterProfile): Refactoring {
  const title = 'Rewrite as CiliumNetworkPolicy';
  const row = featureRow('cilium-network-policy', profile.edition.value);
  if (row?.withoutAcns === 'no' && hasAcns(profile) !== 'yes') {
    return { title, edits: [], disabledReason: 'Your cluster does not have CiliumNetworkPolicy.' };
  }
  const head = { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy' };
  return refactoring(title, policy.object, head, toCiliumPolicy(policy), []);
}

function asNetworkPolicy(policy: CiliumPolicy, profile: ClusterProfile): Refactoring {
  const title = 'Rewrite as NetworkPolicy';
  const head = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
  const lead = descriptionOf(policy);
  return refactoring(title, policy.object, head, toNetworkPolicy(policy, profile), lead);
}

function refactoring(
  title: string,
  object: KubernetesObject,
  head: Readonly<Record<'apiVersion' | 'kind', string>>,
  translated: Translated<Draft>,
  lead: readonly string[],
): Refactoring {
  const result =
    'reason' in translated
      ? { disabledReason: translated.reason }
      : rewritten(object, head, translated.value, lead);
  return 'edits' in result ? { title, edits: result.edits } : { title, edits: [], ...result };
}

const notOwn = { disabledReason: 'Its kind is set by the list around it.' } as const;
const oddSpec = {
  disabledReason: 'Its `spec` is written in a way that only its author can rewrite.',
} as const;

function rewritten(
  object: KubernetesObject,
  head: Readonly<Record<'apiVersion' | 'kind', string>>,
  spec: Draft,
  lead: readonly string[],
): EditResult {
  const { text } = object.document;
  const { quoted, quotedStrings } = styleOf(text);
  const edits: TextEdit[] = [];
  for (const [name, value] of Object.entries(head)) {
    const field = fieldOf(object.node, name);
    if (field?.node.kind !== 'scalar' || field.node.shared || field.entry.merged) {
      return notOwn;
    }
    const isInQuotes = quoted || quotedStrings || field.node.style !== 'plain';
    edits.push({ range: field.node.range, newText: renderScalar(value, isInQuotes) });
  }
  const field = fieldOf(object.node, 'spec');
  const edit = field && specEdit(object, field, spec, lead);
  return edit === undefined ? oddSpec : checked(object, object.range.start, [...edits, edit]);
}

function specEdit(
  { node: object, document: { text } }: KubernetesObject,
  { node, keyRange }: Field,
  spec: Draft,
  lead: readonly string[],
): TextEdit | undefined {
  const style = styleOf(text);
  const { range } = node;
  const lineStart = lineStartOf(text, keyRange.start);
  const isBlock = node.kind === 'map' && !node.flow;
  if (isBlock) {
    if (lineStartOf(text, range.start) === lineStart) {
      return undefined;
    }
    // An anchor may stand before the first key.
    const column = /^[ \t]*/.exec(text.slice(lineStartOf(text, range.start)))?.[0].length ?? 0;
    const first = lineStartOf(text, range.start) + column;
    const within = {
      start: firstOf(text, keyRange.end, first),
      end: text.slice(0, contentEnd(text, range, column)).trimEnd().length,
    };
    return { range: within, newText: renderDraft(spec, text, within, style, column, lead) };
  }
  const hasComments = commentsIn(text, range).length > 0;
  if (node.kind !== 'map' || hasComments) {
    return undefined;
  }
  const isJson = style.quoted || style.quotedStrings;
  if (isJson) {
    return { range, newText: jsonText(spec, text, range, style.indent, style.eol) };
  }
  // Between braces there are no lines to begin; elsewhere the policy has become too long for one.
  if (object.flow) {
    return { range, newText: renderFlow(plainOf(spec), style) };
  }
  const column = columnAt(text, keyRange.start) + style.indent;
  const lines = renderDraft(withoutBraces(spec), text, range, style, column, lead);
  const blanks = /[ \t]*$/.exec(text.slice(keyRange.end, range.start))?.[0].length ?? 0;
  return {
    range: { start: range.start - blanks, end: range.end },
    newText: `${style.eol}${' '.repeat(column)}${lines}`,
  };
}

/** The sections are what has grown; what is in them keeps its style. */
function withoutBraces(spec: Draft): Draft {
  const { from, ...rest } = spec;
  return from?.kind === 'map' ? { ...spec, from: { ...from, flow: false } } : rest;
}

/** Comments right below the key belong to what is rewritten. */
function firstOf(text: string, keyEnd: number, valueStart: number): number {
  const between = text.slice(keyEnd, valueStart);
  const comment = /\n[ \t]*(?=#)/.exec(between);
  return comment === null ? valueStart : keyEnd + comment.index + comment[0].length;
}

/** Behind the last line of the value, comments that are indented as deeply included. */
function contentEnd(text: string, { start, end }: Range, column: number): number {
  let last = text.slice(start, end).trimEnd().length + start;
  for (let next = text.indexOf('\n', last); next !== -1; next = text.indexOf('\n', next + 1)) {
    const line = /^([ \t]*)(\S?)/.exec(text.slice(next + 1, next + 2_000));
    const isComment = line?.[2] === '#' && (line[1]?.length ?? 0) >= column;
    if (isComment) {
      const stop = text.indexOf('\n', next + 1);
      last = stop === -1 ? text.length : stop;
    } else if (line?.[2] !== '') {
      break;
    }
  }
  return last;
}

function jsonText(spec: Draft, text: string, range: Range, indent: number, eol: string): string {
  const isOneLine = !text.slice(range.start, range.end).includes('\n');
  if (isOneLine) {
    return JSON.stringify(plainOf(spec));
  }
  const column = /^[ \t]*/.exec(text.slice(lineStartOf(text, range.start)))?.[0] ?? '';
  return JSON.stringify(plainOf(spec), undefined, indent).split('\n').join(`${eol}${column}`);
}
