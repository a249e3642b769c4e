import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

import {
  type Configuration,
  documentationUrl,
  type Snapshot,
  type Workspace,
} from '../../server/src/core/index';
import { eventually } from './support/client';
import { lint } from './support/few-rules';
import { start } from './support/in-process';
import { anyDestination, anyRule, everyDestination, nothingWrong } from './support/texts';

const uri = 'file:///w/a.yaml';
const other = 'file:///w/b.yaml';

describe('textDocument/diagnostic', () => {
  it('reports a finding with a link to its rule', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    expect(await client.pull(uri)).toEqual({
      kind: 'full',
      resultId: expect.any(String),
      items: [
        {
          range: { start: { line: 9, character: 26 }, end: { line: 9, character: 35 } },
          severity: 2,
          code: anyRule,
          codeDescription: { href: documentationUrl(anyRule) },
          source: 'aks-cilium',
          message: expect.stringContaining('0.0.0.0/0'),
        },
      ],
    });
  });

  it('leaves out what the client cannot show', async () => {
    const { client } = await start({
      capabilities: { textDocument: { diagnostic: {} } },
      host: { lint: lintWithRelated },
    });
    await client.open(uri, anyDestination);
    const report = await client.pull(uri);
    const [item] = report.kind === 'full' ? report.items : [];
    expect(Object.keys(item ?? {}).sort()).toEqual([
      'code',
      'message',
      'range',
      'severity',
      'source',
    ]);
  });

  it('reports tags and places in other files', async () => {
    const { client } = await start({ host: { lint: lintWithRelated } });
    await client.open(other, nothingWrong);
    await client.open(uri, anyDestination);
    expect(await client.pull(uri)).toMatchObject({
      items: [
        {
          tags: [1, 2],
          relatedInformation: [
            {
              location: {
                uri: other,
                range: { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } },
              },
              message: 'Over there.',
            },
          ],
        },
      ],
    });
  });

  it('is unchanged while nothing has changed', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    const { resultId } = await client.pull(uri);
    expect(await client.pull(uri, resultId)).toEqual({ kind: 'unchanged', resultId });
    expect(await client.pull(uri, 'of another life')).toMatchObject({ kind: 'full' });
  });

  it('is unchanged when another document changes that has no say', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    await client.open(other, nothingWrong);
    const { resultId } = await client.pull(uri);
    await client.change(other, `${nothingWrong}# more\n`);
    expect(await client.pull(uri, resultId)).toEqual({ kind: 'unchanged', resultId });
  });

  it('is unchanged when another document says something that makes no difference', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    await client.open(other, nothingWrong);
    const { resultId } = await client.pull(uri);
    await client.change(other, nothingWrong.replace('app: api', 'app: other'));
    expect(await client.pull(uri, resultId)).toEqual({ kind: 'unchanged', resultId });
  });

  it('changes with what another document says', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    await client.open(other, nothingWrong);
    const { resultId } = await client.pull(uri);
    await client.change(other, everyDestination);
    expect(await client.pull(uri, resultId)).toMatchObject({ kind: 'full', items: [] });
    await client.close(other);
    expect(await client.pull(uri, resultId)).toMatchObject({ items: [{ code: anyRule }] });
  });

  it('is asked for again when another open document says something new', async () => {
    const { client } = await start();
    await client.open(uri, anyDestination);
    await client.open(other, nothingWrong);
    await client.pull(uri);
    // After the folders were read, and for what the two documents say.
    await eventually(() => client.refreshes > 0);
    await sleep(300);
    const { refreshes, profileChanges } = client;
    await client.change(other, `# nothing new\n${nothingWrong}`);
    await client.pull(other);
    await sleep(300);
    expect(client.refreshes).toBe(refreshes);
    await client.change(other, everyDestination);
    await client.pull(other);
    await eventually(() => client.refreshes === refreshes + 1);
    // Profiles have nothing to do with it.
    expect(client.profileChanges).toBe(profileChanges);
  });

  it('changes with what a closed file says', async () => {
    const { client, files } = await start({
      folders: ['file:///w'],
      files: { [other]: everyDestination },
    });
    await client.open(uri, anyDestination);
    await eventually(() => client.refreshes === 1);
    expect(await client.pull(uri)).toMatchObject({ items: [] });
    files.texts.delete(other);
    await client.filesChanged({ [other]: 'deleted' });
    expect(await client.pull(uri)).toMatchObject({ items: [{ code: anyRule }] });
  });

  it('runs the rules once for one text, whoever asks', async () => {
    let runs = 0;
    const { client } = await start({
      host: {
        lint: (...of) => {
          runs++;
          return lint(...of);
        },
      },
    });
    await client.open(uri, anyDestination);
    const everywhere = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    await Promise.all([client.pull(uri), client.pull(uri), client.actions(uri, everywhere)]);
    await client.pull(uri);
    expect(runs).toBe(1);
    await client.change(uri, nothingWrong);
    await client.pull(uri);
    expect(runs).toBe(2);
  });
});

