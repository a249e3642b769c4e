import { evaluateTemplate } from '../../server/src/core/evaluation/bicep/evaluate-template';
import type { StaticValue } from '../../server/src/core/evaluation/value';
import { parseBicep } from '../../server/src/core/syntax/bicep/parse';

/** What a snippet creates, in words that do not depend on what it is written in. */
export interface DescribedCluster {
  readonly kubernetesVersion: unknown;
  readonly networkProfile: Readonly<Record<string, unknown>>;
  readonly networkRange: unknown;
  /** Ranges of the subnets by their names. */
  readonly subnets: Readonly<Record<string, unknown>>;
  readonly pools: readonly DescribedPool[];
}

export interface DescribedPool {
  readonly name: unknown;
  readonly mode: unknown;
  readonly osType: unknown;
  readonly vmSize: unknown;
  readonly count: unknown;
  readonly maxPods: unknown;
  readonly subnets: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

interface Resource {
  readonly type: string;
  readonly apiVersion: unknown;
  readonly body: Json;
}

/** The resources that a Bicep file deploys, its values folded; what is known only when it is deployed is undefined. */
export function bicepResources(text: string): readonly Resource[] {
  const file = parseBicep(text);
  const { resources } = evaluateTemplate({ uri: 'main.bicep', file }, undefined, () => undefined);
  return resources
    .filter(({ isExisting }) => !isExisting)
    .map(({ type, apiVersion, body }) => ({
      type,
      apiVersion: plain(apiVersion),
      body: plain(body) as Json,
    }));
}

function plain(value: StaticValue): unknown {
  switch (value.kind) {
    case 'object':
      return Object.fromEntries(
        value.entries.map(({ name, value: inner }) => [name, plain(inner)]),
      );
    case 'list':
      return value.items.map(plain);
    case 'unknown':
    case 'choice':
    case 'null':
      return undefined;
    default:
      return value.value;
  }
}

/** The resources of an ARM template; parameters that are the whole of a value are replaced by their defaults. */
export function armResources(text: string): readonly Resource[] {
  const template = JSON.parse(text) as {
    parameters: Record<string, { defaultValue: unknown }>;
    resources: readonly (Json & { type: string; apiVersion: string })[];
  };
  const fold = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.map(fold);
    }
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fold(inner)]));
    }
    const [, name] = /^\[parameters\('(\w+)'\)\]$/.exec(String(value)) ?? [];
    return name === undefined ? value : template.parameters[name]?.defaultValue;
  };
  return template.resources.map((resource) => ({
    type: resource.type,
    apiVersion: resource.apiVersion,
    body: fold(resource) as Json,
  }));
}

/** The names that the expressions of an ARM template use and that it does not declare. */
export function undeclaredInArm(text: string): readonly string[] {
  const template = JSON.parse(text) as Readonly<Record<string, Json>>;
  return [...text.matchAll(/(parameters|variables)\('(\w+)'\)/g)]
    .filter(([, kind = '', name = '']) => !Object.hasOwn(template[kind] ?? {}, name))
    .map(([expression]) => expression);
}

/** Of the resources of a template, the cluster and its network. */
export function clusterOfTemplate(resources: readonly Resource[]): DescribedCluster {
  const propertiesOf = (type: string) =>
    resources.find((resource) => resource.type === type)?.body.properties as Json;
  const network = propertiesOf('Microsoft.Network/virtualNetworks') as {
    addressSpace: { addressPrefixes: readonly unknown[] };
    subnets: readonly { name: string; properties: { addressPrefix: unknown } }[];
  };
  const cluster = propertiesOf('Microsoft.ContainerService/managedClusters');
  return {
    kubernetesVersion: cluster.kubernetesVersion,
    networkProfile: cluster.networkProfile as Json,
    networkRange: network.addressSpace.addressPrefixes[0],
    subnets: Object.fromEntries(
      network.subnets.map(({ name, properties }) => [name, properties.addressPrefix]),
    ),
    pools: (cluster.agentPoolProfiles as readonly Json[]).map((pool) => ({
      name: pool.name,
      mode: pool.mode,
      osType: pool.osType,
      vmSize: pool.vmSize,
      count: pool.count,
      maxPods: pool.maxPods,
      subnets: ['vnetSubnetID', 'podSubnetID'].filter((key) => Object.hasOwn(pool, key)),
    })),
  };
}

/** A command: its words before the first flag, and its flags with their values. */
export interface Command {
  readonly name: string;
  readonly flags: Readonly<Record<string, string>>;
}

/** The `az` commands of a script whose lines go on behind the mark at their end. */
export function azCommands(script: string, continuation: '\\' | '`'): readonly Command[] {
  return script
    .replaceAll(`${continuation}\n`, ' ')
    .split('\n')
    .flatMap((line) => {
      const [, text] = /^(?:\$?\w+ ?= ?(?:\$\()?)?(az .*?)\)?$/.exec(line) ?? [];
      return text === undefined ? [] : [commandOf(text.split(/ +/))];
    });
}

function commandOf(words: readonly string[]): Command {
  const first = words.findIndex((word) => word.startsWith('--'));
  const flags: Record<string, string> = {};
  let flag = '';
  for (const word of words.slice(first)) {
    if (word.startsWith('--')) {
      flag = word.slice(2);
      flags[flag] = '';
    } else {
      flags[flag] = word;
    }
  }
  return { name: words.slice(0, first).join(' '), flags };
}

const profileFlags: Readonly<Record<string, string>> = {
  'network-plugin': 'networkPlugin',
  'network-plugin-mode': 'networkPluginMode',
  'network-dataplane': 'networkDataplane',
  'network-policy': 'networkPolicy',
  'pod-cidr': 'podCidr',
  'service-cidr': 'serviceCidr',
  'dns-service-ip': 'dnsServiceIP',
};

/** What a sequence of commands creates. */
export function clusterOfCommands(commands: readonly Command[]): DescribedCluster {
  const flagsOf = (name: string) =>
    commands.filter((command) => command.name === name).map(({ flags }) => flags);
  const [network = {}] = flagsOf('az network vnet create');
  const [cluster = {}] = flagsOf('az aks create');
  return {
    kubernetesVersion: cluster['kubernetes-version'],
    networkProfile: Object.fromEntries(
      Object.entries(profileFlags)
        .filter(([flag]) => Object.hasOwn(cluster, flag))
        .map(([flag, property]) => [property, cluster[flag]]),
    ),
    networkRange: network['address-prefixes'],
    subnets: Object.fromEntries(
      flagsOf('az network vnet subnet create').map((flags) => [
        flags.name,
        flags['address-prefixes'],
      ]),
    ),
    pools: [
      // The pool that comes with a cluster always has these.
      poolOf({
        ...cluster,
        mode: 'System',
        'os-type': 'Linux',
        name: cluster['nodepool-name'] ?? '',
      }),
      ...flagsOf('az aks nodepool add').map(poolOf),
    ],
  };
}

function poolOf(flags: Command['flags']): DescribedPool {
  return {
    name: flags.name,
    mode: flags.mode,
    osType: flags['os-type'],
    vmSize: flags['node-vm-size'],
    count: Number(flags['node-count']),
    maxPods: Number(flags['max-pods']),
    subnets: [
      ...(Object.hasOwn(flags, 'vnet-subnet-id') ? ['vnetSubnetID'] : []),
      ...(Object.hasOwn(flags, 'pod-subnet-id') ? ['podSubnetID'] : []),
    ],
  };
}
