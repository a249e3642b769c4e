import { fileURLToPath } from 'node:url';
import { type ClusterProfile, describeProfile, type ProfileLine } from '../core/index';
import { displayPath } from './inputs';
import type { ProfileEntry } from './report';

/** The known values of a profile with who said them, files named from the working directory. */
export function profileEntries(profile: ClusterProfile, folder: string): ProfileEntry[] {
  return describeProfile(profile)
    .filter(({ known }) => known)
    .map((line) => ({
      property: line.key,
      value: profile[line.key]?.value,
      source: sourceOf(line, folder),
    }));
}

/** `project file aks-cilium.yaml`, `default`, ...: who said a value. */
export function sourceOf({ source, origin }: ProfileLine, folder: string): string {
  if (origin === undefined) {
    return source;
  }
  const file = fileOf(origin.uri, folder);
  return source.startsWith('from ') ? `${source} (${file})` : file;
}

function fileOf(uri: string, folder: string): string {
  try {
    return displayPath(fileURLToPath(uri), folder);
  } catch {
    return uri;
  }
}
