import { readProjectFile } from '../../../server/src/core/index';
import type { TestClient } from './client';
import type { MemoryFiles } from './in-process';
import { type CheckedOut, changeOf, type Session, type Step, wordChangeOf } from './random-edits';
import { type FileChoice, fileChoices } from './workspace-texts';

const root = 'file:///w';
export const uriOf = ({ path }: FileChoice) => `${root}/${path}`;

const folderChoices = [[root], [`${root}/apps`], [`${root}/infra`, `${root}/apps`]] as const;
const settingsChoices = [
  { extends: 'strict' },
  { extends: 'strict', profile: { kubernetesVersion: '1.30', acns: false } },
  { rules: { 'ipblock-any-excludes-pods': 'hint' } },
] as const;

/** All that decides about findings. */
export interface World {
  /** What is on the disk, by uri. */
  readonly disk: ReadonlyMap<string, string>;
  /** What the editor shows, in the order of opening. */
  readonly open: ReadonlyMap<string, { readonly text: string; readonly languageId: string }>;
  readonly folders: readonly string[];
  readonly settings: unknown;
}

interface OpenDocument {
  readonly languageId: string;
  readonly history: string[];
  text: string;
}

/** An editor with its disk, as the client of a server sees them. */
export class Editor implements World {
  readonly disk = new Map<string, string>();
  readonly open = new Map<string, OpenDocument>();
  folders: readonly string[] = folderChoices[0];
  settings: unknown = settingsChoices[0];
  #client: TestClient | undefined;
  #files: MemoryFiles | undefined;

  constructor({ disk }: Session) {
    for (const [index, number] of disk.entries()) {
      const choice = fileAt(index);
      if (number !== undefined) {
        this.disk.set(uriOf(choice), textAt(choice, number));
      }
    }
  }

  async connect(client: TestClient, files: MemoryFiles, { open }: Session): Promise<void> {
    this.#client = client;
    this.#files = files;
    client.settings = () => this.settings;
    for (const index of open) {
      await this.#open(fileAt(index));
    }
  }

