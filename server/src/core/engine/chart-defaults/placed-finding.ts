import type { PlacedDocument } from '../../syntax/yaml/document-group';
import { inSource } from '../../syntax/yaml/rendered-document';
import { type Range, shiftRange } from '../../text/range';
import type { Finding } from '../finding';
import type { DocumentFinding } from '../run-rules';

/** What a rule says about a rendered document, at the places of the template; without fixes. */
export function placedFinding(
  { rule, severity, message, range, related, tags }: DocumentFinding,
  placed: PlacedDocument,
  uri: string,
): Finding {
  return {
    rule,
    severity,
    message,
    range: placeOf(range, placed),
    related: related.map((each) =>
      each.uri === undefined ? { ...each, uri, range: placeOf(each.range, placed) } : each,
    ),
    tags,
    fixes: () => [],
  };
}

function placeOf(range: Range, { document, start }: PlacedDocument): Range {
  return shiftRange(inSource(document, range), start);
}

/** Where in the file the document comes from. */
export function extentOf(placed: PlacedDocument): Range {
  return placeOf({ start: 0, end: placed.document.text.length }, placed);
}

/**
 * Equal for what a rule says of one place, whatever its words. Where it begins is enough: what ends where a template prints
 * lines of its own ends elsewhere with them.
 */
export function findingKey({ rule, range }: Pick<Finding, 'rule' | 'range'>): string {
  return `${rule} ${range.start}`;
}
