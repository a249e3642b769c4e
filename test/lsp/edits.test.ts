import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Diagnostic, WorkspaceDiagnosticReport } from 'vscode-languageserver/node';

import { lint } from '../../server/src/core/index';
import { lintWorkspaceRequest } from '../../server/src/protocol/index';
import { eventually, fullCapabilities, pushCapabilities, type TestClient } from './support/client';
import { Editor, type World } from './support/edit-session';
import { start, stop } from './support/in-process';
import { type Session, sessions } from './support/random-edits';

// `npm run soak` sets these; a failure tells the seed and the path of its session.
const runs = Number(process.env.SOAK_SEQUENCES ?? 2_000);
const seed = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000_000);
const path = process.env.SOAK_PATH;
const most = Number(process.env.SOAK_STEPS ?? 8);
const timeout = 60_000 + runs * 300;

/** Sessions wait for timers of the server more than they work, so many go on at the same time. */
const lanes = path === undefined ? 8 : 1;

/** Diagnostics by file, without the files that have none. */
type Shown = Readonly<Record<string, readonly Diagnostic[]>>;

interface Diagnoses {
  /** Of the documents that are open. */
  readonly open: Shown;
  /** Of all files of the workspace. */
  readonly all: Shown;
}

function shown(entries: Iterable<readonly [uri: string, items: readonly Diagnostic[]]>): Shown {
  // The last word on a file counts.
  const last = [...new Map(entries)].filter(([, items]) => items.length > 0);
  return Object.fromEntries(last.sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function pulled(client: TestClient, { open }: World): Promise<Diagnoses> {
  // First the whole, which waits until the folders are read: what they hold may change everything.
  const { items } = await client.connection.sendRequest<WorkspaceDiagnosticReport>(
    'workspace/diagnostic',
    { previousResultIds: [] },
  );
  const opened: [string, readonly Diagnostic[]][] = [];
  for (const uri of open.keys()) {
    const report = await client.pull(uri);
    opened.push([uri, report.kind === 'full' ? report.items : []]);
  }
  const all = items.map((item) => [item.uri, item.kind === 'full' ? item.items : []] as const);
  return { open: shown(opened), all: shown(all) };
}

/** What a server says that never saw anything but this state. */
async function freshly(world: World): Promise<Diagnoses> {
  const server = await start({
    host: { lint },
    files: Object.fromEntries(world.disk),
    folders: world.folders,
    settings: () => world.settings,
  });
  // In another order than they were opened in: it must not matter.
  for (const [uri, { text, languageId }] of [...world.open].reverse()) {
    await server.client.open(uri, text, languageId);
  }
  const diagnoses = await pulled(server.client, world);
  await stop(server);
  return diagnoses;
}

/** Pulls as an editor does: again when the server asks for it, and only then. */
async function pullsUntil(client: TestClient, world: World, expected: Diagnoses): Promise<void> {
  for (;;) {
    const { refreshes } = client;
    const diagnoses = await pulled(client, world);
    if (JSON.stringify(diagnoses) === JSON.stringify(expected)) {
      return;
    }
    const isTold = () => client.refreshes > refreshes;
    await eventually(isTold, 'a refresh').catch(() => expect(diagnoses).toEqual(expected));
  }
}

async function showsAtLast(client: TestClient, expected: Shown): Promise<void> {
  const now = () => shown(client.published.map((each) => [each.uri, each.diagnostics]));
  const wanted = JSON.stringify(expected);
  let seen = -1;
  const isRight = () => {
    if (seen === client.published.length) {
      return false;
    }
    seen = client.published.length;
    return JSON.stringify(now()) === wanted;
  };
  await eventually(isRight, 'the diagnostics').catch(() => expect(now()).toEqual(expected));
}

type Mode = 'pull' | 'push';

/** Gives the number of findings at the end. */
async function check(mode: Mode, session: Session): Promise<number> {
  const editor = new Editor(session);
  const server = await start({
    host: { lint },
    capabilities: mode === 'pull' ? fullCapabilities : pushCapabilities,
    files: Object.fromEntries(editor.disk),
    folders: editor.folders,
    settings: () => editor.settings,
  });
  const { client, files } = server;
  await editor.connect(client, files, session);
  for (const step of session.steps) {
    await editor.do(step);
  }
  await editor.mend();
  const expected = await freshly(editor);
  if (mode === 'pull') {
    await pullsUntil(client, editor, expected);
  } else {
    await showsAtLast(client, expected.open);
    await client.connection.sendRequest(lintWorkspaceRequest, {});
    await showsAtLast(client, expected.all);
  }
  expect(client.logged()).toEqual([]);
  await stop(server);
  return Object.values(expected.all).flat().length;
}

const mode = fc.constantFrom<Mode>('pull', 'pull', 'push');

it(
  `any of ${runs} sequences of edits leads to the diagnostics of the final state`,
  async () => {
    let findings = 0;

    const property = fc.asyncProperty(mode, sessions(most), async (how, session) => {
      const found = await check(how, session);
      findings += found;
    });
    const runLane = (lane: number) =>
      fc.assert(property, {
        seed: seed + lane,
        numRuns: Math.ceil(runs / lanes),
        interruptAfterTimeLimit: timeout - 10_000,
        markInterruptAsFailure: true,
        ...(path === undefined ? {} : { path }),
      });
    await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(lane)));
    // A generator that never made findings would prove nothing.
    expect(findings).toBeGreaterThan(path === undefined ? runs / 2 : -1);
  },
  timeout,
);
