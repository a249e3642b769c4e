import type { Range } from '../../text/range';
import { entryOf, type YamlMap, type YamlNode } from '../yaml/tree';

/** A version of the Azure CLI and where it is written. */
export interface PinnedVersion {
  readonly text: string;
  readonly range: Range;
}

const image = /\bmcr\.microsoft\.com\/azure-cli:(\d+\.\d+\.\d+)(?![\w.])/i;

/**
 * The version of the Azure CLI in the image that the jobs of a map run in: `container` of GitHub Actions and of Azure
 * Pipelines, `image` of GitLab. `around` is what holds outside of the map; another image takes its place, and so does an
 * action, which brings a CLI of its own.
 */
export function imageVersionIn(
  map: YamlMap,
  text: string,
  around: PinnedVersion | undefined,
): PinnedVersion | undefined {
  const node =
    inner(map, 'container') ?? inner(map, 'image') ?? inner(inner(map, 'default'), 'image');
  if (node === undefined) {
    return inner(map, 'uses') === undefined ? around : undefined;
  }
  return (
    versionOf(node, text) ??
    versionOf(inner(node, 'image'), text) ??
    versionOf(inner(node, 'name'), text)
  );
}

function inner(node: YamlNode | undefined, name: string): YamlNode | undefined {
  return node?.kind === 'map' ? entryOf(node, name)?.value : undefined;
}

function versionOf(node: YamlNode | undefined, text: string): PinnedVersion | undefined {
  if (node?.kind !== 'scalar') {
    return undefined;
  }
  const { start, end } = node.range;
  const found = image.exec(text.slice(start, end));
  if (found === null) {
    return undefined;
  }
  const version = found[1] ?? '';
  const at = start + found.index + found[0].length - version.length;
  return { text: version, range: { start: at, end: at + version.length } };
}
