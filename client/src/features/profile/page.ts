import { l10n, Uri, workspace } from 'vscode';

import type { ProfileLine, ProfileResult } from '../../../../server/src/protocol/index';
import { codeSpan, markdownTable } from '../../infrastructure/markdown';

/** The profile as a Markdown page that reads well as plain text, too. */
export function profilePage(profile: ProfileResult, subject: string): string {
  const header = [l10n.t('Property'), l10n.t('Value'), l10n.t('From')];
  const rows = profile.lines.map((line) => [
    labelOf(line.property),
    codeSpan(line.value),
    sourceOf(line),
  ]);
  return [
    `# ${l10n.t('Cluster Profile')}`,
    subject === ''
      ? l10n.t('What the files of this window are judged by.')
      : l10n.t('What {0} is judged by.', nameOf(subject)),
    ...(profile.ignored ? [l10n.t('The file is ignored by the project file.')] : []),
    markdownTable(header, rows),
    `${l10n.t(
      'What is not listed is not known. Set it in the settings under aksCilium.profile, or for everybody in the project file aks-cilium.yaml.',
    )}\n`,
  ].join('\n\n');
}

function labelOf(property: string): string {
  const labels: Readonly<Record<string, string>> = {
    edition: l10n.t('Edition of the AKS documentation'),
    dataplane: l10n.t('Dataplane'),
    name: l10n.t('Name'),
    kubernetesVersion: l10n.t('Kubernetes version'),
    ciliumVersion: l10n.t('Cilium version'),
    ipam: l10n.t('IP address management'),
    ipFamilies: l10n.t('IP families'),
    podCidrs: l10n.t('Pod address ranges'),
    serviceCidrs: l10n.t('Service address ranges'),
    nodeCidrs: l10n.t('Node address ranges'),
    acns: l10n.t('Advanced Container Networking Services'),
    acnsNetworkPolicies: l10n.t('Advanced network policies'),
    localDns: l10n.t('LocalDNS'),
    windowsPools: l10n.t('Windows node pools'),
    istioAddon: l10n.t('Istio add-on'),
  };
  return labels[property] ?? codeSpan(property);
}

function sourceOf({ source, sourceUri }: ProfileLine): string {
  const file = sourceUri === undefined ? '' : ` ${nameOf(sourceUri)}`;
  switch (source) {
    case 'default':
      return l10n.t('default');
    case 'command line':
      return l10n.t('command line');
    case 'editor settings':
      return l10n.t('editor settings');
    case 'project file':
      return l10n.t('project file') + file;
    case 'infrastructure':
      return l10n.t('infrastructure') + file;
    default:
      return source satisfies never;
  }
}

/** Names of files are text from elsewhere as well. */
function nameOf(uri: string): string {
  return codeSpan(workspace.asRelativePath(Uri.parse(uri)));
}
