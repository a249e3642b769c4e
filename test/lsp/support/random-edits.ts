import fc from 'fast-check';
import type { Range } from 'vscode-languageserver/node';

import { anyDestination, crlf, everyDestination } from './texts';
import { fileChoices } from './workspace-texts';

/** A change with its place as a fraction of whatever the text is by then. */
export interface Change {
  readonly from: number;
  readonly length: number;
  readonly text: string;
}

/** One step of a session, on the file with that number. */
export type Step =
  /** In the editor. */
  | { readonly kind: 'open' | 'close' | 'undo' | 'save' | 'reopen'; readonly file: number }
  | { readonly kind: 'edit'; readonly file: number; readonly changes: readonly Change[] }
  | { readonly kind: 'replace'; readonly file: number; readonly text: number }
  /** On the disk, behind the editor's back. */
  | { readonly kind: 'write'; readonly file: number; readonly text: number }
  | { readonly kind: 'delete'; readonly file: number }
  | { readonly kind: 'rename'; readonly file: number; readonly to: number }
  /** Of the whole. */
  | { readonly kind: 'settings'; readonly choice: number }
  | { readonly kind: 'folders'; readonly choice: number }
  /** Questions, whose answers may come too late. */
  | { readonly kind: 'pull'; readonly file: number; readonly wait: boolean }
  | { readonly kind: 'pull-all'; readonly wait: boolean }
  | { readonly kind: 'actions'; readonly file: number };

/** The start of a session: the number of each file's text on the disk, and the files that are open. */
export interface Session {
  readonly disk: readonly (number | undefined)[];
  readonly open: readonly number[];
  readonly steps: readonly Step[];
}

const piece = fc.constantFrom(
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
  'namespace: shop\n',
  'namespaceSelector: {}',
  '{{ if .x }}',
  '\t',
  anyDestination,
  `---\n${everyDestination}`,
  crlf(`---\n${anyDestination}`),
);

const place = fc.integer({ min: 0, max: 10_000 });
// Most of what happens happens to manifests.
const file = fc.oneof(
  { weight: 2, arbitrary: fc.nat({ max: 2 }) },
  { weight: 3, arbitrary: fc.nat({ max: fileChoices.length - 1 }) },
);
const text = fc.nat({ max: 100 });
const kind = <const Kind extends string>(value: Kind) => fc.constant(value);

const changes = fc.array(
  fc.record({
    from: place,
    length: fc.oneof(
      { weight: 3, arbitrary: fc.constant(0) },
      { weight: 2, arbitrary: fc.nat({ max: 40 }) },
      place,
    ),
    text: piece,
  }),
  { minLength: 1, maxLength: 3 },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 7, arbitrary: fc.record({ kind: kind('edit'), file, changes }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('replace'), file, text }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('undo'), file }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('open'), file }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('close'), file }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('reopen'), file }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('save'), file }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('write'), file, text }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('delete'), file }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('rename'), file, to: file }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('settings'), choice: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('folders'), choice: fc.nat({ max: 2 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('pull'), file, wait: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('pull-all'), wait: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('actions'), file }) },
);

/** Sessions of a few files and steps; `most` steps at the most. */
export function sessions(most: number): fc.Arbitrary<Session> {
  return fc.record({
    disk: fc.tuple(...fileChoices.map(() => fc.option(text, { nil: undefined, freq: 4 }))),
    open: fc.uniqueArray(file, { minLength: 1, maxLength: 3 }),
    steps: fc.array(step, { minLength: 1, maxLength: most }),
  });
}

/** Turns fractions into a change of this text, never between the halves of CRLF or of a character. */
export function changeOf(
  text: string,
  { from, length, text: newText }: Change,
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
