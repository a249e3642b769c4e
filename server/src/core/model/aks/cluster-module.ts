import type { EvaluatedModule } from '../../evaluation/bicep/template';
import {
  entryOf,
  type ListValue,
  type ObjectEntry,
  type ObjectValue,
  type Place,
  type StaticValue,
  unknownValue,
} from '../../evaluation/value';
import { clusterResourceTypes } from '../../knowledge/api-versions';
import { clusterModule, clusterModuleOverrides } from '../../knowledge/cluster-module';
import { within } from '../../knowledge/version-number';
import { bicepEdits } from './bicep-edits';
import { clusterModulePath } from './cluster-module-path';
import type { TemplateResource } from './template-clusters';
import type { SourceFile } from './template-files';

/** A call of the Azure Verified Module for clusters as the cluster that comes of it; undefined for other modules. */
export function moduleClusterOf(
  module: EvaluatedModule,
  { uri, bicep }: SourceFile,
): TemplateResource | undefined {
  const reference = clusterModulePath(module.path ?? '');
  const given = module.arguments;
  if (reference === undefined || bicep === undefined || given.kind !== 'object') {
    return undefined;
  }
  const { version } = reference;
  const { place } = given;
  const apiVersion = unknownValue(module.place, 'the module chooses it');
  const properties = settings(given, version, place);
  const body: ObjectValue = { kind: 'object', place, isComplete: false, entries: properties };
  const { path: node } = module.node;
  return {
    type: clusterResourceTypes.cluster,
    apiVersion,
    isExisting: false,
    condition: module.condition,
    body,
    cycles: module.cycles,
    range: { start: node.start, end: node.end },
    parent: undefined,
    edits: bicepEdits({ uri, file: bicep, body, apiVersion }),
  };
}

function settings(given: ObjectValue, version: string, place: Place): readonly ObjectEntry[] {
  const inside = (prefix: string): readonly ObjectEntry[] =>
    clusterModule.parameters.flatMap(({ parameter, path }) => {
      const name = path.startsWith(prefix) ? path.slice(prefix.length) : '.';
      const entry = name.includes('.') ? undefined : entryOf(given, parameter);
      return entry === undefined ? [] : [{ ...entry, name }];
    });
  const object = (entries: readonly ObjectEntry[], isComplete: boolean): ObjectValue => ({
    kind: 'object',
    place,
    entries,
    isComplete,
  });
  const network = withOverrides(inside('properties.networkProfile.'), version);
  const pools = poolsOf(given, place);
  const properties = object(
    [
      ...inside('properties.'),
      named('networkProfile', place, object(network, given.isComplete)),
      named('agentPoolProfiles', place, pools),
    ],
    false,
  );
  return [
    ...inside(''),
    named('sku', place, object(inside('sku.'), given.isComplete)),
    named('properties', place, properties),
  ];
}

function named(name: string, key: Place, value: StaticValue): ObjectEntry {
  return { name, key, value };
}

/** What the module writes itself, with the dataplane that it is given. */
function withOverrides(entries: readonly ObjectEntry[], version: string): readonly ObjectEntry[] {
  const dataplane = entries.find(({ name }) => name === 'networkDataplane');
  const isOther = dataplane === undefined || dataplane.value.kind === 'null';
  if (isOther || (dataplane.value.kind === 'text' && dataplane.value.value !== 'cilium')) {
    return entries;
  }
  const others = entries.filter(
    ({ name }) => !clusterModuleOverrides.some(({ path }) => path === name),
  );
  const overridden = clusterModuleOverrides.map(({ path, value, since }): ObjectEntry => {
    const { place } = dataplane.value;
    const isSure = dataplane.value.kind === 'text' && within(version, { from: since }) === 'yes';
    return named(
      path,
      // No edit of a parameter could change it.
      { ...dataplane.key, uri: '' },
      isSure
        ? { ...dataplane.value, kind: 'text', value }
        : unknownValue(place, 'the module may write its own'),
    );
  });
  return [...others, ...overridden];
}

/** All lists of pools as one. */
function poolsOf(given: ObjectValue, place: Place): ListValue {
  const lists = clusterModule.poolLists.map((name) => entryOf(given, name)?.value);
  return {
    kind: 'list',
    place,
    items: lists.flatMap((list) => (list?.kind === 'list' ? list.items.map(poolOf) : [])),
    isComplete:
      given.isComplete &&
      lists.every((list) =>
        list?.kind === 'list' ? list.isComplete : list === undefined || list.kind === 'null',
      ),
  };
}

function poolOf(pool: StaticValue): StaticValue {
  return pool.kind === 'object'
    ? {
        ...pool,
        entries: pool.entries.map((entry) => ({
          ...entry,
          name: Object.hasOwn(clusterModule.poolProperties, entry.name)
            ? (clusterModule.poolProperties[entry.name] ?? entry.name)
            : entry.name,
        })),
      }
    : pool;
}
