import type { FactView } from '../../facts/facts';
import type { ClusterProfile } from '../../profile/profile';
import type { YamlDocument } from '../../syntax/yaml/document';
import { type PlainValue, renderFlow, renderScalar, type YamlStyle } from '../../syntax/yaml/style';
import type { TextEdit } from '../../text/range';
import { caretMark, type PatchedText } from './half-written';
import { renderValue } from './offer';
import { fieldOffers, type PlaceOffer } from './policy-fields';
import { type PolicyPlace, policyPlaceAt } from './policy-place';
import { type Expected, expectedAt } from './policy-schema';
import { labelKeyOffers, valueOffers } from './policy-values';

/** Something to write at a place of a policy; the edit's offsets refer to the document. */
export interface PolicyCompletion
  extends Pick<PlaceOffer, 'role' | 'label' | 'detail' | 'note' | 'topic'> {
  readonly isDiscouraged: boolean;
  readonly edit: TextEdit;
  readonly isSnippet: boolean;
}

interface Rendering {
  readonly snippets: boolean;
  readonly adjustsIndentation: boolean;
}

/** The fields and values that can be written at the offset of a policy. Empty elsewhere. */
export function policyCompletions(
  document: YamlDocument,
  offset: number,
  sources: { readonly profile: ClusterProfile; readonly facts: FactView; readonly uri: string },
  rendering: Rendering,
): readonly PolicyCompletion[] {
  const place = policyPlaceAt(document, offset);
  const expected = place && expectedAt(place, sources.profile);
  if (place === undefined || expected === undefined) {
    return [];
  }
  const written = (place.container?.entries ?? []).flatMap(({ name }) =>
    name === undefined || name === caretMark ? [] : [name],
  );
  const offers =
    expected.is === 'fields'
      ? fieldOffers(place, expected, written, sources.profile)
      : expected.is === 'keys'
        ? labelKeyOffers(place, expected.path, written, sources)
        : valueOffers(place, expected, sources);
  return offers.flatMap((offer) => completionOf(offer, place, expected, rendering));
}

function completionOf(
  offer: PlaceOffer,
  { patch, style, isFlow }: PolicyPlace,
  { isNewItem }: Expected,
  { snippets, adjustsIndentation }: Rendering,
): readonly PolicyCompletion[] {
  const { role, label, detail, note, topic, isDiscouraged } = offer;
  const dash = isNewItem && !isFlow ? '- ' : '';
  const column =
    (adjustsIndentation ? patch.column - patch.indentation : patch.column) + dash.length;
  const isSnippet = snippets && role === 'field' && !patch.hasColon;
  const text =
    offer.value === undefined
      ? fieldText(offer, { ...patch, isFlow }, style, column, isSnippet)
      : valueText(offer.value, patch.isQuoted);
  // Between brackets a field needs braces around it.
  const isBraced = isNewItem && isFlow && role === 'field';
  const whole = isBraced ? `{${text}}` : `${dash}${text}`;
  return [
    {
      role,
      label,
      detail,
      ...(note === undefined ? {} : { note }),
      ...(topic === undefined ? {} : { topic }),
      isDiscouraged: isDiscouraged === true,
      edit: { range: patch.word, newText: `${patch.before}${whole}${patch.behind}` },
      isSnippet,
    },
  ];
}

function valueText(value: string | number | boolean, isQuoted: boolean): string {
  return isQuoted ? String(value) : renderScalar(value, false);
}

function fieldText(
  { label, body }: PlaceOffer,
  {
    hasColon,
    isFlow,
    isQuoted,
  }: Pick<PatchedText, 'hasColon' | 'isQuoted'> & { readonly isFlow: boolean },
  style: YamlStyle,
  column: number,
  isSnippet: boolean,
): string {
  const key = isQuoted ? label : renderScalar(label, false);
  if (hasColon || isQuoted) {
    return key;
  }
  const cursor = isSnippet ? '$0' : '';
  if (typeof body === 'function') {
    const render = (value: PlainValue) =>
      isFlow ? renderFlow(value, style).replace(/^\{\s*|\s*\}$/g, '') : undefined;
    return renderValue((stop) => ({ [label]: body(stop) }), style, column, isSnippet, render);
  }
  if (isFlow) {
    const open = { list: `[${cursor}]`, map: `{${cursor}}`, scalar: cursor } as const;
    return `${key}: ${open[body ?? 'scalar']}`;
  }
  const deeper = (by: number) => `${style.eol}${' '.repeat(column + by)}`;
  switch (body) {
    case 'map':
      return `${key}:${deeper(style.indent)}${cursor}`;
    case 'list':
      return `${key}:${deeper(style.indentSequences ? style.indent : 0)}- ${cursor}`;
    default:
      return `${key}: ${cursor}`;
  }
}
