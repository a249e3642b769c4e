// A language server as an editor sees it: spawned, talked to over stdio, and watched.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// Not the peer's copy, which lies nearer.
const require = createRequire(new URL('../package.json', import.meta.url));
const {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} = require('vscode-languageserver/node');

/**
 * @typedef {object} ServerKind
 * @property {string} name
 * @property {readonly string[]} command arguments for Node
 * @property {'pull' | 'push'} diagnostics how an editor gets them from this server
 * @property {string} section the section of settings it asks for
 * @property {unknown} settings
 */

export class LanguageServer {
  #process;
  #connection;
  #kind;
  /** @type {((uri: string, version: number | undefined) => void)[]} */
  #waiting = [];

  /** @param {ServerKind} kind */
  constructor(kind) {
    this.#kind = kind;
    this.started = performance.now();
    this.#process = spawn(process.execPath, [...kind.command], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#connection = createProtocolConnection(
      new StreamMessageReader(this.#process.stdout),
      new StreamMessageWriter(this.#process.stdin),
    );
    this.#connection.onNotification('textDocument/publishDiagnostics', ({ uri, version }) => {
      for (const tell of this.#waiting) {
        tell(uri, version);
      }
    });
    this.#connection.onRequest('workspace/configuration', ({ items }) =>
      items.map((/** @type {{ section?: string }} */ { section }) => this.#settingsOf(section)),
    );
    this.#connection.onRequest('client/registerCapability', () => null);
    this.#connection.onRequest('workspace/diagnostic/refresh', () => null);
    this.#connection.onRequest('window/workDoneProgress/create', () => null);
    this.#connection.onUnhandledNotification(() => {});
    this.#connection.listen();
  }

  /** Answers with the milliseconds from the spawn to the answer. @param {string} [folder] the uri of the workspace */
  async initialize(folder) {
    await this.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: folder ?? null,
      workspaceFolders: folder === undefined ? null : [{ uri: folder, name: 'bench' }],
      capabilities: capabilitiesFor(this.#kind.diagnostics),
    });
    const elapsed = performance.now() - this.started;
    await this.#connection.sendNotification('initialized', {});
    await this.#connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { [this.#kind.section]: this.#kind.settings },
    });
    return elapsed;
  }

  /** @param {string} uri @param {string} text @returns {Promise<number>} milliseconds until diagnostics */
  async open(uri, text) {
    const start = performance.now();
    const arrived = this.#diagnostics(uri, 1);
    await this.#connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    });
    await arrived();
    return performance.now() - start;
  }

  /**
   * @param {string} uri
   * @param {number} version
   * @param {{ line: number, character: number }} at
   * @param {string} text typed there
   * @returns {Promise<number>} milliseconds until the diagnostics of this version
   */
  async type(uri, version, at, text) {
    const start = performance.now();
    await this.change(uri, version, at, text);
    await this.#diagnostics(uri, version)();
    return performance.now() - start;
  }

  /** @param {string} uri @param {number} version @param {{ line: number, character: number }} at @param {string} text */
  async change(uri, version, at, text) {
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: at, end: at }, text }],
    });
  }

  /** @param {string} uri @param {{ line: number, character: number }} position */
  async hover(uri, position) {
    const start = performance.now();
    await this.#connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
    return performance.now() - start;
  }

  /** The diagnostics that there are now, of a server that is asked for them. @param {string} uri @returns {Promise<readonly { code: string }[]>} */
  async pull(uri) {
    const report = await this.#connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
    });
    return report.items ?? [];
  }

  /** Resident memory in MB: all, and what other processes of Node do not share. */
  memory() {
    const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8');
    const of = (/** @type {string} */ name) =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024;
    return { all: of('VmRSS'), own: of('RssAnon') };
  }

  stop() {
    this.#connection.dispose();
    this.#process.kill('SIGKILL');
  }

  /**
   * @param {string} uri
   * @param {number} version
   * @returns {() => Promise<unknown>} waits for diagnostics; a server that pushes is listened to from now on
   */
  #diagnostics(uri, version) {
    if (this.#kind.diagnostics === 'pull') {
      return () =>
        this.#connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
    }
    const published = new Promise((resolve) => {
      const tell = (/** @type {string} */ of, /** @type {number | undefined} */ ofVersion) => {
        if (of === uri && (ofVersion === undefined || ofVersion >= version)) {
          this.#waiting = this.#waiting.filter((other) => other !== tell);
          resolve(undefined);
        }
      };
      this.#waiting.push(tell);
    });
    return () => published;
  }

  /** @param {string | undefined} section */
  #settingsOf(section) {
    return section === this.#kind.section ? this.#kind.settings : null;
  }
}

/** @param {'pull' | 'push'} diagnostics */
function capabilitiesFor(diagnostics) {
  return {
    workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
    textDocument: {
      ...(diagnostics === 'pull' ? { diagnostic: { relatedDocumentSupport: true } } : {}),
      publishDiagnostics: { versionSupport: true },
      hover: { contentFormat: ['markdown'] },
    },
  };
}
