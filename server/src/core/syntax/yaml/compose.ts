import { Composer, type Document, Lexer, type ParsedNode, Parser } from 'yaml';

/** Deeper than any manifest is. The library recurses once per level, so this keeps it from exhausting the stack. */
const maxDepth = 200;
/** As many as a document of five megabytes has; the API server takes objects of three at most. */
const maxTokens = 2_000_000;
/** Only the first is shown, and making thousands of them takes the library seconds. */
const maxErrors = 20;

/** The text asks for more time or memory than is reasonable. */
export class Unreadable extends Error {}

/**
 * Parses the text of one document with the `yaml` library, in time and memory proportional to its length. Scalars
 * stay the strings they are written as. Throws `Unreadable` with a sentence for the reader on text beyond all measure.
 */
export function compose(text: string): Document.Parsed<ParsedNode> {
  const parser = new Parser();
  const composer = newComposer();
  const documents: Document.Parsed<ParsedNode>[] = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      documents.push(...composer.next(token));
    }
    if (parser.stack.length > maxDepth) {
      throw new Unreadable(`More than ${maxDepth} levels of nesting are not read.`);
    }
    if (++count > maxTokens) {
      throw new Unreadable('A document of this size is not read.');
    }
  }
  for (const token of parser.end()) {
    documents.push(...composer.next(token));
  }
  documents.push(...composer.end(true, text.length));
  return documents[0] as Document.Parsed<ParsedNode>;
}

/** A composer that gives up on a text that consists of mistakes; the first of them are kept. */
function newComposer(): Composer<ParsedNode> {
  const composer = new Composer<ParsedNode>({
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    keepSourceTokens: false,
  });
  // The library has no option for it; all its complaints go through this function.
  const internals = composer as unknown as { onError: (...complaint: readonly unknown[]) => void };
  const report = internals.onError;
  let count = 0;
  internals.onError = (...complaint) => {
    if (count++ < maxErrors) {
      report(...complaint);
    }
  };
  return composer;
}
