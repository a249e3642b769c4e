import { clusterModulePath } from '../../model/aks/cluster-module-path';
import { childrenOf } from '../../syntax/bicep/children';
import { pathTo } from '../../syntax/bicep/find';
import type { BicepFile, BicepNode, Expression } from '../../syntax/bicep/tree';
import type { Range } from '../../text/range';
import { type ClusterSite, type ClusterWord, settingAtKeys, siteOfType } from './word';

/** The word at the offset of a Bicep file; undefined when it says nothing of a cluster. */
export function bicepWordAt(file: BicepFile, offset: number): ClusterWord | undefined {
  // Behind the last character of a word the caret is still at the word.
  return wordOn(file, offset) ?? (offset > 0 ? wordOn(file, offset - 1) : undefined);
}

function wordOn(file: BicepFile, offset: number): ClusterWord | undefined {
  const path = pathTo(file, offset);
  return (
    wordAlong(path, { site: undefined, keys: [], key: undefined }) ?? wordOfVariable(file, path)
  );
}

/** Where a walk down the tree has come to. */
interface Walk {
  readonly site: ClusterSite | undefined;
  readonly keys: readonly string[];
  /** Where the last key is written. */
  readonly key: Range | undefined;
}

function wordAlong(path: readonly BicepNode[], start: Walk): ClusterWord | undefined {
  let walk = start;
  for (const [index, node] of path.entries()) {
    const next = path[index + 1];
    const step = stepInto(node, next, walk);
    if (step === undefined || 'kind' in step) {
      return step;
    }
    walk = step;
  }
  return undefined;
}

/** The walk after a node, or the word that it ends with; undefined when it leads away from settings. */
function stepInto(
  node: BicepNode,
  next: BicepNode | undefined,
  walk: Walk,
): Walk | ClusterWord | undefined {
  switch (node.kind) {
    case 'resource':
      return enter(typeSite(node.type, walk.site), node.type, next);
    case 'module':
      return enter(moduleSite(node.path), node.path, next);
    case 'member':
      return intoMember(node, next, walk);
    case 'object':
    case 'array':
    case 'parenthesized':
    case 'non-null':
      return walk;
    case 'for':
    case 'if':
      return next === node.body ? walk : undefined;
    case 'ternary':
      return next === node.condition ? undefined : walk;
    case 'call':
      return node.name.name === 'union' && next !== node.name ? walk : undefined;
    default:
      return valueWord(node, walk);
  }
}

function enter(
  site: ClusterSite | undefined,
  type: Expression,
  next: BicepNode | undefined,
): Walk | ClusterWord | undefined {
  return site !== undefined && next === type
    ? { kind: 'type', site, range: site.owner }
    : { site, keys: [], key: undefined };
}

function typeSite(type: Expression, parent: ClusterSite | undefined): ClusterSite | undefined {
  if (type.kind !== 'string') {
    return undefined;
  }
  const [name = '', version] = type.value.split('@');
  const of = siteOfType(name, parent);
  return of && { of, version: version ?? parent?.version, owner: rangeOf(type) };
}

function moduleSite(path: Expression): ClusterSite | undefined {
  const module = path.kind === 'string' ? clusterModulePath(path.value) : undefined;
  return module && { of: 'cluster-module', version: module.version, owner: rangeOf(path) };
}

function intoMember(
  node: Extract<BicepNode, { kind: 'member' }>,
  next: BicepNode | undefined,
  { site, keys }: Walk,
): Walk | ClusterWord | undefined {
  const { key } = node;
  const name = key.kind === 'identifier' ? key.name : key.kind === 'string' ? key.value : undefined;
  if (name === undefined || next === undefined) {
    return undefined;
  }
  const inside = [...keys, name];
  if (next !== key) {
    return { site, keys: inside, key: rangeOf(key) };
  }
  const setting = site && settingAtKeys(site, inside);
  return (
    setting && site && { kind: 'name', site, ...setting, key: rangeOf(key), range: rangeOf(key) }
  );
}

function valueWord(node: BicepNode, { site, keys, key }: Walk): ClusterWord | undefined {
  const setting = site && settingAtKeys(site, keys);
  return setting && site && key && isValue(node)
    ? { kind: 'value', site, ...setting, key, range: rangeOf(node), text: textOf(node) }
    : undefined;
}

function isValue({ kind }: BicepNode): boolean {
  return ['string', 'number', 'boolean', 'interpolation', 'variable', 'property'].includes(kind);
}

function textOf(node: BicepNode): string | undefined {
  return node.kind === 'string' || node.kind === 'number' || node.kind === 'boolean'
    ? String(node.value)
    : undefined;
}

// A name that is used more often says nothing new.
const mostUses = 50;

/** What is written in a variable, or as the default of a parameter, is a word of the cluster that uses it. */
function wordOfVariable(file: BicepFile, path: readonly BicepNode[]): ClusterWord | undefined {
  const [statement, next] = path;
  const isNamed = statement?.kind === 'var' || statement?.kind === 'param';
  if (!isNamed || next === undefined || next !== statement.value) {
    return undefined;
  }
  for (const use of usesOf(file, statement.name.name)) {
    const used = wordAlong(pathTo(file, use), { site: undefined, keys: [], key: undefined });
    if (used?.kind === 'value') {
      return wordAlong(path.slice(1), {
        site: used.site,
        keys: keysTo(file, use),
        key: used.key,
      });
    }
  }
  return undefined;
}

/** The keys from the resource or module down to an offset. */
function keysTo(file: BicepFile, offset: number): readonly string[] {
  let keys: readonly string[] = [];
  for (const node of pathTo(file, offset)) {
    if (node.kind === 'resource' || node.kind === 'module') {
      keys = [];
    } else if (node.kind === 'member') {
      const { key } = node;
      keys = [
        ...keys,
        key.kind === 'identifier' ? key.name : key.kind === 'string' ? key.value : '',
      ];
    }
  }
  return keys;
}

function usesOf({ statements }: BicepFile, name: string): readonly number[] {
  const uses: number[] = [];
  const visit = (node: BicepNode): void => {
    if (node.kind === 'variable' && node.name === name) {
      uses.push(node.start);
    }
    for (const child of uses.length < mostUses ? childrenOf(node) : []) {
      visit(child);
    }
  };
  statements.forEach(visit);
  return uses;
}

function rangeOf({ start, end }: BicepNode): Range {
  return { start, end };
}
