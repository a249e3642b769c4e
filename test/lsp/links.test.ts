import { describe, expect, it } from 'vitest';
import { DocumentLinkRequest } from 'vscode-languageserver/node';

import { documentationUrl } from '../../server/src/core/index';
import { fullCapabilities } from './support/client';
import { connect, start } from './support/in-process';
import { crlf } from './support/texts';

const rule = 'useless-except';
const withTooltips = {
  capabilities: {
    ...fullCapabilities,
    textDocument: { ...fullCapabilities.textDocument, documentLink: { tooltipSupport: true } },
  },
};

describe('textDocument/documentLink', () => {
  it('is announced, without resolving', async () => {
    const { client } = connect();
    const { capabilities } = await client.initialize({});
    expect(capabilities.documentLinkProvider).toEqual({});
  });

  it('leads from suppression comments to the pages of rules', async () => {
    const { client } = await start();
    const uri = 'file:///w/a.yaml';
    await client.open(uri, crlf(`a: 1\n# aks-cilium-disable-next-line ${rule}\nb: 2\n`));
    expect(
      await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } }),
    ).toEqual([
      {
        range: { start: { line: 1, character: 31 }, end: { line: 1, character: 31 + rule.length } },
        target: documentationUrl(rule),
      },
    ]);
  });

  it('leads from the project file, with tooltips for clients that show them', async () => {
    const { client } = await start(withTooltips);
    const uri = 'file:///w/aks-cilium.yaml';
    await client.open(uri, `extends: strict\nrules:\n  ${rule}: off\n`);
    expect(
      await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } }),
    ).toMatchObject([
      { target: documentationUrl('README'), tooltip: 'Open the list of rules' },
      { target: documentationUrl(rule), tooltip: expect.stringContaining('page of the rule') },
    ]);
  });

  it('finds none in a document that is not open', async () => {
    const { client } = await start();
    const textDocument = { uri: 'file:///w/none.yaml' };
    expect(await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument })).toEqual(
      [],
    );
  });
});
