import { describe, expect, it } from 'vitest';
import {
  type CodeAction,
  CodeActionTriggerKind,
  LSPErrorCodes,
  type TextEdit as ProtocolTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';

import {
  applyEdits,
  type Configuration,
  type Fix,
  LineIndex,
  type Snapshot,
  type Workspace,
} from '../../server/src/core/index';
import { errorOf, fullCapabilities, type TestClient } from './support/client';
import { lint } from './support/few-rules';
import { type InProcess, start } from './support/in-process';
import { anyDestination, anyRule, nothingWrong } from './support/texts';

const uri = 'file:///w/a.yaml';
const atFinding = { start: { line: 9, character: 28 }, end: { line: 9, character: 28 } };
const everywhere = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

/** A client that does not resolve: edits come with the action. */
const eager = {
  capabilities: {
    ...fullCapabilities,
    textDocument: {
      ...fullCapabilities.textDocument,
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    },
  },
};

/** Replaces the fixes of every finding. */
function hostWithFixes(fixes: (snapshot: Snapshot) => readonly Fix[]) {
  return {
    *lint(snapshot: Snapshot, configuration: Configuration, workspace?: Workspace) {
      const result = yield* lint(snapshot, configuration, workspace);
      const findings = result.findings.map((finding) => ({
        ...finding,
        fixes: () => fixes(snapshot),
      }));
      return { ...result, findings };
    },
  };
}

const edit = (snapshot: Snapshot) => {
  const at = snapshot.text.indexOf('0.0.0.0/0');
  return [{ range: { start: at, end: at + 9 }, newText: '203.0.113.0/24' }];
};
const allKinds = hostWithFixes((snapshot) => [
  { title: 'Suggest it', safety: 'suggestion', edits: edit(snapshot) },
  { title: 'Do it', safety: 'safe', preferred: true, edits: edit(snapshot) },
  { title: 'Not here', safety: 'safe', edits: [], disabledReason: 'The file has no room.' },
]);

const quickFixes = [
  'Suggest it',
  'Do it',
  'Not here',
  `Disable ${anyRule} for this line`,
  `Disable ${anyRule} for this file`,
  `Open documentation of ${anyRule}`,
];

async function opened(options: Parameters<typeof start>[0] = {}): Promise<InProcess> {
  const started = await start(options);
  await started.client.open(uri, anyDestination, 'yaml', 3);
  return started;
}

function titles(actions: readonly CodeAction[]): readonly string[] {
  return actions.map(({ title }) => title);
}

function applied(text: string, workspaceEdit: WorkspaceEdit | undefined): string {
  const lines = new LineIndex(text);
  const [change] = workspaceEdit?.documentChanges ?? [];
  const edits = (change as { edits?: ProtocolTextEdit[] } | undefined)?.edits ?? [];
  return applyEdits(
    text,
    edits.map(({ range, newText }) => ({
      range: { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) },
      newText,
    })),
  );
}

async function named(client: TestClient, title: string): Promise<CodeAction> {
  const action = (await client.actions(uri, atFinding)).find((each) => each.title === title);
  if (action === undefined) {
    throw new Error(`There is no action "${title}".`);
  }
  return action;
}

