import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver/node';

import { lint } from '../../server/src/core/index';
import { eventually, pushCapabilities, type TestClient } from './support/client';
import { start } from './support/in-process';
import { changeOf, type Step, session } from './support/random-edits';

/** With all the rules there are. */
const host = { lint };
const uriOf = (index: number) => `file:///w/${index}.yaml`;

/** The documents of a session as the client sees them. */
class Editor {
  readonly texts: string[] = [];
  readonly #client: TestClient;
  readonly #history: string[][] = [];

  constructor(client: TestClient) {
    this.#client = client;
  }

  async open(texts: readonly string[]): Promise<void> {
    for (const [index, text] of texts.entries()) {
      this.texts[index] = text;
      this.#history[index] = [];
      await this.#client.open(uriOf(index), text);
    }
  }

  async do(step: Step): Promise<void> {
    const uri = uriOf(step.document);
    const text = this.texts[step.document] ?? '';
    switch (step.kind) {
      case 'edit': {
        const changes = [];
        let current = text;
        for (const wanted of step.changes) {
          const { after, ...change } = changeOf(current, wanted);
          changes.push(change);
          current = after;
        }
        this.#became(step.document, current);
        return this.#client.change(uri, ...changes);
      }
      case 'replace':
        this.#became(step.document, step.text);
        return this.#client.change(uri, step.text);
      case 'undo': {
        const before = this.#history[step.document]?.pop();
        if (before === undefined) {
          return;
        }
        // As an editor does it: the whole is replaced by what it was.
        const { range } = changeOf(text, { from: 0, length: text.length, text: '' });
        this.texts[step.document] = before;
        return this.#client.change(uri, { range, text: before });
      }
      case 'reopen':
        await this.#client.close(uri);
        return this.#client.open(uri, text);
      case 'pull': {
        const report = this.#client.pull(uri).catch(() => undefined);
        return step.wait ? void (await report) : undefined;
      }
      case 'actions': {
        const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
        this.#client.actions(uri, range).catch(() => undefined);
        return;
      }
      default:
        step satisfies never;
    }
  }

  #became(index: number, text: string): void {
    this.#history[index]?.push(this.texts[index] ?? '');
    this.texts[index] = text;
  }
}

async function pullAll(client: TestClient, count: number): Promise<readonly Diagnostic[][]> {
  const reports = [];
  for (let index = 0; index < count; index++) {
    const report = await client.pull(uriOf(index));
    reports.push(report.kind === 'full' ? report.items : []);
  }
  return reports;
}

/** What a server says that never saw anything but these texts. */
async function freshly(texts: readonly string[]): Promise<readonly Diagnostic[][]> {
  const { client } = await start({ host, settings: () => ({ extends: 'strict' }) });
  // In another order than they were opened in: it must not matter.
  for (const index of [...texts.keys()].reverse()) {
    await client.open(uriOf(index), texts[index] ?? '');
  }
  return pullAll(client, texts.length);
}

it('any sequence of edits leads to the diagnostics of the final text', async () => {
  const findings = { some: 0, none: 0 };
  await fc.assert(
    fc.asyncProperty(session, async ({ texts, steps }) => {
      const { client } = await start({ host, settings: () => ({ extends: 'strict' }) });
      const editor = new Editor(client);
      await editor.open(texts);
      for (const step of steps) {
        await editor.do(step);
      }
      const reports = await pullAll(client, texts.length);
      expect(reports).toEqual(await freshly(editor.texts));
      findings[reports.flat().length > 0 ? 'some' : 'none']++;
    }),
    { numRuns: 200 },
  );
  // A generator that never made findings would prove nothing.
  expect(findings.some).toBeGreaterThan(50);
}, 120_000);

it('the same for diagnostics that are pushed', async () => {
  await fc.assert(
    fc.asyncProperty(session, async ({ texts, steps }) => {
      const { client } = await start({
        host,
        capabilities: pushCapabilities,
        settings: () => ({ extends: 'strict' }),
      });
      const editor = new Editor(client);
      await editor.open(texts);
      for (const step of steps.filter(({ kind }) => kind !== 'pull')) {
        await editor.do(step);
      }
      const expected = await freshly(editor.texts);
      const shown = () =>
        texts.map(
          (_, index) =>
            client.published.findLast(({ uri }) => uri === uriOf(index))?.diagnostics ?? [],
        );
      await eventually(
        () => JSON.stringify(shown()) === JSON.stringify(expected),
        'the pushed diagnostics to become those of the final texts',
      );
    }),
    { numRuns: 10 },
  );
}, 60_000);
