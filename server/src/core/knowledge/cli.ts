import { inferred, unsettled, verified } from './dated';
import { sources } from './sources';
import type { Dated } from './types';

/** The commands whose flags matter here. */
export type AzCommand = 'aks create' | 'aks update' | 'aks nodepool add' | 'aks nodepool update';

/** Whether a command has a flag, and since which version of the core CLI where that is known. */
export interface CliFlagSupport {
  readonly command: AzCommand;
  readonly since?: string;
}

/** A flag of `az aks` that these rules look at. */
export interface CliFlag extends Dated {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly values?: readonly string[];
  readonly commands: readonly CliFlagSupport[];
  /** In the aks-preview extension only. */
  readonly previewOnly?: true;
}

const notes = verified(sources.cliReleaseNotes);
const create = (since?: string) => support('aks create', since);
const update = (since?: string) => support('aks update', since);
const add = (since?: string) => support('aks nodepool add', since);

function support(command: AzCommand, since: string | undefined): CliFlagSupport {
  return since === undefined ? { command } : { command, since };
}

function flag(
  name: string,
  commands: readonly CliFlagSupport[],
  values?: readonly string[],
): CliFlag {
  return { ...notes, name, commands, ...(values === undefined ? {} : { values }) };
}

/** Flags of `az aks`, sorted by name. Enumerated values are not case-sensitive. */
export const cliFlags: readonly CliFlag[] = [
  flag(
    '--acns-advanced-networkpolicies',
    [create('2.79.0'), update('2.79.0')],
    ['FQDN', 'L7', 'None'],
  ),
  {
    ...verified(sources.cliReleaseNotes, { date: '2026-04-07' }),
    name: '--acns-datapath-acceleration-mode',
    commands: [create('2.85.0'), update('2.85.0')],
    values: ['BpfVeth', 'None'],
  },
  {
    ...verified(sources.cliReleaseNotes, { date: '2026-04-07' }),
    name: '--acns-transit-encryption-type',
    commands: [create('2.85.0'), update('2.85.0')],
    values: ['None', 'WireGuard'],
  },
  flag('--disable-acns', [create('2.68.0'), update('2.68.0')]),
  flag('--disable-acns-observability', [create('2.68.0'), update('2.68.0')]),
  flag('--disable-acns-security', [create('2.68.0'), update('2.68.0')]),
  flag('--dns-service-ip', [create()]),
  flag('--enable-acns', [create('2.68.0'), update('2.68.0')]),
  flag('--enable-container-network-logs', [create('2.84.0'), update('2.84.0')]),
  flag('--enable-static-egress-gateway', [create('2.75.0'), update('2.75.0')]),
  flag('--ip-families', [create('2.46.0'), update('2.46.0')], ['ipv4', 'ipv4,ipv6']),
  { ...notes, name: '--kube-proxy-config', commands: [create(), update()], previewOnly: true },
  flag('--localdns-config', [add('2.80.0'), support('aks nodepool update', '2.80.0')]),
  { ...notes, name: '--max-pods', aliases: ['-m'], commands: [create(), add()] },
  flag('--network-dataplane', [create('2.47.0'), update('2.52.0')], ['azure', 'cilium']),
  flag('--network-plugin', [create(), update('2.56.0')], ['azure', 'kubenet', 'none']),
  flag('--network-plugin-mode', [create(), update()], ['overlay']),
  flag('--network-policy', [create(), update('2.54.0')], ['azure', 'calico', 'cilium', 'none']),
  flag('--node-provisioning-mode', [create('2.76.0'), update('2.76.0')], ['Auto', 'Manual']),
  flag('--os-sku', [create(), add()]),
  flag('--os-type', [add()], ['Linux', 'Windows']),
  flag('--pod-cidr', [create(), update()]),
  flag('--pod-cidrs', [create('2.46.0')]),
  flag('--pod-ip-allocation-mode', [create('2.75.0'), add('2.75.0')]),
  flag('--pod-subnet-id', [create('2.35.0'), add('2.35.0')]),
  flag('--service-cidr', [create()]),
  flag('--service-cidrs', [create('2.46.0')]),
  flag('--vnet-subnet-id', [create(), add()]),
];

/** The entry of a flag, by its name or an alias. */
export function cliFlag(name: string): CliFlag | undefined {
  return cliFlags.find((entry) => entry.name === name || entry.aliases?.includes(name));
}

/** A value of a flag that came later than the flag. */
export interface CliFlagValue extends Dated {
  readonly flag: string;
  readonly value: string;
  readonly since: string;
}

/** Values that need a younger CLI than their flag. */
export const cliFlagValues: readonly CliFlagValue[] = [
  { ...notes, flag: '--network-policy', value: 'none', since: '2.63.0' },
];

/** A flag that is gone or was renamed. */
export interface FormerCliFlag extends Dated {
  readonly name: string;
  /** What to write instead; absent: leave it out. */
  readonly replacement?: string;
  readonly note: string;
}

/** Former flags, sorted by name. */
export const formerCliFlags: readonly FormerCliFlag[] = [
  {
    ...inferred(sources.cliReleaseNotes),
    name: '--docker-bridge-address',
    note: 'Ignored since AKS uses containerd, then removed.',
  },
  {
    ...unsettled(sources.cliReleaseNotes),
    name: '--enable-advanced-network-observability',
    replacement: '--enable-acns',
    note: 'A preview name of 2024.',
  },
  {
    ...inferred(sources.cliReleaseNotes),
    name: '--enable-cilium-dataplane',
    replacement: '--network-dataplane cilium',
    note: 'The name in early aks-preview versions.',
  },
  {
    ...unsettled(sources.ciliumPage, { also: [sources.ciliumPage2025] }),
    name: '--enable-ebpf-dataplane',
    replacement: '--network-dataplane cilium',
    note: 'The page names it, but no version of the CLI or its extension was found to have it.',
  },
  {
    ...unsettled(sources.cliReleaseNotes),
    name: '--enable-fqdn-policy',
    replacement: '--enable-acns --acns-advanced-networkpolicies FQDN',
    note: 'A preview name of 2024.',
  },
  {
    ...unsettled(sources.cliReleaseNotes),
    name: '--enable-network-observability',
    replacement: '--enable-acns',
    note: 'A preview name of 2023.',
  },
];
