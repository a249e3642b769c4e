import type { Range } from '../../text/range';
import { YamlDocument } from './document';

type ToSource = (range: Range) => Range;

const sources = new WeakMap<YamlDocument, ToSource>();

/** A document that is not written so but rendered of a template; `toSource` tells where in that its parts come from. */
export function renderedDocument(
  text: string,
  placement: YamlDocument['placement'],
  toSource: ToSource,
): YamlDocument {
  const document = new YamlDocument(text, placement);
  sources.set(document, toSource);
  return document;
}

/** Where a range of a document's text is written: the range itself, but for a document that is rendered. */
export function inSource(document: YamlDocument, range: Range): Range {
  return sources.get(document)?.(range) ?? range;
}