  async do(step: Step): Promise<void> {
    switch (step.kind) {
      case 'settings':
        this.settings = settingsChoices[step.choice];
        return this.#to.connection.sendNotification('workspace/didChangeConfiguration', {
          settings: null,
        });
      case 'folders':
        return this.#setFolders(folderChoices[step.choice] ?? []);
      case 'pull-all': {
        const report = this.#to.connection
          .sendRequest('workspace/diagnostic', { previousResultIds: [] })
          .catch(() => undefined);
        return step.wait ? void (await report) : undefined;
      }
      case 'delete-folder':
        return this.#deleteFolder(step.folder);
      case 'checkout':
        return this.#checkOut(step.files);
      case 'write':
      case 'delete':
      case 'rename':
        return this.#doOnDisk(step);
      default:
        return this.#doInEditor(step);
    }
  }

  /**
   * Sees to it that every project file can be read: while one cannot, a server goes by what was in it before, which one
   * that has just started does not know.
   */
  async mend(): Promise<void> {
    for (const choice of fileChoices.filter(({ path }) => path.endsWith('aks-cilium.yaml'))) {
      const uri = uriOf(choice);
      const isBroken = (text = '') => readProjectFile(uri, text).broken;
      if (isBroken(this.disk.get(uri))) {
        await this.#write(uri, '');
      }
      const document = this.open.get(uri);
      if (document !== undefined && isBroken(document.text)) {
        document.text = '';
        await this.#to.change(uri, '');
      }
    }
  }

  async #doOnDisk(step: Step & { readonly kind: 'write' | 'delete' | 'rename' }): Promise<void> {
    const choice = fileAt(step.file);
    const uri = uriOf(choice);
    if (step.kind === 'write') {
      return this.#write(uri, textAt(choice, step.text));
    }
    const text = this.disk.get(uri);
    if (text === undefined) {
      return;
    }
    this.#offDisk(uri);
    if (step.kind === 'delete') {
      return this.#to.filesChanged({ [uri]: 'deleted' });
    }
    const to = fileAt(step.to);
    const target = uriOf(to);
    this.#onDisk(target, text);
    await this.#to.filesChanged({ [uri]: 'deleted', [target]: 'created' });
    // An editor shows the file under its new name.
    const document = this.open.get(uri);
    if (document !== undefined && uri !== target) {
      await this.#close(uri);
      await this.#close(target);
      await this.#open(to, document.text);
    }
  }

  async #deleteFolder(folder: string): Promise<void> {
    const uri = `${root}/${folder}`;
    for (const inside of [...this.disk.keys()].filter((each) => each.startsWith(`${uri}/`))) {
      this.#offDisk(inside);
    }
    await this.#to.filesChanged({ [uri]: 'deleted' });
  }

  async #checkOut(files: readonly CheckedOut[]): Promise<void> {
    const changes: Record<string, 'created' | 'changed' | 'deleted'> = {};
    for (const { file, text } of files) {
      const choice = fileAt(file);
      const uri = uriOf(choice);
      const wasThere = this.disk.has(uri);
      if (text !== undefined) {
        changes[uri] = wasThere ? 'changed' : 'created';
        this.#onDisk(uri, textAt(choice, text));
      } else if (wasThere) {
        changes[uri] = 'deleted';
        this.#offDisk(uri);
      }
    }
    await this.#to.filesChanged(changes);
  }

  async #doInEditor(step: Step & { readonly file: number }): Promise<void> {
    const choice = fileAt(step.file);
    const uri = uriOf(choice);
    const document = this.open.get(uri);
    if (step.kind === 'open') {
      return document === undefined ? this.#open(choice) : undefined;
    }
    if (document === undefined) {
      return;
    }
    switch (step.kind) {
      case 'close':
        return this.#close(uri);
      case 'reopen':
        await this.#close(uri);
        return this.#open(choice, document.text);
      case 'save':
        return this.#write(uri, document.text);
      case 'edit': {
        document.history.push(document.text);
        const changes = step.changes.map((wanted) => {
          const { after, ...change } = changeOf(document.text, wanted);
          document.text = after;
          return change;
        });
        return this.#to.change(uri, ...changes);
      }
      case 'replace':
        document.history.push(document.text);
        document.text = textAt(choice, step.text);
        return this.#to.change(uri, document.text);
      case 'word': {
        const change = wordChangeOf(document.text, step.from, step.word);
        if (change === undefined) {
          return;
        }
        document.history.push(document.text);
        document.text = change.after;
        return this.#to.change(uri, { range: change.range, text: change.text });
      }
      case 'mode':
        await this.#close(uri);
        return this.#open({ ...choice, languageId: step.languageId }, document.text);
      case 'undo': {
        const { text } = document;
        document.text = document.history.pop() ?? text;
        // As an editor does it: the whole is replaced by what it was.
        const { range } = changeOf(text, { from: 0, length: text.length, text: '' });
        return this.#to.change(uri, { range, text: document.text });
      }
      case 'pull': {
        const report = this.#to.pull(uri).catch(() => undefined);
        return step.wait ? void (await report) : undefined;
      }
      case 'actions': {
        const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
        this.#to.actions(uri, range).catch(() => undefined);
        return;
      }
      default:
    }
  }

  get #to(): TestClient {
    if (this.#client === undefined) {
      throw new Error('There is no server yet.');
    }
    return this.#client;
  }

  async #open(choice: FileChoice, text?: string): Promise<void> {
    const uri = uriOf(choice);
    const { languageId } = choice;
    const shown = text ?? this.disk.get(uri) ?? textAt(choice, this.open.size + 1);
    this.open.set(uri, { languageId, history: [], text: shown });
    await this.#to.open(uri, shown, languageId);
  }

  async #close(uri: string): Promise<void> {
    if (this.open.delete(uri)) {
      await this.#to.close(uri);
    }
  }

  async #write(uri: string, text: string): Promise<void> {
    const type = this.disk.has(uri) ? 'changed' : 'created';
    this.#onDisk(uri, text);
    await this.#to.filesChanged({ [uri]: type });
  }

  #onDisk(uri: string, text: string): void {
    this.disk.set(uri, text);
    this.#files?.texts.set(uri, text);
  }

  #offDisk(uri: string): void {
    this.disk.delete(uri);
    this.#files?.texts.delete(uri);
  }

  async #setFolders(folders: readonly string[]): Promise<void> {
    const named = (uris: readonly string[]) => uris.map((uri) => ({ uri, name: uri }));
    const event = {
      added: named(folders.filter((uri) => !this.folders.includes(uri))),
      removed: named(this.folders.filter((uri) => !folders.includes(uri))),
    };
    this.folders = folders;
    await this.#to.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
  }
}

function fileAt(index: number): FileChoice {
  const choice = fileChoices[index];
  if (choice === undefined) {
    throw new Error(`There is no file ${index}.`);
  }
  return choice;
}

function textAt({ texts }: FileChoice, number: number): string {
  return texts[number % texts.length] ?? '';
}
