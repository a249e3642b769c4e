import { readFile } from 'node:fs/promises';
import { createContext, runInContext } from 'node:vm';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';

import { bundled } from '../lsp/support/bundle';
import { fullCapabilities } from '../lsp/support/client';
import { anyDestination, anyRule, everyDestination } from '../lsp/support/texts';

const bundle = bundled('server.browser');
const uri = 'vscode-vfs://github/o/r/a.yaml';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface WorkerEvent {
  readonly data?: unknown;
  readonly reason?: unknown;
  preventDefault?(): void;
}

let ports: { close(): void }[] = [];

afterEach(() => {
  for (const port of ports) {
    port.close();
  }
  ports = [];
});

/** A web worker as far as the server may see one: its globals, and nothing of Node. */
class FakeWorker {
  readonly received: Message[] = [];
  /** Answers what the server asks; what it does not know is refused. */
  answers: Readonly<Record<string, (params: never) => unknown>> = {};
  readonly #listeners = new Map<string, ((event: WorkerEvent) => void)[]>();
  #onmessage: ((event: WorkerEvent) => void) | undefined;
  #lastId = 0;

  async run(): Promise<void> {
    const self: Record<string, unknown> = {
      postMessage: (message: Message) => this.#receive(structuredClone(message)),
      addEventListener: (type: string, listener: (event: WorkerEvent) => void) => {
        this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
      },
      console: { error: () => undefined, warn: () => undefined, log: () => undefined },
      setTimeout: (work: () => void, delay: number) => Number(setTimeout(work, delay)),
      clearTimeout: (timer: number) => clearTimeout(timer),
      setInterval: (work: () => void, delay: number) => Number(setInterval(work, delay)),
      clearInterval: (timer: number) => clearInterval(timer),
      performance: { now: () => performance.now() },
      MessageChannel: class extends MessageChannel {
        constructor() {
          super();
          ports.push(this.port1, this.port2);
        }
      },
      TextEncoder,
      TextDecoder,
    };
    self.self = self;
    Object.defineProperty(self, 'onmessage', {
      get: () => this.#onmessage,
      set: (listener) => {
        this.#onmessage = listener;
      },
    });
    runInContext(await readFile(bundle(), 'utf8'), createContext(self), { filename: 'worker.js' });
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  async request<Result>(method: string, params: unknown): Promise<Result> {
    const id = ++this.#lastId;
    this.#send({ id, method, params });
    const answer = await this.until((message) => message.id === id && message.method === undefined);
    if (answer.error !== undefined) {
      throw new Error(answer.error.message);
    }
    return answer.result as Result;
  }

  async until(wanted: (message: Message) => boolean): Promise<Message> {
    const end = Date.now() + 5000;
    for (;;) {
      const found = this.received.find(wanted);
      if (found !== undefined) {
        return found;
      }
      if (Date.now() > end) {
        throw new Error('The worker did not say it.');
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  dispatch(type: string, event: WorkerEvent): void {
    for (const listener of this.#listeners.get(type) ?? []) {
      listener(event);
    }
  }

  #send(message: Message): void {
    const data = { jsonrpc: '2.0', ...message };
    this.#onmessage?.({ data });
  }

  #receive(message: Message): void {
    this.received.push(message);
    if (message.id !== undefined && message.method !== undefined) {
      const answer = this.answers[message.method];
      const result = answer?.(message.params as never) ?? null;
      queueMicrotask(() => this.#send({ id: message.id as number, result }));
    }
  }
}

async function startWorker(options: Readonly<Record<string, unknown>> = {}): Promise<FakeWorker> {
  const worker = new FakeWorker();
  worker.answers = { 'workspace/configuration': () => [{}] };
  await worker.run();
  await worker.request('initialize', {
    processId: null,
    rootUri: null,
    capabilities: fullCapabilities,
    ...options,
  });
  worker.notify('initialized', {});
  return worker;
}

function open(worker: FakeWorker, text = anyDestination): void {
  worker.notify('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 1, text },
  });
}

const textDocument = { uri };
const place = { line: 9, character: 21 };

describe('the browser bundle in a worker', () => {
  it('answers initialize, diagnostics, hovers and code actions', async () => {
    const worker = await startWorker();
    open(worker);
    expect(await worker.request('textDocument/diagnostic', { textDocument })).toMatchObject({
      kind: 'full',
      items: expect.arrayContaining([expect.objectContaining({ code: anyRule })]),
    });
    expect(
      await worker.request('textDocument/hover', { textDocument, position: place }),
    ).toMatchObject({ contents: { kind: 'markdown', value: expect.stringContaining('cidr') } });
    const at = { line: 9, character: 28 };
    const actions = await worker.request<{ title: string; data?: unknown }[]>(
      'textDocument/codeAction',
      { textDocument, range: { start: at, end: at }, context: { diagnostics: [] } },
    );
    expect(actions.length).toBeGreaterThan(1);
    expect(await worker.request('codeAction/resolve', actions[0])).toMatchObject({
      edit: { documentChanges: [{ textDocument: { uri, version: 1 } }] },
    });
    expect(await worker.request('shutdown', undefined)).toBeNull();
  });

  it('follows edits', async () => {
    const worker = await startWorker();
    open(worker);
    await worker.request('textDocument/diagnostic', { textDocument });
    worker.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: everyDestination }],
    });
    const { items } = await worker.request<{ items: { code: string }[] }>(
      'textDocument/diagnostic',
      { textDocument },
    );
    expect(items.map(({ code }) => code)).not.toContain(anyRule);
  });

  it('reads the files of the workspace through the client', async () => {
    const folder = 'vscode-vfs://github/o/r';
    const files: Readonly<Record<string, string>> = {
      [`${folder}/aks-cilium.yaml`]: `rules: {${anyRule}: error}\n`,
      [`${folder}/b.yaml`]: anyDestination,
    };
    const worker = new FakeWorker();
    worker.answers = {
      'workspace/configuration': () => [{}],
      'aksCilium/findFiles': () => ({ uris: Object.keys(files), truncated: false }),
      'aksCilium/readFile': (params: { uri: string }) => ({ text: files[params.uri] }),
    };
    await worker.run();
    await worker.request('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: [{ uri: folder, name: 'r' }],
      capabilities: fullCapabilities,
      initializationOptions: { readsFiles: true },
    });
    worker.notify('initialized', {});
    open(worker);
    expect(await worker.request('textDocument/diagnostic', { textDocument })).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ code: anyRule, severity: 1 })]),
    });
    const { files: count, errors } = await worker.request<{ files: number; errors: number }>(
      'aksCilium/lintWorkspace',
      {},
    );
    expect([count, errors >= 2]).toEqual([3, true]);
  });

  it('tells of errors that nobody caught, and goes on', async () => {
    const worker = await startWorker();
    let isPrevented = false;
    worker.dispatch('unhandledrejection', {
      reason: new Error('Lost.'),
      preventDefault: () => {
        isPrevented = true;
      },
    });
    const logged = await worker.until(({ method }) => method === 'window/logMessage');
    expect(JSON.stringify(logged.params)).toContain('Lost.');
    expect(isPrevented).toBe(true);
    open(worker);
    expect(await worker.request('textDocument/diagnostic', { textDocument })).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ code: anyRule })]),
    });
  });
});
