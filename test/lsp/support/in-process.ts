import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { afterEach } from 'vitest';
import {
  type Connection,
  createConnection,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

import type { Host } from '../../../server/src/lsp/host';
import { startServer } from '../../../server/src/lsp/server';
import type { FileAccess, FindFilesParams, FolderFilter } from '../../../server/src/protocol/index';
import { type StartOptions, TestClient } from './client';
import { lint } from './few-rules';

/** A disk in memory: uris to texts. */
export class MemoryFiles implements FileAccess {
  readonly texts: Map<string, string>;
  /** Every uri that was read, in order. */
  readonly reads: string[] = [];
  /** What a reading waits for. */
  delay: () => Promise<unknown> = async () => undefined;

  constructor(texts: Readonly<Record<string, string>> = {}) {
    this.texts = new Map(Object.entries(texts));
  }

  async readFile({ uri }: { readonly uri: string }): Promise<string | undefined> {
    this.reads.push(uri);
    const text = this.texts.get(uri);
    await this.delay();
    return text;
  }

  async findFiles({ folder, endings, limit }: FindFilesParams, filter?: FolderFilter) {
    const uris = [...this.texts.keys()].filter((uri) => uri.startsWith(`${folder}/`));
    const wanted: string[] = [];
    for (const uri of uris.filter((each) => endings.some((ending) => each.endsWith(ending)))) {
      if (filter === undefined || (await this.#isWanted(uri, folder, filter))) {
        wanted.push(uri);
      }
    }
    return { uris: wanted.slice(0, limit), truncated: wanted.length > limit };
  }

  async #isWanted(uri: string, top: string, filter: FolderFilter): Promise<boolean> {
    const parts = uri.slice(top.length + 1).split('/');
    for (const [index, name] of parts.entries()) {
      const folder = [top, ...parts.slice(0, index)].join('/');
      const names = [...this.texts.keys()].flatMap((other) =>
        other.startsWith(`${folder}/`) ? (other.slice(folder.length + 1).split('/')[0] ?? []) : [],
      );
      const isWanted = await filter(folder, names);
      if (!isWanted(name, index < parts.length - 1)) {
        return false;
      }
    }
    return true;
  }
}

export interface InProcess {
  readonly client: TestClient;
  readonly server: Connection;
  readonly files: MemoryFiles;
  /** Raw bytes to the server, past the client. */
  readonly toServer: PassThrough;
}

const running = new Set<InProcess>();

afterEach(async () => {
  for (const started of [...running]) {
    await stop(started);
  }
});

/** Ends a server before its test does, which is needed where there are thousands. */
export async function stop(started: InProcess): Promise<void> {
  const { client, server } = started;
  running.delete(started);
  // Refused by a server that was never initialized, or that the test has shut down already.
  await client.shutdown().catch(() => undefined);
  client.dispose();
  server.dispose();
}

/** A server in this process, with few rules, connected but not initialized; gone after the test. */
export function connect(
  files: Readonly<Record<string, string>> = {},
  host: Partial<Host> = {},
): InProcess {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const memory = new MemoryFiles(files);
  const server = createConnection(
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  startServer(server, { files: memory, nextTurn: () => setImmediate(), lint, ...host });
  const client = new TestClient(
    createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer)),
  );
  const started = { client, server, files: memory, toServer };
  running.add(started);
  return started;
}

/** The same, initialized. */
export async function start(
  options: StartOptions & {
    readonly files?: Readonly<Record<string, string>>;
    readonly host?: Partial<Host>;
  } = {},
): Promise<InProcess> {
  const started = connect(options.files, options.host);
  await started.client.start(options);
  return started;
}
