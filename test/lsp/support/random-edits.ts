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
  /** A word becomes another one: what people do most to a file that is right. */
  | { readonly kind: 'word'; readonly file: number; readonly from: number; readonly word: string }
  /** The editor takes the document for one of another language. */
  | { readonly kind: 'mode'; readonly file: number; readonly languageId: string }
  /** On the disk, behind the editor's back. */
  | { readonly kind: 'write'; readonly file: number; readonly text: number }
  | { readonly kind: 'delete'; readonly file: number }
  | { readonly kind: 'rename'; readonly file: number; readonly to: number }
  /** Of a folder that is deleted, only the folder is told. */
  | { readonly kind: 'delete-folder'; readonly folder: string }
  /** Another branch: many files change at once, those without a text are gone. */
  | { readonly kind: 'checkout'; readonly files: readonly CheckedOut[] }
  /** Of the whole. */
  | { readonly kind: 'settings'; readonly choice: number }
  | { readonly kind: 'folders'; readonly choice: number }
  /** Questions, whose answers may come too late. */
  | { readonly kind: 'pull'; readonly file: number; readonly wait: boolean }
  | { readonly kind: 'pull-all'; readonly wait: boolean }
  | { readonly kind: 'actions'; readonly file: number };

export interface CheckedOut {
  readonly file: number;
  readonly text: number | undefined;
}

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

/** Words that decide: names, namespaces, ports, switches and paths of the files of the workspace. */
const word = fc.constantFrom(
  'web',
  'api',
  'shop',
  'other',
  '80',
  '8080',
  'http',
  '53',
  'TCP',
  'UDP',
  'true',
  'false',
  'Local',
  'Cluster',
  'ClusterIP',
  'Ingress',
  'Egress',
  'cilium',
  'azure',
  'overlay',
  '1.30',
  '1.34',
  '10.10.3.0/24',
  '10.244.0.0/16',
  'web.yaml',
  'base',
  '../../base',
  'policy.yaml',
  'Deployment',
  'NetworkPolicy',
  'CiliumNetworkPolicy',
  '__proto__',
  '🐝',
  '',
);

const place = fc.integer({ min: 0, max: 10_000 });
// Most of what happens happens to manifests.
const file = fc.oneof(
  { weight: 2, arbitrary: fc.nat({ max: 2 }) },
  { weight: 3, arbitrary: fc.nat({ max: fileChoices.length - 1 }) },
);
const text = fc.nat({ max: 100 });
const mode = fc.constantFrom('yaml', 'helm', 'json', 'plaintext', 'markdown');
const folder = fc.constantFrom('apps', 'apps/overlays', 'charts/web', 'charts', 'infra', 'deploy');
const checkedOut = fc.uniqueArray(
  fc.record({ file, text: fc.option(text, { nil: undefined, freq: 3 }) }),
  { minLength: 2, maxLength: 6, selector: ({ file }) => file },
);
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
  { weight: 5, arbitrary: fc.record({ kind: kind('word'), file, from: place, word }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('undo'), file }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('open'), file }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('close'), file }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('reopen'), file }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('save'), file }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('write'), file, text }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('delete'), file }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('rename'), file, to: file }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('mode'), file, languageId: mode }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('delete-folder'), folder }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('checkout'), files: checkedOut }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('settings'), choice: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('folders'), choice: fc.nat({ max: 2 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('pull'), file, wait: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('pull-all'), wait: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('actions'), file }) },
);

/** Sessions of a few files and steps; `most` steps at the most. */
export function sessions(most: number): fc.Arbitrary<Session> {
  return fc.record({
    // A workspace that has everything is about nothing: most have a chart, or an overlay, or a cluster or two.
    disk: fc.tuple(
      ...fileChoices.map(({ isRare }) =>
        isRare === true
          ? fc.oneof(
              { weight: 2, arbitrary: fc.constant(undefined) },
              { weight: 1, arbitrary: text },
            )
          : fc.option(text, { nil: undefined, freq: 4 }),
      ),
    ),
    open: fc.uniqueArray(file, { minLength: 1, maxLength: 3 }),
    steps: fc.array(step, { minLength: 1, maxLength: most }),
  });
}

interface TextChange {
  readonly range: Range;
  readonly text: string;
  /** The whole text afterwards. */
  readonly after: string;
}

/** Turns fractions into a change of this text, never between the halves of CRLF or of a character. */
export function changeOf(text: string, { from, length, text: newText }: Change): TextChange {
  const start = snap(text, Math.floor((from / 10_000) * text.length));
  return replacing(text, start, snap(text, Math.min(start + length, text.length)), newText);
}

/** Puts another word in place of the one at a fraction of this text; nothing where there is none. */
export function wordChangeOf(text: string, from: number, word: string): TextChange | undefined {
  const words = [...text.matchAll(/[\w./-]+/g)];
  const old = words[Math.floor((from / 10_001) * words.length)];
  return old && replacing(text, old.index, old.index + old[0].length, word);
}

function replacing(text: string, start: number, end: number, newText: string): TextChange {
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
