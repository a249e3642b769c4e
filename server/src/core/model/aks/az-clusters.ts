import { type CliFlagPath, clusterFlagPaths, poolFlagPaths } from '../../knowledge/cli-names';
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

const skuPaths: readonly CliFlagPath[] = [
  { flag: '--sku', path: 'name' },
  { flag: '--tier', path: 'tier' },
];

const nodePoolPaths: readonly CliFlagPath[] = [
  ...poolFlagPaths,
  { flag: '--kubernetes-version', path: 'orchestratorVersion' },
];

/**
 * What commands say of clusters: one cluster for each command that creates or changes one. A pool that is added later in the
 * same file belongs to the nearest cluster above that is created under the same name, where both names are known.
 */
export function azClusters(scripts: readonly (readonly AzCommand[])[]): readonly AksCluster[] {
  const all = scripts.flat();
  return scripts.flatMap((commands) => {
    const networks = networksIn(commands);
    return commands.flatMap((command): readonly AksCluster[] => {
      const operation = operations.get(command.name);
      return operation === undefined
        ? []
        : [{ ...clusterFrom(command, operation, poolsOf(command, all)), networks }];
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
    sku: settingsBelow(valueFromFlags(command, skuPaths), uri, range),
    pools,
    // Other scripts may add some.
    hasAllPools: false,
    context: undefined,
    edits: editsOf(command, clusterFlagPaths),
  };
}

function poolsOf(create: AzCommand, all: readonly AzCommand[]): readonly AgentPool[] {
  if (create.name !== 'aks create') {
    return [];
  }
  const name = create.text('--name');
  const following = all.slice(all.indexOf(create) + 1);
  const next = following.findIndex((command) => {
    const other = command.text('--name');
    const isSame = other.state !== 'known' || name.state !== 'known' || other.value === name.value;
    return command.name === 'aks create' && isSame;
  });
  const added = following.slice(0, next === -1 ? following.length : next).filter((command) => {
    const cluster = command.text('--cluster-name');
    return (
      command.name === 'aks nodepool add' &&
      cluster.state === 'known' &&
      name.state === 'known' &&
      cluster.value === name.value
    );
  });
  return [
    poolFrom(create, poolFlagPaths, '--nodepool-name'),
    ...added.map((command) => poolFrom(command, nodePoolPaths, '--name')),
  ];
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
