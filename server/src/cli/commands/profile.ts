import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeProfile } from '../../core/index';
import { describeError, UsageError } from '../errors';
import { profileObject, stringify } from '../formatters/json';
import { displayPath } from '../inputs';
import type { Host, TargetOptions } from '../options';
import { profileEntries, sourceOf } from '../profile-entries';
import { ProjectFiles } from '../project-files';
import { neutralise, styleFor, wantsColour } from '../terminal';

/** `aks-cilium profile [path]`: what is known of the cluster, and from where. */
export function showProfile(
  path: string,
  options: TargetOptions & { readonly format: 'text' | 'json' },
  host: Host,
): number {
  const target = resolve(host.folder, path);
  let isFolder: boolean;
  try {
    isFolder = statSync(target).isDirectory();
  } catch (error) {
    throw new UsageError(`${path}: ${describeError(error)}`);
  }
  const projectFiles = new ProjectFiles(host.folder, options);
  const { profile } = isFolder
    ? projectFiles.configurationIn(target)
    : projectFiles.configurationOf(target);
  const file = displayPath(target, host.folder);
  if (options.format === 'json') {
    host.stdout.write(`${stringify(profileObject(profileEntries(profile, host.folder)))}\n`);
    return 0;
  }
  const style = styleFor(wantsColour(host.stdout, host.env));
  const lines = describeProfile(profile);
  const nameWidth = Math.max(...lines.map(({ name }) => name.length));
  const valueWidth = Math.min(40, Math.max(...lines.map(({ value }) => value.length)));
  host.stdout.write(`${style.bold(`Cluster profile for ${neutralise(file)}`)}\n`);
  for (const line of lines) {
    const value = neutralise(line.value).padEnd(valueWidth);
    const source = neutralise(sourceOf(line, host.folder));
    const shown = line.known ? value : style.dim(value);
    host.stdout.write(`  ${line.name.padEnd(nameWidth)}  ${shown}  ${style.dim(source)}`.trimEnd());
    host.stdout.write('\n');
  }
  return 0;
}
