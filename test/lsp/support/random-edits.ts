import fc from 'fast-check';
import type { Range } from 'vscode-languageserver/node';

import { anyDestination, crlf, everyDestination, nothingWrong } from './texts';

/** One step of a session, with places as fractions of whatever the text is by then. */
export type Step =
  | {
      readonly kind: 'edit';
      readonly document: number;
      readonly changes: readonly {
        readonly from: number;
        readonly length: number;
        readonly text: string;
      }[];
    }
  | { readonly kind: 'replace'; readonly document: number; readonly text: string }
  | { readonly kind: 'undo'; readonly document: number }
  | { readonly kind: 'reopen'; readonly document: number }
  | { readonly kind: 'pull'; readonly document: number; readonly wait: boolean }
  | { readonly kind: 'actions'; readonly document: number };

const documents = 3;

const wholeText = fc.constantFrom(
  '',
  anyDestination,
  nothingWrong,
  everyDestination,
  crlf(anyDestination),
  `${nothingWrong}---\n${anyDestination}`,
  `${crlf(anyDestination)}---\r\n${crlf(everyDestination)}`,
  `# 🐝\n${anyDestination}---\n${anyDestination}...\n`,
);

const piece = fc.oneof(
  fc.constantFrom(
    '',
    'x',
    ' ',
    '\n',
    '\r\n',
    '\r',
    '---\n',
    '\r\n---\r\n',
    '🐝',
    'é',
    '#',
    '"',
    '{',
    ': ',
    '- ',
    '0.0.0.0/0',
    '::/0',
    'app: web',
    'kind: NetworkPolicy',
    'namespaceSelector: {}',
    '{{ if .x }}',
    '\t',
  ),
  wholeText,
);

const place = fc.integer({ min: 0, max: 10_000 });
const document = fc.nat({ max: documents - 1 });

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      document,
      changes: fc.array(
        fc.record({
          from: place,
          length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 40 }), place),
          text: piece,
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  },
  fc.record({ kind: fc.constant('replace' as const), document, text: wholeText }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), document }) },
  fc.record({ kind: fc.constant('reopen' as const), document }),
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('pull' as const), document, wait: fc.boolean() }),
  },
  fc.record({ kind: fc.constant('actions' as const), document }),
);

/** The texts at the start, and what happens to them. */
export const session = fc.record({
  texts: fc.array(wholeText, { minLength: documents, maxLength: documents }),
  steps: fc.array(step, { minLength: 1, maxLength: 25 }),
});

/** Turns fractions into a change of this text, never between the halves of CRLF or of a character. */
export function changeOf(
  text: string,
  { from, length, text: newText }: { from: number; length: number; text: string },
): { readonly range: Range; readonly text: string; readonly after: string } {
  const start = snap(text, Math.floor((from / 10_000) * text.length));
  const end = snap(text, Math.min(start + length, text.length));
  return {
    range: { start: positionOf(text, start), end: positionOf(text, end) },
    text: newText,
    after: text.slice(0, start) + newText + text.slice(end),
  };
}

function snap(text: string, offset: number): number {
  const isInside = /^(?:\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF])/.test(
    text.slice(offset - 1, offset + 1),
  );
  return offset > 0 && isInside ? offset - 1 : offset;
}

/** A position by the definition of the protocol, slowly. */
function positionOf(text: string, offset: number): Range['start'] {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
