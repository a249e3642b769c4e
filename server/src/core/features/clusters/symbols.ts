import type { AgentPool, AksCluster } from '../../model/aks/aks-cluster';
import type { AzCommand } from '../../model/aks/az-command';
import { commandsByScript } from '../../model/aks/az-files';
import type { Setting } from '../../model/aks/setting';
import { networkOf } from '../../policy/cluster/cluster-network';
import { rangeOf } from '../../syntax/arm/json';
import { pathTo as pathInJson } from '../../syntax/arm/path';
import { pathTo as pathInBicep } from '../../syntax/bicep/find';
import type { Range } from '../../text/range';
import type { Snapshot } from '../../workspace/snapshot';
import type { Draft } from '../symbols/symbol';
import { clustersIn, noFiles } from './clusters-in';

/** The clusters of a template with their networks and pools, or the commands of a script that create or change clusters. */
export function clusterDrafts(snapshot: Snapshot): readonly Draft[] {
  const drafts =
    snapshot.language === 'bicep' || snapshot.arm !== undefined
      ? inTemplate(snapshot)
      : inScripts(snapshot);
  return [...drafts].sort((a, b) => a.range.start - b.range.start);
}

/** A loop makes several clusters of one resource; the outline has it once. */
function inTemplate(snapshot: Snapshot): readonly Draft[] {
  const byPlace = new Map(
    clustersIn(snapshot, noFiles).map((cluster) => [cluster.range.start, cluster]),
  );
  return [...byPlace.values()].flatMap((cluster) => clusterWithPools(cluster, snapshot));
}

/** The cluster, and behind it the pools that are declared elsewhere in the file. */
function clusterWithPools(cluster: AksCluster, snapshot: Snapshot): readonly Draft[] {
  const { name, range, pools, isExisting } = cluster;
  const whole = declarationAround(range, snapshot);
  const byPlace = new Map(pools.map((pool) => [pool.range.start, pool]));
  const drafts = [...byPlace.values()].map((pool) => poolDraft(pool, snapshot));
  const isInside = (draft: Draft) =>
    whole.start <= draft.range.start && draft.range.end <= whole.end;
  return [
    {
      role: 'cluster',
      name: `AKS cluster ${written(name, snapshot) ?? ''}`,
      detail: isExisting ? 'existing' : summary(cluster, snapshot),
      range: whole,
      selectionRange: placeOf(name) ?? range,
      children: [...networkDraft(cluster, snapshot), ...drafts.filter(isInside)].sort(
        (a, b) => a.range.start - b.range.start,
      ),
    },
    ...drafts.filter((draft) => !isInside(draft)),
  ];
}

function networkDraft(cluster: AksCluster, snapshot: Snapshot): readonly Draft[] {
  const key = cluster.keyRange('networkProfile');
  const { place, kind } = cluster.value('networkProfile') ?? {};
  const isWritten = key && /^['"]?networkProfile['"]?$/i.test(textAt(key, snapshot));
  if (!isWritten || place?.uri !== snapshot.uri || kind === 'null') {
    return [];
  }
  const detail = summary(cluster, snapshot);
  const range = { start: key.start, end: Math.max(key.end, place.range.end) };
  return [{ role: 'network', name: 'network profile', detail, range, selectionRange: key }];
}

function poolDraft(pool: AgentPool, snapshot: Snapshot): Draft {
  const parts = ['mode', 'osType', 'vmSize'].map((path) => written(pool.text(path), snapshot));
  return {
    role: 'pool',
    name: `pool ${written(pool.name, snapshot) ?? ''}`,
    detail: parts.filter((part) => part !== undefined).join(', '),
    // Of a pool that is a resource of its own the place is that of its type.
    range: declarationAround(pool.range, snapshot),
    selectionRange: placeOf(pool.name) ?? pool.range,
  };
}

/** All of the resource or the module whose type or path is at the place; the place itself when it is none. */
function declarationAround(place: Range, { bicep, arm }: Snapshot): Range {
  if (arm !== undefined) {
    const node = pathInJson(arm.root, place.start).findLast(
      ({ type, offset }) => type === 'object' && offset <= place.start,
    );
    return node === undefined ? place : rangeOf(node);
  }
  const node =
    bicep &&
    pathInBicep(bicep, place.start).findLast(
      (each) =>
        (each.kind === 'resource' && each.type.start === place.start) ||
        (each.kind === 'module' && each.path.start === place.start),
    );
  return node === undefined ? place : { start: node.start, end: node.end };
}

const targetFlags = ['--cluster-name', '--name'] as const;

function inScripts(snapshot: Snapshot): readonly Draft[] {
  const clusters = new Map(
    clustersIn(snapshot, noFiles).map((cluster) => [cluster.range.start, cluster]),
  );
  const commands = commandsByScript(snapshot).flat();
  return commands
    .filter(({ name }) => name.startsWith('aks '))
    .map((command): Draft => {
      const cluster = clusters.get(command.range.start);
      return {
        role: 'command',
        name: `az ${command.name} ${targetOf(command, snapshot)}`,
        detail: cluster && summary(cluster, snapshot),
        range: {
          start: command.range.start,
          end: Math.max(command.range.end, ...command.flags.map(({ whole }) => whole.end)),
        },
        selectionRange: command.range,
      };
    });
}

/** `shop`, or `shop/pool` for a pool; a variable as it is written. */
function targetOf(command: AzCommand, snapshot: Snapshot): string {
  return targetFlags
    .flatMap((flag) => command.flag(flag)?.values[0] ?? [])
    .flatMap((value) =>
      value.state === 'known'
        ? [value.value]
        : value.state === 'absent'
          ? []
          : [textAt(value.range, snapshot)],
    )
    .join('/');
}

/** Plugin and mode, dataplane, version, as far as they are said. */
function summary(cluster: AksCluster, snapshot: Snapshot): string {
  const { plugin, mode, dataplane } = networkOf(cluster);
  const text = (setting: Setting<string>) => written(setting, snapshot);
  const network = [text(plugin), text(mode)].filter((part) => part !== undefined).join(' ');
  const version = text(cluster.text('kubernetesVersion'));
  return [network, text(dataplane), version && `Kubernetes ${version}`]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
}

/** The value, or an ellipsis for what is only known when the template is deployed; undefined when it is not said. */
function written(setting: Setting<string>, snapshot: Snapshot): string | undefined {
  switch (setting.state) {
    case 'known':
      return setting.value;
    case 'absent':
      return undefined;
    default:
      return setting.keyRange === undefined ? undefined : textAt(setting.range, snapshot);
  }
}

function placeOf(setting: Setting<string>): Range | undefined {
  return setting.state === 'absent' || setting.keyRange === undefined ? undefined : setting.range;
}

function textAt({ start, end }: Range, { text }: Snapshot): string {
  return text.slice(start, end);
}
