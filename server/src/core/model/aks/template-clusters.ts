import type { Cycle } from '../../evaluation/cycles';
import type { StaticValue } from '../../evaluation/value';
import type { Range } from '../../text/range';
import type {
  AgentPool,
  AksCluster,
  ClusterSyntax,
  SettingEdits,
  Subnet,
  VirtualNetwork,
} from './aks-cluster';
import { findBelow, settingsBelow } from './read-settings';
import { absentSetting, asText, asTexts, type Setting, settingFrom } from './setting';
import { templateCycles } from './template-cycles';

/** A resource of a template, whatever the template is written in. */
export interface TemplateResource {
  readonly type: string;
  readonly apiVersion: StaticValue;
  readonly isExisting: boolean;
  readonly condition: 'yes' | 'no' | 'unknown';
  readonly body: StaticValue;
  /** What its body rests on that can never be evaluated. */
  readonly cycles: readonly Cycle[];
  /** What stands for the resource: its type. */
  readonly range: Range;
  readonly parent: TemplateResource | undefined;
  /** Writes into the resource; paths begin below its body. */
  readonly edits: SettingEdits;
}

export interface TemplateContext {
  readonly syntax: ClusterSyntax;
  readonly uri: string;
  readonly context: string | undefined;
  /** What the values of parameters rest on that can never be evaluated. */
  readonly cycles: readonly Cycle[];
}

const clusterType = 'microsoft.containerservice/managedclusters';
const poolType = `${clusterType}/agentpools`;
const networkType = 'microsoft.network/virtualnetworks';
const subnetType = `${networkType}/subnets`;

const isOfType = (resource: Pick<TemplateResource, 'type'>, type: string) =>
  resource.type.toLowerCase() === type;

/** The clusters among the resources of a template, each with the pools and networks declared beside it. */
export function clustersAmong(
  resources: readonly TemplateResource[],
  context: TemplateContext,
): readonly AksCluster[] {
  const deployed = resources.filter(({ condition }) => condition !== 'no');
  const networks = deployed
    .filter((resource) => isOfType(resource, networkType))
    .map((network) => networkFrom(network, deployed, context));
  return deployed
    .filter((resource) => isOfType(resource, clusterType))
    .map((cluster) => clusterFrom(cluster, deployed, networks, context));
}

function clusterFrom(
  resource: TemplateResource,
  all: readonly TemplateResource[],
  networks: readonly VirtualNetwork[],
  { syntax, uri, context, cycles }: TemplateContext,
): AksCluster {
  const { body, range } = resource;
  const own = poolsWithin(body, uri, range, resource.edits);
  const children = all.filter((child) => isOfType(child, poolType) && child.parent === resource);
  return {
    ...settingsBelow(propertiesOf(body), uri, range),
    syntax,
    operation: 'declare',
    uri,
    name: textAt(body, 'name', uri, range),
    range,
    apiVersion: settingFrom(resource.apiVersion, asText, uri, range, undefined),
    isExisting: resource.isExisting,
    condition: resource.condition === 'yes' ? 'yes' : 'unknown',
    sku: settingsBelow(valueAt(body, 'sku', uri, range), uri, range),
    pools: [...own.pools, ...children.map((child) => childPool(child, uri))],
    hasAllPools: own.isComplete && !resource.isExisting,
    networks,
    context,
    cycles: templateCycles(
      [...resource.cycles, ...children.flatMap((child) => child.cycles), ...cycles],
      uri,
    ),
    edits: below(resource.edits, 'properties'),
  };
}

/** The items of `agentPoolProfiles`: their settings stand where those of a pool of its own have `properties`. */
function poolsWithin(
  body: StaticValue,
  uri: string,
  range: Range,
  edits: SettingEdits,
): { readonly pools: readonly AgentPool[]; readonly isComplete: boolean } {
  const found = findBelow(body, ['properties', 'agentPoolProfiles'], uri, range);
  if (found === 'absent') {
    return { pools: [], isComplete: true };
  }
  if (found === 'unknown' || found.value.kind !== 'list') {
    return { pools: [], isComplete: found !== 'unknown' && found.value.kind === 'null' };
  }
  const { enclosing } = found;
  const pools = found.value.items.map((item, index): AgentPool => {
    const place = item.place.uri === uri ? item.place.range : enclosing;
    return {
      ...settingsBelow(item, uri, place),
      name: textAt(item, 'name', uri, place),
      range: place,
      apiVersion: absentSetting,
      condition: 'yes',
      edits: below(edits, `properties.agentPoolProfiles.${index}`),
    };
  });
  return { pools, isComplete: found.value.isComplete };
}

