import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Configuration, describeProfile } from '../../core/index';
import { ClusterFiles } from '../cluster-files';
import { describeError, UsageError } from '../errors';
import { profileObject, stringify } from '../formatters/json';
import { collectInputs, displayPath } from '../inputs';
import type { Host, TargetOptions } from '../options';
import { clusterEntries, type ProfilePlaces, profileEntries, sourceOf } from '../profile-entries';
import { ProjectFiles } from '../project-files';
import { plural } from '../report';
import { Projects, rootsOfRun } from '../roots';
import { neutralise, type Style, styleFor, wantsColour } from '../terminal';
import { FileWorkspace } from '../workspace';

/** `aks-cilium profile [path]`: what is known of the cluster, and from where. */
export function showProfile(
  path: string,
  options: TargetOptions & { readonly format: 'text' | 'json' },
  host: Host,
): number {
  const target = resolve(host.folder, path);
  const isFolder = isFolderAt(target, path);
  const projects = new Projects();
  const projectFiles = new ProjectFiles(host.folder, options, projects);
  const { inputs, named } = collectInputs([path], host.folder);
  const workspace = new FileWorkspace(inputs, rootsOfRun(named, host.folder, projects));
  const clusterFiles = new ClusterFiles(inputs, workspace, projects);
  projectFiles.clusterFiles = clusterFiles;
  const configuration = isFolder
    ? projectFiles.configurationIn(target)
    : projectFiles.configurationOf(target);
  const places: ProfilePlaces = {
    folder: host.folder,
    linesOf: (uri) => projectFiles.linesOf(uri) ?? clusterFiles.get(uri)?.lines,
  };
  if (options.format === 'json') {
    const entries = profileEntries(configuration, places);
    const clusters = clusterEntries(configuration, places);
    host.stdout.write(`${stringify(profileObject(entries, clusters))}\n`);
    return 0;
  }
  const style = styleFor(wantsColour(host.stdout, host.env));
  const title = `Cluster profile for ${neutralise(displayPath(target, host.folder))}`;
  const lines = [
    style.bold(title),
    ...valueLines(configuration, places, style),
    ...clusterLines(configuration, places),
  ];
  host.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return 0;
}

function isFolderAt(target: string, path: string): boolean {
  try {
    return statSync(target).isDirectory();
  } catch (error) {
    throw new UsageError(`${path}: ${describeError(error)}`);
  }
}

function valueLines({ profile }: Configuration, places: ProfilePlaces, style: Style): string[] {
  const lines = describeProfile(profile);
  const nameWidth = Math.max(...lines.map(({ name }) => name.length));
  const valueWidth = Math.min(40, Math.max(...lines.map(({ value }) => value.length)));
  return lines.map((line) => {
    const value = neutralise(line.value).padEnd(valueWidth);
    const source = neutralise(sourceOf(line, places));
    const shown = line.known ? value : style.dim(value);
    return `  ${line.name.padEnd(nameWidth)}  ${shown}  ${style.dim(source)}`.trimEnd();
  });
}

/** Which clusters of the workspace the profile is about, and what to do when they are several. */
function clusterLines(configuration: Configuration, places: ProfilePlaces): string[] {
  const { missingCluster } = configuration;
  if (missingCluster !== undefined) {
    return [`No file here defines the cluster "${neutralise(missingCluster)}".`];
  }
  const entries = clusterEntries(configuration, places).map(
    ({ name = 'a cluster', file, line, column, context }) => {
      const given = context === undefined ? '' : `, with ${context}`;
      return `${name} (${file}:${line ?? 1}:${column ?? 1}${given})`;
    },
  );
  const [only] = entries;
  if (only === undefined) {
    return [];
  }
  return entries.length === 1
    ? [`Defined by ${neutralise(only)}.`]
    : [
        `${plural(entries.length, 'cluster')} may be meant; a value is known when all have it:`,
        ...entries.map((entry) => `  ${neutralise(entry)}`),
        'Choose one with "cluster: NAME" in aks-cilium.yaml, for all files or in "overrides".',
      ];
}
