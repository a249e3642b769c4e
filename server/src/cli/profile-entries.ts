import { fileURLToPath } from 'node:url';
import {
  type Configuration,
  describeProfile,
  type LineIndex,
  type ProfileLine,
  type Range,
  reasonText,
} from '../core/index';
import { displayPath } from './inputs';
import type { ClusterEntry, ProfileEntry } from './report';

/** How files are named, and where their lines are. */
export interface ProfilePlaces {
  /** The working directory. */
  readonly folder: string;
  readonly linesOf: (uri: string) => LineIndex | undefined;
}

/** The known values of a profile with who said them, files named from the working directory. */
export function profileEntries(
  { profile }: Pick<Configuration, 'profile'>,
  places: ProfilePlaces,
): ProfileEntry[] {
  return describeProfile(profile)
    .filter(({ known }) => known)
    .map((line) => ({
      property: line.key,
      value: profile[line.key]?.value,
      source: sourceOf(line, places),
      ...(line.origin === undefined ? {} : placeOf(line.origin, places)),
    }));
}

/** The clusters of the workspace that the profile is about; more than one where nothing says which. */
export function clusterEntries(
  { clusters }: Pick<Configuration, 'clusters'>,
  places: ProfilePlaces,
): ClusterEntry[] {
  return clusters.map((cluster) => ({
    name: cluster.values.name?.value,
    ...placeOf(cluster, places),
    ...(cluster.context === undefined ? {} : { context: cluster.context }),
  }));
}

/** `infra/main.bicep:12:5`, `aks-cilium.yaml`, `default`, ...: who said a value. */
export function sourceOf({ source, origin }: ProfileLine, places: ProfilePlaces): string {
  if (origin === undefined) {
    return source;
  }
  const { file, line, column } = placeOf(origin, places);
  const isInfrastructure = origin.kind === 'infrastructure';
  const place = isInfrastructure && line !== undefined ? `${file}:${line}:${column}` : file;
  const reason = isInfrastructure ? reasonText(origin) : '';
  return source.startsWith('from ') ? `${source} (${place})` : `${place}${reason}`;
}

function placeOf(
  { uri, range }: { readonly uri: string; readonly range?: Range },
  { folder, linesOf }: ProfilePlaces,
): { readonly file: string; readonly line?: number; readonly column?: number } {
  const file = fileOf(uri, folder);
  const position = range && linesOf(uri)?.positionAt(range.start);
  return position === undefined
    ? { file }
    : { file, line: position.line + 1, column: position.character + 1 };
}

function fileOf(uri: string, folder: string): string {
  try {
    return displayPath(fileURLToPath(uri), folder);
  } catch {
    return uri;
  }
}
