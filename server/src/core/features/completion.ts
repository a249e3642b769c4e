import type { Configuration } from '../config/configuration';
import { factIndex } from '../engine/facts-index';
import { findRule } from '../engine/registry';
import { hoverTopic } from '../knowledge/topics';
import type { TopicId } from '../knowledge/topics/topic';
import { isCilium } from '../profile/answers';
import type { ClusterProfile } from '../profile/profile';
import { shiftRange, type TextEdit } from '../text/range';
import { isProjectFile } from '../workspace/language';
import type { Snapshot } from '../workspace/snapshot';
import type { Workspace } from '../workspace/workspace';
import { clusterValueDocumentation, clusterValues } from './clusters/completion';
import { type ListPlace, listPlaceAt } from './completion/list-place';
import { type Offer, renderValue } from './completion/offer';
import { offers } from './completion/offers';
import { type PolicyCompletion, policyCompletions } from './completion/policy-completion';
import { ruleNamePlaceAt } from './completion/suppressed-rules';
import { renderTopic, topicTarget } from './hover/topic-text';

/** Something that can be written at a place. */
export interface Completion {
  /** Names it when its documentation is asked for. */
  readonly id: string;
  readonly role: 'snippet' | 'field' | 'value' | 'rule';
  readonly label: string;
  readonly detail: string;
  /** How it stands on AKS, in a few words. */
  readonly note?: string;
  /** The range is on the line of the caret and holds it. */
  readonly edit: TextEdit;
  /** What is compared with what is typed, where that is not the label. */
  readonly filterText?: string;
  /** The new text has tab stops. */
  readonly isSnippet: boolean;
  /** It does nothing useful on this cluster. */
  readonly isDiscouraged?: true;
}

export interface CompletionOptions {
  /** Tab stops are understood. */
  readonly snippets: boolean;
  /** Further lines are indented by the editor as far as the line of the caret. */
  readonly adjustsIndentation: boolean;
  /** Asked because a blank was typed: that is no wish for anything unless it follows a dash, a colon, a comma or a bracket. */
  readonly isBlankTyped?: boolean;
}

/**
 * What can be written at the offset: names of rules in a suppression comment; rules, peers, fields and values of a
 * policy, where Cilium is the dataplane, with labels, namespaces and ports of the workspace; values of settings of clusters in templates and commands. Whole objects are not
 * offered, those are static snippets of the extension.
 */
export function completions(
  snapshot: Snapshot,
  offset: number,
  configuration: Configuration,
  options: CompletionOptions,
  workspace?: Workspace,
): readonly Completion[] {
  if (isProjectFile(snapshot.uri) || configuration.ignored) {
    return [];
  }
  const inYaml =
    snapshot.language === 'yaml'
      ? (ruleNames(snapshot, offset) ??
        inPolicy(snapshot, offset, configuration, options, workspace))
      : [];
  return inYaml.length > 0 ? inYaml : clusterValues(snapshot, offset, configuration);
}

/** Markdown about a completion, by its id; undefined when there is none of that id. */
export function completionDocumentation(
  id: string,
  configuration: Configuration,
): string | undefined {
  const rule = id.startsWith(rulePrefix) ? findRule(id.slice(rulePrefix.length)) : undefined;
  return rule === undefined
    ? (offers.find((offer) => offer.id === id)?.documentation(configuration.profile) ??
        policyTopic(id, configuration) ??
        clusterValueDocumentation(id, configuration))
    : `${rule.title}.`;
}

const rulePrefix = 'rule-';
const topicPrefix = 'topic-';

function policyTopic(id: string, { profile }: Configuration): string | undefined {
  const topic = id.startsWith(topicPrefix)
    ? hoverTopic(id.slice(topicPrefix.length) as TopicId, profile.edition.value)
    : undefined;
  return topic && renderTopic(topic, undefined, topicTarget(profile));
}

function ruleNames(snapshot: Snapshot, offset: number): readonly Completion[] | undefined {
  const place = ruleNamePlaceAt(snapshot, offset);
  return place?.names.map((name) => ({
    id: `${rulePrefix}${name}`,
    role: 'rule',
    label: name,
    detail: findRule(name)?.title ?? '',
    edit: { range: place.word, newText: name },
    isSnippet: false,
  }));
}

function inPolicy(
  snapshot: Snapshot,
  offset: number,
  { profile }: Configuration,
  options: CompletionOptions,
  workspace: Workspace | undefined,
): readonly Completion[] {
  const placed = snapshot.documents.find(
    ({ start, document }) => start <= offset && offset <= start + document.text.length,
  );
  const isAsked =
    options.isBlankTyped !== true || /[-:,[{][ \t]*$/.test(lineBefore(snapshot, offset));
  if (placed === undefined || !isAsked || isCilium(profile) === 'no') {
    return [];
  }
  const { document, start } = placed;
  const place = listPlaceAt(document, offset - start);
  const items = place === undefined ? [] : offers.filter((offer) => offer.fits(place, profile));
  const sources = { profile, facts: factIndex(snapshot, workspace), uri: snapshot.uri };
  return [
    ...items.flatMap((offer) =>
      place === undefined ? [] : completionOf(offer, place, start, profile, options),
    ),
    ...policyCompletions(document, offset - start, sources, options).map((each) =>
      fromPolicy(each, start),
    ),
  ];
}

function fromPolicy(
  { role, label, detail, note, topic, edit, isSnippet, isDiscouraged }: PolicyCompletion,
  start: number,
): Completion {
  return {
    id: topic === undefined ? '' : `${topicPrefix}${topic}`,
    role,
    label,
    detail,
    ...(note === undefined ? {} : { note }),
    edit: { ...edit, range: shiftRange(edit.range, start) },
    isSnippet,
    ...(isDiscouraged ? { isDiscouraged: true } : {}),
  };
}

function lineBefore({ text, lines }: Snapshot, offset: number): string {
  return text.slice(lines.lineStart(lines.lineAt(offset)), offset);
}

function completionOf(
  offer: Offer,
  place: ListPlace,
  start: number,
  profile: ClusterProfile,
  { snippets, adjustsIndentation }: CompletionOptions,
): readonly Completion[] {
  const column = adjustsIndentation ? 0 : place.column;
  const text = renderValue(
    (stop) => offer.items(stop, place, profile),
    place.style,
    column,
    snippets,
  );
  const newText = behindDash(text, place.blanksBehindDash);
  const { id, label, detail } = offer;
  const range = shiftRange(place.word, start);
  return newText === undefined
    ? []
    : [{ id, role: 'snippet', label, detail, edit: { range, newText }, isSnippet: snippets }];
}

/** A dash that is there already is not written again; undefined when it stands too far from the word. */
function behindDash(text: string, blanks: number | undefined): string | undefined {
  if (blanks === undefined) {
    return text;
  }
  const written = /^-( +)/.exec(text)?.[1]?.length ?? 0;
  return blanks <= written ? text.slice(1 + blanks) : undefined;
}