function childPool(resource: TemplateResource, uri: string): AgentPool {
  const { body, range } = resource;
  return {
    ...settingsBelow(propertiesOf(body), uri, range),
    name: textAt(body, 'name', uri, range),
    range,
    apiVersion: settingFrom(resource.apiVersion, asText, uri, range, undefined),
    condition: resource.condition === 'yes' ? 'yes' : 'unknown',
    edits: below(resource.edits, 'properties'),
  };
}

function networkFrom(
  resource: TemplateResource,
  all: readonly TemplateResource[],
  { uri }: TemplateContext,
): VirtualNetwork {
  const { body, range } = resource;
  const prefixes = findBelow(body, ['properties', 'addressSpace', 'addressPrefixes'], uri, range);
  const listed = findBelow(body, ['properties', 'subnets'], uri, range);
  const within =
    typeof listed === 'string' || listed.value.kind !== 'list'
      ? []
      : listed.value.items.map((item) =>
          subnetFrom(
            item,
            'yes',
            uri,
            item.place.uri === uri ? item.place.range : listed.enclosing,
          ),
        );
  const children = all.filter((child) => isOfType(child, subnetType) && child.parent === resource);
  return {
    name: textAt(body, 'name', uri, range),
    condition: resource.condition === 'yes' ? 'yes' : 'unknown',
    ranges:
      typeof prefixes === 'string'
        ? prefixes === 'absent'
          ? absentSetting
          : { state: 'unknown', range }
        : settingFrom(prefixes.value, asTexts, uri, prefixes.enclosing, prefixes.entry?.key),
    subnets: [
      ...within,
      ...children.map(({ body: own, condition, range: at }) => subnetFrom(own, condition, uri, at)),
    ],
  };
}

function subnetFrom(
  body: StaticValue,
  condition: TemplateResource['condition'],
  uri: string,
  range: Range,
): Subnet {
  const properties = settingsBelow(propertiesOf(body), uri, range);
  const single = properties.text('addressPrefix');
  const delegations = properties.value('delegations');
  return {
    name: textAt(body, 'name', uri, range),
    condition: condition === 'yes' ? 'yes' : 'unknown',
    ranges:
      single.state === 'known'
        ? { ...single, value: [single.value] }
        : single.state === 'absent'
          ? properties.texts('addressPrefixes')
          : single,
    delegations:
      delegations?.kind === 'list'
        ? delegations.items.map((item) =>
            settingsBelow(propertiesOf(item), uri, range).text('serviceName'),
          )
        : [],
  };
}

function propertiesOf(body: StaticValue): StaticValue {
  return valueAt(body, 'properties', '', { start: 0, end: 0 });
}

/** The value of an entry; null where there surely is none. */
function valueAt(body: StaticValue, name: string, uri: string, range: Range): StaticValue {
  const found = findBelow(body, [name], uri, range);
  if (found === 'absent') {
    return { kind: 'null', place: body.place };
  }
  return found === 'unknown'
    ? { kind: 'unknown', reason: 'not known', place: body.place }
    : found.value;
}

function textAt(body: StaticValue, name: string, uri: string, range: Range): Setting<string> {
  return settingsBelow(body, uri, range).text(name);
}

/** Edits whose paths begin further down. */
function below(edits: SettingEdits, prefix: string): SettingEdits {
  const at = (path: string) => `${prefix}.${path}`;
  return {
    set: (path, value) => edits.set(at(path), value),
    remove: (path) => edits.remove(at(path)),
    rename: (path, name) => edits.rename(at(path), name),
    setApiVersion: (version) => edits.setApiVersion(version),
  };
}
