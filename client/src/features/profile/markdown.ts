import { l10n, Uri, workspace } from 'vscode';

import type { ProfileLine, ProfileResult } from '../../../../server/src/protocol/index';

/** The profile as a Markdown page that reads well as plain text, too. */
export function profileAsMarkdown(profile: ProfileResult, subject: string): string {
  const header = [l10n.t('Property'), l10n.t('Value'), l10n.t('From')];
  const rows = profile.lines.map((line) => [labelOf(line.property), line.value, sourceOf(line)]);
  return [
    `# ${l10n.t('Cluster Profile')}`,
    '',
    subject === ''
      ? l10n.t('What the files of this window are judged by.')
      : l10n.t('What {0} is judged by.', code(nameOf(subject))),
    ...(profile.ignored ? ['', l10n.t('The file is ignored by the project file.')] : []),
    '',
    ...table([header, ...rows.map((row) => row.map(escapeCell))]),
    '',
    l10n.t(
      'What is not listed is not known. Set it in the settings under aksCilium.profile, or for everybody in the project file aks-cilium.yaml.',
    ),
    '',
  ].join('\n');
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
  return labels[property] ?? property;
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

function nameOf(uri: string): string {
  return workspace.asRelativePath(Uri.parse(uri));
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

/** Values come from files of the workspace: nothing in them may act as Markdown. */
function escapeCell(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~&]/g, '\\$&').replace(/\s+/g, ' ');
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [header = [], ...body] = rows;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)];
}
