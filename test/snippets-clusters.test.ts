import { describe, expect, it } from 'vitest';
import {
  cidrLimits,
  creationModes,
  defaultRange,
  newestStableApiVersion,
  overlayNodeCapacity,
  readOn,
  reservedRanges,
  supportAt,
  supportCalendar,
} from '../server/src/core/knowledge';
import { type Cidr, contains, overlaps, parseCidr } from '../server/src/core/policy/addresses/cidr';
import { parseBicep } from '../server/src/core/syntax/bicep/parse';
import { lintText } from './support/lint';
import {
  armResources,
  azCommands,
  bicepResources,
  clusterOfCommands,
  clusterOfTemplate,
  type DescribedCluster,
  undeclaredInArm,
} from './support/snippet-clusters';
import { readSnippets, type Snippet, tabStops, withDefaults } from './support/snippets';

const files = ['bicep', 'arm', 'shell', 'powershell'] as const;
type File = (typeof files)[number];

const snippetsOf = Object.fromEntries(files.map((file) => [file, readSnippets(file)])) as Record<
  File,
  ReturnType<typeof readSnippets>
>;
const cases = files.flatMap((file) =>
  snippetsOf[file].map(([, snippet]) => [file, snippet.prefix, snippet] as const),
);
const modes = creationModes.map((mode) => [mode.id, mode] as const);

/** Months that a version must still be supported for to be worth starting with. */
const monthsLeft = 3;

describe.each(files)('cluster snippets in %s.json', (file) => {
  it('are one for each creation mode', () => {
    expect(snippetsOf[file].map(([, { prefix }]) => prefix)).toEqual(
      creationModes.map(({ id }) => `akscilium-cluster-${id}`),
    );
  });

  it('have descriptions that name the mode and end a sentence', () => {
    for (const [index, [, { description }]] of snippetsOf[file].entries()) {
      const { title } = creationModes[index] ?? { title: '?' };
      expect(description).toMatch(/^(?:Bicep file|ARM template|Azure CLI): .+\.$/);
      expect(description).toContain(`Azure CNI Powered by Cilium, ${title}:`);
    }
  });
});

/** Names by which files of these kinds are known for what they are. */
const fileNames: Readonly<Record<File, string>> = {
  bicep: 'main.bicep',
  arm: 'azuredeploy.json',
  shell: 'create.sh',
  powershell: 'create.ps1',
};

describe('every cluster snippet', () => {
  it.each(cases)('%s %s: has no finding with its defaults', (file, _prefix, snippet) => {
    const text = withDefaults(snippet);
    for (const preset of ['recommended', 'strict'] as const) {
      const { findings, failures } = lintText(
        text,
        { extends: preset, today: readOn },
        fileNames[file],
      );
      expect(failures).toEqual([]);
      expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    }
  });

  it.each(cases)('%s %s: tab stops count from 1 and end with $0', (_file, _prefix, snippet) => {
    const stops = tabStops(snippet).map(({ number }) => number);
    const first = [...new Set(stops)].filter((stop) => stop > 0);
    expect(first.length).toBeGreaterThan(7);
    expect(first).toEqual(first.map((_, index) => index + 1));
    expect(stops.filter((stop) => stop === 0)).toEqual([0]);
    expect(snippet.body.join('\n').endsWith('$0')).toBe(true);
  });

  it.each(cases)('%s %s: has a value for every tab stop', (_file, _prefix, snippet) => {
    const stops = tabStops(snippet).filter(({ number }) => number > 0);
    const valued = stops.filter(({ value }) => value !== undefined && value !== '');
    expect(valued.map(({ number }) => number)).toEqual([
      ...new Set(stops.map(({ number }) => number)),
    ]);
  });

  it.each(cases)(
    '%s %s: offers the Kubernetes versions to start with',
    (_file, _prefix, snippet) => {
      const choices = tabStops(snippet).flatMap((stop) => stop.choices ?? []);
      expect(choices).toEqual(versionsToStartWith());
    },
  );

  it.each(cases)('%s %s: describes a cluster that AKS takes', (file, prefix, snippet) => {
    expectValid(clusterIn(file, snippet), prefix.replace('akscilium-cluster-', ''));
  });
});

describe.each(modes)('the snippets of the mode %s', (id, mode) => {
  const snippets = files.map((file) => {
    const found = snippetsOf[file].find(([, { prefix }]) => prefix === `akscilium-cluster-${id}`);
    return [file, found?.[1] ?? { prefix: '', description: '', body: [] }] as const;
  });

  it('create the same cluster in every syntax', () => {
    const [[file, snippet], ...others] = snippets as [(typeof snippets)[0], ...typeof snippets];
    const expected = clusterIn(file, snippet);
    for (const [otherFile, other] of others) {
      expect(clusterIn(otherFile, other), otherFile).toEqual(expected);
    }
  });

  it('ask for the Azure CLI that the mode needs', () => {
    for (const [file, snippet] of snippets.filter(([each]) => each.endsWith('shell'))) {
      expect(withDefaults(snippet), file).toContain(`Azure CLI ${mode.minimumCli} or later`);
    }
  });
});

describe('Bicep snippets', () => {
  it.each(snippetsOf.bicep)('%s: parse without an error', (_name, snippet) => {
    expect(parseBicep(withDefaults(snippet)).problems).toEqual([]);
  });

  it.each(snippetsOf.bicep)('%s: use the newest stable API version', (_name, snippet) => {
    expect(clusterApiVersions(bicepResources(withDefaults(snippet)))).toEqual([
      newestStableApiVersion,
    ]);
  });
});

