import {
  Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  l10n,
  languages,
  type TextDocument,
  window,
  workspace,
} from 'vscode';

import {
  type ProfileParams,
  type ProfileResult,
  profileRequest,
} from '../../../../server/src/protocol/index';
import { isRelevant, mayBecomeRelevant } from '../../infrastructure/documents';
import type { LazyLanguageClient } from '../../infrastructure/language-client';
import { languageIds } from '../../infrastructure/relevance';
import { summaryOf } from './summary';

/**
 * The language status items: which cluster and which edition the document is judged for, and the choice where several
 * clusters may be meant.
 */
export function activateStatus(client: LazyLanguageClient): Disposable {
  const item = languages.createLanguageStatusItem('aksCilium.profile', []);
  item.name = 'AKS Cilium';
  item.text = 'AKS Cilium';
  item.command = {
    command: 'aksCilium.showProfile',
    title: l10n.t('Show Cluster Profile'),
  };
  const choice = languages.createLanguageStatusItem('aksCilium.clusters', []);
  choice.name = 'AKS Cilium';
  choice.command = {
    command: 'aksCilium.chooseCluster',
    title: l10n.t('Choose Cluster'),
  };
  let asked = 0;
  let isShown = false;
  const update = async () => {
    const turn = ++asked;
    const document = window.activeTextEditor?.document;
    isShown = document !== undefined && isRelevant(document);
    if (document === undefined || !isShown) {
      item.selector = [];
      choice.selector = [];
      return;
    }
    item.selector = languageIds.map((language) => ({ language }));
    const profile = await profileOf(client, document);
    if (turn === asked) {
      show(item, client, profile);
      showChoice(choice, profile);
    }
  };
  void update();
  return Disposable.from(
    item,
    choice,
    client.onDidChangeState(update),
    client.onDidChangeProfile(update),
    window.onDidChangeActiveTextEditor(update),
    // An open document is opened again when its language changes.
    workspace.onDidOpenTextDocument((document) => (isActive(document) ? update() : undefined)),
    workspace.onDidChangeTextDocument((event) =>
      !isShown && isActive(event.document) && mayBecomeRelevant(event) ? update() : undefined,
    ),
  );
}

function isActive(document: TextDocument): boolean {
  return document === window.activeTextEditor?.document;
}

async function profileOf(
  client: LazyLanguageClient,
  document: TextDocument,
): Promise<ProfileResult | undefined> {
  if (client.state !== 'running') {
    return undefined;
  }
  const params: ProfileParams = { uri: document.uri.toString() };
  try {
    return await client.request<ProfileResult>(profileRequest, params);
  } catch {
    return undefined;
  }
}

/** Only where there is something to choose. */
function showChoice(item: LanguageStatusItem, profile: ProfileResult | undefined): void {
  const count = profile?.clusters.filter(({ isPossible }) => isPossible).length ?? 0;
  const missing = profile?.missingCluster;
  const isShown = profile?.ignored !== true && (count > 1 || missing !== undefined);
  item.selector = isShown ? languageIds.map((language) => ({ language })) : [];
  item.severity =
    missing === undefined ? LanguageStatusSeverity.Information : LanguageStatusSeverity.Warning;
  item.text =
    missing === undefined
      ? l10n.t('{0} clusters may be meant', count)
      : l10n.t('There is no cluster "{0}"', missing);
  item.detail = missing === undefined ? l10n.t('Only the values they share are known') : '';
}

function show(
  item: LanguageStatusItem,
  client: LazyLanguageClient,
  profile: ProfileResult | undefined,
): void {
  item.busy = client.state === 'starting';
  item.severity = LanguageStatusSeverity.Information;
  item.text = 'AKS Cilium';
  item.detail = '';
  if (client.state === 'failed') {
    item.severity = LanguageStatusSeverity.Error;
    item.detail = l10n.t('The language server is not running.');
  } else if (profile?.ignored === true) {
    item.detail = l10n.t('This file is ignored by the project file.');
  } else if (profile !== undefined) {
    item.text = summaryOf(profile) ?? l10n.t('AKS Cilium, any version');
    item.detail = l10n.t('Edition: {0}', profile.edition);
    if (profile.edition !== 'latest') {
      item.severity = LanguageStatusSeverity.Warning;
    }
  }
}
