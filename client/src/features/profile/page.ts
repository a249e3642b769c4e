import { l10n, Range, Uri, workspace } from 'vscode';

import type {
  ProfileCluster,
  ProfileLine,
  ProfilePosition,
  ProfileResult,
} from '../../../../server/src/protocol/index';
import { codeSpan, markdownTable } from '../../infrastructure/markdown';
import { placeUri } from '../../infrastructure/places';

/** A profile as text, and the places in files that it names. */
export interface ProfilePage {
  readonly text: string;
  readonly links: readonly PageLink[];
}

interface PageLink {
  readonly range: Range;
  readonly target: Uri;
}

/** The profile as a Markdown page that reads well as plain text, too. */
export function profilePage(profile: ProfileResult, subject: string): ProfilePage {
  const header = [l10n.t('Property'), l10n.t('Value'), l10n.t('From')];
  const rows = profile.lines.map((line) => [
    labelOf(line.property),
    codeSpan(line.value),
    sourceOf(line),
  ]);
  const text = [
    `# ${l10n.t('Cluster Profile')}`,
    subject === ''
      ? l10n.t('What the files in this window are checked against.')
      : l10n.t('What {0} is checked against.', nameOf(subject)),
    ...(profile.ignored ? [l10n.t('The file is ignored by the project file.')] : []),
    markdownTable(header, rows),
    ...clusterParts(profile),
    `${l10n.t(
      'Values that are not listed are not known. Set them in the settings under aksCilium.profile, or for everyone in the project file aks-cilium.yaml.',
    )}\n`,
  ].join('\n\n');
  return { text, links: linksIn(text, profile) };
}

/** The clusters that the workspace defines, those first that the file may be for. */
function clusterParts({ clusters, missingCluster }: ProfileResult): readonly string[] {
  const possible = clusters.filter(({ isPossible }) => isPossible);
  const others = clusters.filter(({ isPossible }) => !isPossible);
  const list = (items: readonly ProfileCluster[]) =>
    items
      .map((item) => `- ${codeSpan(item.title)}: ${placeOf(item.uri, item.position)}`)
      .join('\n');
  return [
    ...(missingCluster === undefined
      ? []
      : [l10n.t('No file in the workspace defines the cluster {0}.', codeSpan(missingCluster))]),
    ...(possible.length === 0 ? [] : [clustersText(possible.length), list(possible)]),
    ...(others.length === 0 ? [] : [l10n.t('Other clusters in the workspace:'), list(others)]),
  ];
}

function clustersText(count: number): string {
  return count === 1
    ? l10n.t('The cluster is defined here:')
    : l10n.t(
        'The file may be for any of these clusters. Only the values they share are known. Use "AKS Cilium: Choose Cluster" to choose one.',
      );
}

/** Every place that the page names, as a link to it. */
function linksIn(text: string, { lines, clusters }: ProfileResult): readonly PageLink[] {
  const places = new Map<string, Uri>();
  for (const { sourceUri, position } of lines) {
    if (sourceUri !== undefined) {
      places.set(placeOf(sourceUri, position), placeUri(sourceUri, position));
    }
  }
  for (const { uri, position } of clusters) {
    places.set(placeOf(uri, position), placeUri(uri, position));
  }
  return text.split('\n').flatMap((line, row) =>
    [...places].flatMap(([name, target]): readonly PageLink[] => {
      const at = line.lastIndexOf(name);
      return at === -1 ? [] : [{ range: new Range(row, at, row, at + name.length), target }];
    }),
  );
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

function sourceOf({ source, sourceUri, position, by, parameter = '' }: ProfileLine): string {
  const file = sourceUri === undefined ? '' : ` ${placeOf(sourceUri, position)}`;
  switch (source) {
    case 'default':
      return l10n.t('default');
    case 'command line':
      return l10n.t('command line');
    case 'editor settings':
      return l10n.t('editor settings');
    case 'several clusters':
      return l10n.t('the clusters differ');
    case 'project file':
      return l10n.t('project file') + file;
    case 'infrastructure':
      return by === 'left out'
        ? l10n.t('AKS default, omitted in{0}', file)
        : by === 'parameter default'
          ? l10n.t('default of parameter {0} in{1}', codeSpan(parameter), file)
          : file.trimStart();
    default:
      return source satisfies never;
  }
}

/** Names of files are text from elsewhere as well. */
function placeOf(uri: string, position: ProfilePosition | undefined): string {
  const line = position === undefined ? '' : `:${position.line + 1}`;
  return codeSpan(`${workspace.asRelativePath(Uri.parse(uri))}${line}`);
}

function nameOf(uri: string): string {
  return codeSpan(workspace.asRelativePath(Uri.parse(uri)));
}
