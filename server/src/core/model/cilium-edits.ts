import { renderFlow, styleOf } from '../syntax/yaml/style';
import type { Range } from '../text/range';
import type { CiliumEntry } from './cilium-entry';
import { type EditResult, type PlainValue, sharedPart, templatedPart } from './edits';
import type { KubernetesObject } from './kubernetes-object';

/** Writes another selector in place of an item of `fromEndpoints` or `toEndpoints`. */
export function replaceEndpoint(
  object: KubernetesObject,
  entry: CiliumEntry,
  selector: Range,
  value: PlainValue,
): EditResult {
  const field = entry.members.get('Endpoints');
  const list = field?.node;
  if (field === undefined || list?.kind !== 'sequence') {
    return templatedPart;
  }
  const index = list.items.findIndex(({ range }) => range.start === selector.start);
  const item = list.items[index];
  // An alias stands for a selector that is written elsewhere.
  const isHere = item?.range.start === list.itemRanges[index]?.start;
  if (item === undefined || item.shared || list.shared || field.entry.merged || !isHere) {
    return sharedPart;
  }
  const { text } = object.document;
  return text.slice(item.range.start, item.range.end).includes('\n')
    ? { disabledReason: 'The selector takes several lines; change it by hand.' }
    : { edits: [{ range: item.range, newText: renderFlow(value, styleOf(text)) }] };
}