describe('related documents', () => {
  it('come along when this one decides about them', async () => {
    const { client } = await start({ host: { lint: lintWithRelated } });
    await client.open(other, nothingWrong);
    await client.open(uri, anyDestination);
    await client.pull(uri);
    // The place that the finding in `uri` names moves down by a line.
    await client.change(other, `# moved\n${nothingWrong}`);
    const report = await client.pull(other);
    const related = report.kind === 'full' ? report.relatedDocuments?.[uri] : undefined;
    expect(related).toMatchObject({
      kind: 'full',
      resultId: expect.any(String),
      items: [{ relatedInformation: [{ location: { range: { start: { line: 2 } } } }] }],
    });
    expect(await client.pull(uri, related?.resultId)).toMatchObject({ kind: 'unchanged' });
  });

  it('come along when the place they name is on another line, as far from the start as before', async () => {
    const { client } = await start({ host: { lint: lintWithRelated } });
    await client.open(other, `# ab\n${nothingWrong}`);
    await client.open(uri, anyDestination);
    const { resultId } = await client.pull(uri);
    await client.change(other, `#\n#b\n${nothingWrong}`);
    expect(await client.pull(other)).toHaveProperty(['relatedDocuments', uri]);
    expect(await client.pull(uri, resultId)).toMatchObject({
      kind: 'full',
      items: [{ relatedInformation: [{ location: { range: { start: { line: 3 } } } }] }],
    });
  });

  it('do not come along when the client knows them, or cannot take them', async () => {
    const { client } = await start({ host: { lint: lintWithRelated } });
    await client.open(other, nothingWrong);
    await client.open(uri, anyDestination);
    await client.pull(uri);
    expect(await client.pull(other)).not.toHaveProperty('relatedDocuments');

    const { client: simple } = await start({
      capabilities: { textDocument: { diagnostic: {} } },
      host: { lint: lintWithRelated },
    });
    await simple.open(other, nothingWrong);
    await simple.open(uri, anyDestination);
    await simple.pull(uri);
    await simple.change(other, `# moved\n${nothingWrong}`);
    expect(await simple.pull(other)).not.toHaveProperty('relatedDocuments');
  });
});

describe('the severity', () => {
  it.each([
    ['error', 1],
    ['warning', 2],
    ['info', 3],
    ['hint', 4],
  ])('%s is %i', async (severity, number) => {
    const { client } = await start({ settings: () => ({ rules: { [anyRule]: severity } }) });
    await client.open(uri, anyDestination);
    expect(await client.pull(uri)).toMatchObject({ items: [{ severity: number }] });
  });
});

/** Adds tags, and a place in `other`, to every finding: the line of `kind`. */
function* lintWithRelated(
  snapshot: Snapshot,
  configuration: Configuration,
  workspace?: Workspace,
): ReturnType<typeof lint> {
  const result = yield* lint(snapshot, configuration, workspace);
  const kindAt = workspace?.get(other)?.text.indexOf('kind:') ?? 0;
  return {
    ...result,
    findings: result.findings.map((finding) => ({
      ...finding,
      tags: ['unnecessary', 'deprecated'] as const,
      related: [{ uri: other, range: { start: kindAt, end: kindAt + 4 }, message: 'Over there.' }],
    })),
  };
}
