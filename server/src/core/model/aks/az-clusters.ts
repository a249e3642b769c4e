import {
  type CliFlagPath,
  clusterFlagPaths,
  poolFlagPaths,
  skuFlagPaths,
} from '../../knowledge/cli-names';
import { known } from '../traced';
import type { AgentPool, AksCluster, ClusterOperation, SettingEdits } from './aks-cluster';
import type { AzCommand } from './az-command';
import { networksIn } from './az-networks';
import { valueFromFlags } from './az-values';
import { settingsBelow } from './read-settings';
import { absentSetting } from './setting';

const operations: ReadonlyMap<string, ClusterOperation> = new Map([
  ['aks create', 'create'],
  ['aks update', 'update'],
  ['aks upgrade', 'upgrade'],
]);

const nodePoolPaths: readonly CliFlagPath[] = [
  ...poolFlagPaths,
  { flag: '--kubernetes-version', path: 'orchestratorVersion' },
];

/**
 * What commands say of clusters: one cluster for each command that creates or changes one. A pool that is added later in the
 * same file belongs to the nearest cluster above that is created under the same name, where both names are known.
 */
export function azClusters(scripts: readonly (readonly AzCommand[])[]): readonly AksCluster[] {
  const added = addedPools(scripts.flat());
  return scripts.flatMap((commands) => {
    const networks = networksIn(commands);
    return commands.flatMap((command): readonly AksCluster[] => {
      const operation = operations.get(command.name);
      return operation === undefined
        ? []
        : [
            {
              ...clusterFrom(command, operation, poolsOf(command, added.get(command) ?? [])),
              networks,
            },
          ];
    });
  });
}

function clusterFrom(
  command: AzCommand,
  operation: ClusterOperation,
  pools: readonly AgentPool[],
): Omit<AksCluster, 'networks'> {
  const { uri, range } = command;
  return {
    ...settingsBelow(valueFromFlags(command, clusterFlagPaths), uri, range),
    syntax: 'az',
    operation,
    uri,
    name: command.text('--name'),
    range,
    apiVersion: absentSetting,
    isExisting: false,
    condition: 'yes',
    sku: settingsBelow(valueFromFlags(command, skuFlagPaths), uri, range),
    pools,
    // Other scripts may add some.
    hasAllPools: false,
    context: undefined,
    cycles: [],
    edits: editsOf(command, clusterFlagPaths),
  };
}

/** The commands that add pools to the cluster of each `aks create`. */
function addedPools(all: readonly AzCommand[]): ReadonlyMap<AzCommand, readonly AzCommand[]> {
  const added = new Map<AzCommand, AzCommand[]>();
  const latest = new Map<string, AzCommand>();
  for (const command of all) {
    if (command.name === 'aks create') {
      const name = known(command.text('--name'));
      if (name === undefined) {
        // It may be any of them.
        latest.clear();
      } else {
        latest.set(name, command);
      }
    } else if (command.name === 'aks nodepool add') {
      const create = latest.get(known(command.text('--cluster-name')) ?? '');
      if (create !== undefined) {
        const pools = added.get(create) ?? [];
        pools.push(command);
        added.set(create, pools);
      }
    }
  }
  return added;
}

function poolsOf(command: AzCommand, added: readonly AzCommand[]): readonly AgentPool[] {
  return command.name === 'aks create'
    ? [
        poolFrom(command, poolFlagPaths, '--nodepool-name'),
        ...added.map((each) =>
          poolFrom(
            each,
            nodePoolPaths,
            each.has('--name') === 'yes' ? '--name' : '--nodepool-name',
          ),
        ),
      ]
    : [];
}

function poolFrom(command: AzCommand, paths: readonly CliFlagPath[], nameFlag: string): AgentPool {
  const { uri, range } = command;
  return {
    ...settingsBelow(valueFromFlags(command, paths), uri, range),
    name: command.text(nameFlag),
    range,
    apiVersion: absentSetting,
    condition: 'yes',
    edits: editsOf(command, paths),
  };
}

function editsOf({ edits }: AzCommand, paths: readonly CliFlagPath[]): SettingEdits {
  const flagsFor = (path: string) =>
    paths.filter((each) => each.path.toLowerCase() === path.toLowerCase());
  const noFlag = { disabledReason: 'The command has no flag for it.' } as const;
  return {
    set: (path, value) => {
      const [flag] = flagsFor(path).filter(({ means }) => means === undefined || means === value);
      return flag === undefined
        ? noFlag
        : edits.set(flag.flag, flag.means === undefined ? String(value) : undefined);
    },
    remove: (path) => {
      const flags = flagsFor(path).map(({ flag }) => edits.remove(flag));
      const all = flags.flatMap((edit) => ('edits' in edit ? edit.edits : []));
      return all.length === 0 ? noFlag : { edits: all };
    },
    rename: () => noFlag,
    setApiVersion: () => noFlag,
  };
}
