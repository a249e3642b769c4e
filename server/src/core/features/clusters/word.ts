import { clusterResourceTypes } from '../../knowledge/api-versions';
import type { AzCommandName } from '../../knowledge/cli-names';
import { clusterModule } from '../../knowledge/cluster-module';
import type { Range } from '../../text/range';

/** What a template declares at a place, as far as clusters are concerned. */
export interface ClusterSite {
  readonly of: 'cluster' | 'agent-pool' | 'cluster-module';
  /** Of the resource, or of the module. */
  readonly version: string | undefined;
  /** What stands for the resource: its type, or the path of its module. */
  readonly owner: Range;
}

/** A word of a file that says something of a cluster. Ranges lie in the file; texts are those of the file. */
export type ClusterWord =
  | { readonly kind: 'type'; readonly site: ClusterSite; readonly range: Range }
  /** The name of a setting. */
  | (SettingPlace & { readonly kind: 'name'; readonly range: Range })
  /** The value of a setting; the text is absent when an expression gives it. */
  | (SettingPlace & {
      readonly kind: 'value';
      readonly range: Range;
      readonly text: string | undefined;
    })
  | { readonly kind: 'command'; readonly name: string; readonly range: Range }
  | (FlagPlace & { readonly kind: 'flag'; readonly range: Range })
  | (FlagPlace & {
      readonly kind: 'flag value';
      readonly text: string | undefined;
      readonly range: Range;
    });

/** A flag of a command. */
export interface FlagPlace {
  /** Its full name. */
  readonly flag: string;
  readonly command: AzCommandName;
  /** The words that name the command. */
  readonly owner: Range;
}

/** A setting and where its name is written. */
export interface SettingPlace {
  readonly site: ClusterSite;
  readonly on: 'cluster' | 'agentPool';
  /** Below `properties`; of the SKU, `sku.name`. */
  readonly path: string;
  readonly key: Range;
}

const types: ReadonlyMap<string, ClusterSite['of']> = new Map([
  [clusterResourceTypes.cluster.toLowerCase(), 'cluster'],
  [clusterResourceTypes.agentPool.toLowerCase(), 'agent-pool'],
]);

/** What a resource type declares, written as a whole or as that of a child; undefined for types of others. */
export function siteOfType(
  type: string,
  parent: ClusterSite | undefined,
): ClusterSite['of'] | undefined {
  const lower = type.toLowerCase();
  return (
    types.get(lower) ??
    (parent?.of === 'cluster' && lower === 'agentpools' ? 'agent-pool' : undefined)
  );
}

/** The setting that the keys below a resource or a module lead to; undefined when they lead elsewhere. */
export function settingAtKeys(
  { of }: ClusterSite,
  keys: readonly string[],
): Pick<SettingPlace, 'on' | 'path'> | undefined {
  const path = of === 'cluster-module' ? keysOfModule(keys) : keys;
  const [first, second] = path ?? [];
  if (path === undefined || first === undefined || second === undefined) {
    return undefined;
  }
  if (is(first, 'sku') && of !== 'agent-pool') {
    return { on: 'cluster', path: path.join('.') };
  }
  if (!is(first, 'properties')) {
    return undefined;
  }
  const inPools = of === 'agent-pool' ? path.slice(1) : path.slice(2);
  const isInPool = of === 'agent-pool' || (is(second, 'agentPoolProfiles') && path.length > 2);
  return isInPool
    ? { on: 'agentPool', path: inPools.join('.') }
    : { on: 'cluster', path: path.slice(1).join('.') };
}

function is(key: string, name: string): boolean {
  return key.toLowerCase() === name.toLowerCase();
}

/** The keys below the resource that the parameters of the module stand for. */
function keysOfModule([first, ...keys]: readonly string[]): readonly string[] | undefined {
  const [parameter, ...rest] = keys;
  if (first !== 'params' || parameter === undefined) {
    return undefined;
  }
  if (clusterModule.poolLists.includes(parameter)) {
    const [name, ...inside] = rest;
    const { poolProperties } = clusterModule;
    const own = name !== undefined && Object.hasOwn(poolProperties, name);
    const renamed = own ? poolProperties[name] : name;
    return [
      'properties',
      'agentPoolProfiles',
      ...(renamed === undefined ? [] : [renamed]),
      ...inside,
    ];
  }
  const found = clusterModule.parameters.find((each) => each.parameter === parameter);
  return found && [...found.path.split('.'), ...rest];
}
