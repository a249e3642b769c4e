import { readTemplateString } from '../../syntax/arm/expression';
import type { ArmFile } from '../../syntax/arm/file';
import { type JsonNode, memberOf, rangeOf, stringOf } from '../../syntax/arm/json';
import { pathTo } from '../../syntax/arm/path';
import type { Range } from '../../text/range';
import { type ClusterSite, type ClusterWord, settingAtKeys, siteOfType } from './word';

/** The word at the offset of a template in JSON; undefined when it says nothing of a cluster. */
export function armWordAt({ root, text }: ArmFile, offset: number): ClusterWord | undefined {
  let site: ClusterSite | undefined;
  let keys: readonly string[] = [];
  let key: Range | undefined;
  const path = pathTo(root, offset);
  for (const [index, node] of path.entries()) {
    const next = path[index + 1];
    switch (node.type) {
      case 'object': {
        const own = siteOf(node, site);
        site = own ?? site;
        keys = own === undefined ? keys : [];
        break;
      }
      case 'array':
        break;
      case 'property': {
        const [name] = node.children ?? [];
        if (name === undefined || next === undefined) {
          return undefined;
        }
        key = rangeOf(name);
        keys = [...keys, String(name.value)];
        if (next === name) {
          return site && nameWord(site, keys, key);
        }
        break;
      }
      default:
        return site && key && valueWord(site, keys, key, node, text);
    }
  }
  return undefined;
}

/** What an object declares when it is a resource. */
function siteOf(node: JsonNode, parent: ClusterSite | undefined): ClusterSite | undefined {
  const written = memberOf(node, 'type')?.value;
  const type = stringOf(written);
  const of = type === undefined ? undefined : siteOfType(type, parent);
  return written && of
    ? { of, version: stringOf(memberOf(node, 'apiVersion')?.value), owner: rangeOf(written) }
    : undefined;
}

function nameWord(site: ClusterSite, keys: readonly string[], key: Range): ClusterWord | undefined {
  const setting = settingAtKeys(site, keys);
  return setting && { kind: 'name', site, ...setting, key, range: key };
}

function valueWord(
  site: ClusterSite,
  keys: readonly string[],
  key: Range,
  node: JsonNode,
  text: string,
): ClusterWord | undefined {
  const range = rangeOf(node);
  if (keys.length === 1 && /^(?:type|apiVersion)$/i.test(keys[0] ?? '')) {
    return { kind: 'type', site, range };
  }
  const setting = settingAtKeys(site, keys);
  const read = node.type === 'string' ? readTemplateString(node, text) : undefined;
  const isLiteral = node.type === 'number' || node.type === 'boolean';
  return (
    setting && {
      kind: 'value',
      site,
      ...setting,
      key,
      range,
      text: read?.kind === 'text' ? read.value : isLiteral ? String(node.value) : undefined,
    }
  );
}