describe('textDocument/codeAction', () => {
  it('offers the fixes of a finding and its documentation where it is', async () => {
    const { client } = await opened({ host: allKinds });
    const actions = await client.actions(uri, atFinding);
    expect(actions).toMatchObject([
      { title: 'Suggest it', kind: 'quickfix', diagnostics: [{ code: anyRule }] },
      { title: 'Do it', kind: 'quickfix', isPreferred: true, diagnostics: [{ code: anyRule }] },
      { title: 'Not here', kind: 'quickfix', disabled: { reason: 'The file has no room.' } },
      { title: `Disable ${anyRule} for this line`, kind: 'quickfix' },
      { title: `Disable ${anyRule} for this file`, kind: 'quickfix' },
      {
        title: `Open documentation of ${anyRule}`,
        command: { command: 'aksCilium.openRuleDocumentation', arguments: [anyRule] },
      },
      { title: 'Apply all safe fixes of AKS Cilium', kind: 'source.fixAll.aksCilium' },
    ]);
    expect(actions[0]).not.toHaveProperty('isPreferred');
    expect(actions.map((action) => action.edit)).toEqual(actions.map(() => undefined));
    expect(actions[2]).not.toHaveProperty('data');
  });

  it('offers nothing for a finding elsewhere', async () => {
    const { client } = await opened({ host: allKinds });
    const place = { line: 4, character: 0 };
    const actions = await client.actions(uri, { start: place, end: place });
    expect(titles(actions)).toEqual(['Apply all safe fixes of AKS Cilium']);
  });

  it('counts the end of a finding as part of it, and takes ranges in either direction', async () => {
    const { client } = await opened();
    const end = { line: 9, character: 35 };
    expect((await client.actions(uri, { start: end, end })).length).toBeGreaterThan(1);
    const backward = { start: everywhere.end, end: everywhere.start };
    expect((await client.actions(uri, backward)).length).toBeGreaterThan(1);
  });

  it.each([
    [['quickfix'], quickFixes],
    [['source.fixAll.aksCilium'], ['Apply all safe fixes of AKS Cilium']],
    [['source.fixAll'], ['Apply all safe fixes of AKS Cilium']],
    [['source'], ['Apply all safe fixes of AKS Cilium']],
    [['source.fixAll.other'], []],
    [['source.organizeImports'], []],
    [['quickfix.aksCilium'], []],
    [['refactor'], ['Rewrite as CiliumNetworkPolicy']],
    [['refactor.extract'], []],
    [[], []],
  ])('gives a client that wants only %j what it wants', async (only, expected) => {
    const { client } = await opened({ host: allKinds });
    expect(titles(await client.actions(uri, atFinding, { only }))).toEqual(expected);
  });

  it('does not work out the fixes of the whole file when nobody asked for actions', async () => {
    const { client } = await opened({ host: allKinds });
    const triggerKind = CodeActionTriggerKind.Automatic;
    expect(titles(await client.actions(uri, atFinding, { triggerKind }))).not.toContain(
      'Apply all safe fixes of AKS Cilium',
    );
    // On save it is asked for by kind.
    const only = ['source.fixAll'];
    expect(await client.actions(uri, atFinding, { only, triggerKind })).toHaveLength(1);
  });

  it('leaves out disabled fixes for a client that cannot show them', async () => {
    const { client } = await opened({ ...eager, host: allKinds });
    expect(titles(await client.actions(uri, atFinding))).not.toContain('Not here');
  });

  it('offers no "fix all" when no fix is safe', async () => {
    const { client } = await opened({
      host: hostWithFixes((snapshot) => [
        { title: 'Suggest it', safety: 'suggestion', edits: edit(snapshot) },
        { title: 'Risk it', safety: 'unsafe', edits: edit(snapshot) },
      ]),
    });
    expect(await client.actions(uri, everywhere, { only: ['source.fixAll'] })).toEqual([]);
  });

  it('gives edits at once, bound to the version, to a client that does not resolve', async () => {
    const { client } = await opened({ ...eager, host: allKinds });
    const actions = await client.actions(uri, atFinding);
    for (const title of ['Suggest it', 'Do it', 'Apply all safe fixes of AKS Cilium']) {
      expect(actions.find((action) => action.title === title)?.edit).toEqual({
        documentChanges: [
          {
            textDocument: { uri, version: 3 },
            edits: [
              {
                range: { start: { line: 9, character: 26 }, end: { line: 9, character: 35 } },
                newText: '203.0.113.0/24',
              },
            ],
          },
        ],
      });
    }
  });

  it('gives plain changes to a client that knows no versions', async () => {
    const { client } = await opened({
      host: allKinds,
      capabilities: { textDocument: eager.capabilities.textDocument },
    });
    const [action] = await client.actions(uri, atFinding);
    expect(action?.edit).toEqual({ changes: { [uri]: [expect.any(Object)] } });
  });
});

describe('codeAction/resolve', () => {
  it('gives the edit, bound to the version', async () => {
    const { client } = await opened();
    const [action] = await client.actions(uri, atFinding, { only: ['quickfix'] });
    const resolved = await client.resolve(action ?? never());
    expect(resolved.edit).toMatchObject({
      documentChanges: [{ textDocument: { uri, version: 3 } }],
    });
    // The real fix of the real rule: the finding it was offered for is gone.
    await client.change(uri, applied(anyDestination, resolved.edit));
    const report = await client.pull(uri);
    const codes =
      report.kind === 'full' ? report.items.map(({ code, range }) => [code, range.start.line]) : [];
    expect(codes).not.toContainEqual([anyRule, 9]);
  });

  it('resolves "fix all"', async () => {
    const { client } = await opened({ host: allKinds });
    const [action] = await client.actions(uri, everywhere, { only: ['source.fixAll'] });
    const { edit: resolved } = await client.resolve(action ?? never());
    expect(applied(anyDestination, resolved)).toBe(
      anyDestination.replace('0.0.0.0/0', '203.0.113.0/24'),
    );
  });

  it('gives the edit for the text as it is now when the finding has moved', async () => {
    const { client } = await opened({ host: allKinds });
    const action = await named(client, 'Do it');
    const moved = `# one\n# two\n${anyDestination}`;
    await client.change(uri, moved);
    const { edit: resolved } = await client.resolve(action);
    expect(resolved).toMatchObject({ documentChanges: [{ textDocument: { version: 4 } }] });
    expect(applied(moved, resolved)).toBe(moved.replace('0.0.0.0/0', '203.0.113.0/24'));
  });

  it('refuses when it is not clear any more what is meant', async () => {
    const { client } = await opened({ host: allKinds });
    const action = await named(client, 'Do it');
    await client.change(uri, `${anyDestination}---\n${anyDestination}`);
    expect((await errorOf(client.resolve(action))).code).toBe(LSPErrorCodes.ContentModified);
  });

  it('refuses when the finding is gone, and when the document is', async () => {
    const { client } = await opened({ host: allKinds });
    const action = await named(client, 'Do it');
    await client.change(uri, nothingWrong);
    expect((await errorOf(client.resolve(action))).code).toBe(LSPErrorCodes.ContentModified);
    await client.close(uri);
    expect((await errorOf(client.resolve(action))).code).toBe(LSPErrorCodes.ContentModified);
  });

  it('refuses when a document of the same name was opened with another text', async () => {
    const { client } = await opened({ host: allKinds });
    const action = await named(client, 'Do it');
    await client.close(uri);
    await client.open(uri, nothingWrong, 'yaml', 3);
    expect((await errorOf(client.resolve(action))).code).toBe(LSPErrorCodes.ContentModified);
  });

  it('gives back what needs no resolving', async () => {
    const { client } = await opened();
    const documentation = await named(client, `Open documentation of ${anyRule}`);
    expect(await client.resolve(documentation)).toEqual(documentation);
  });
});

function never(): never {
  throw new Error('There is no action.');
}