describe('ARM snippets', () => {
  it.each(snippetsOf.arm)('%s: are templates', (_name, snippet) => {
    const text = withDefaults(snippet);
    expect(JSON.parse(text)).toMatchObject({
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
    });
    expect(undeclaredInArm(text)).toEqual([]);
  });

  it.each(snippetsOf.arm)('%s: use the newest stable API version', (_name, snippet) => {
    const text = withDefaults(snippet);
    expect(clusterApiVersions(armResources(text))).toEqual([newestStableApiVersion]);
    const [, referred] = /parameters\('clusterName'\)\), '([\d-]+)', 'Full'/.exec(text) ?? [];
    expect(referred).toBe(newestStableApiVersion);
  });
});

function versionsToStartWith(): readonly string[] {
  const [year = 0, month = 0] = readOn.split('-').map(Number);
  const later = new Date(Date.UTC(year, month - 1 + monthsLeft, 1)).toISOString().slice(0, 10);
  return supportCalendar
    .map(({ kubernetes }) => kubernetes)
    .filter((version) => supportAt(version, later as typeof readOn) === 'standard')
    .reverse();
}

function clusterApiVersions(resources: ReturnType<typeof bicepResources>): readonly unknown[] {
  return resources
    .filter(({ type }) => type === 'Microsoft.ContainerService/managedClusters')
    .map(({ apiVersion }) => apiVersion);
}

function clusterIn(file: File, snippet: Snippet): DescribedCluster {
  const text = withDefaults(snippet);
  switch (file) {
    case 'bicep':
      return clusterOfTemplate(bicepResources(text));
    case 'arm':
      return clusterOfTemplate(armResources(text));
    case 'shell':
      return clusterOfCommands(azCommands(text, '\\'));
    case 'powershell':
      return clusterOfCommands(azCommands(text, '`'));
    default:
      return file satisfies never;
  }
}

function expectValid(cluster: DescribedCluster, id: string): void {
  const mode = creationModes.find((each) => each.id === id);
  const { networkProfile, subnets, pools } = cluster;
  const isOverlay = id === 'overlay';
  expect(networkProfile).toEqual({
    networkPlugin: mode?.networkPlugin,
    ...(mode?.networkPluginMode === undefined ? {} : { networkPluginMode: mode.networkPluginMode }),
    networkDataplane: mode?.networkDataplane,
    networkPolicy: 'cilium',
    ...(isOverlay ? { podCidr: defaultRange('pod-cidr', 'IPv4') } : {}),
    serviceCidr: defaultRange('service-cidr', 'IPv4'),
    dnsServiceIP: defaultRange('dns-service-ip', 'IPv4'),
  });
  expect(Object.keys(subnets)).toEqual(mode?.podSubnet === true ? ['nodes', 'pods'] : ['nodes']);
  for (const pool of pools) {
    expect(pool.osType).toBe('Linux');
    expect(pool.subnets).toEqual(
      mode?.podSubnet === true ? ['vnetSubnetID', 'podSubnetID'] : ['vnetSubnetID'],
    );
    expect(pool.maxPods).toBe(
      mode?.podSubnet === true ? cidrLimits.maxPodsMax.value : mode?.defaultMaxPods,
    );
  }
  expect(pools.map(({ name, mode: purpose }) => [name, purpose])).toEqual([
    ['system', 'System'],
    ['user', 'User'],
  ]);
  expectValidRanges(cluster);
  expectRoom(cluster, id);
}

function expectValidRanges({ networkProfile, networkRange, subnets }: DescribedCluster): void {
  const network = range(networkRange);
  const service = range(networkProfile.serviceCidr);
  const pod = networkProfile.podCidr === undefined ? [] : [range(networkProfile.podCidr)];
  const outer = [network, service, ...pod];
  const within = Object.values(subnets).map(range);
  expectApart(outer);
  expectApart(within);
  for (const subnet of within) {
    expect(contains(network, subnet)).toBe(true);
  }
  for (const { cidr } of reservedRanges) {
    expect(outer.filter((each) => overlaps(each, range(cidr)))).toEqual([]);
  }
  expect(service.prefixLength).toBeGreaterThanOrEqual(cidrLimits.servicePrefixMin.value);
  const dns = String(networkProfile.dnsServiceIP);
  expect(contains(service, range(`${dns}/32`))).toBe(true);
  const [base = ''] = String(networkProfile.serviceCidr).split('/');
  expect([base, base.replace(/0$/, '1')]).not.toContain(dns);
}

/** Whether nodes and pods have addresses, a surge node in each pool included. */
function expectRoom({ networkProfile, subnets, pools }: DescribedCluster, id: string): void {
  const nodes = pools.reduce((sum, { count }) => sum + Number(count) + 1, 0);
  const pods = pools.reduce(
    (sum, { count, maxPods }) => sum + (Number(count) + 1) * Number(maxPods),
    0,
  );
  const room = (subnet: unknown) =>
    2 ** (32 - range(subnet).prefixLength) - cidrLimits.subnetReserved.value;
  expect(room(subnets.nodes)).toBeGreaterThanOrEqual(id === 'node-subnet' ? nodes + pods : nodes);
  if (id === 'pod-subnet') {
    expect(room(subnets.pods)).toBeGreaterThanOrEqual(pods);
  }
  if (id === 'overlay') {
    expect(overlayNodeCapacity(range(networkProfile.podCidr).prefixLength)).toBeGreaterThanOrEqual(
      nodes,
    );
  }
}

function expectApart(ranges: readonly Cidr[]): void {
  for (const [index, one] of ranges.entries()) {
    expect(ranges.slice(index + 1).filter((other) => overlaps(one, other))).toEqual([]);
  }
}

function range(text: unknown): Cidr {
  const cidr = parseCidr(String(text));
  if (cidr === undefined) {
    throw new Error(`${String(text)} is no range.`);
  }
  return cidr;
}
