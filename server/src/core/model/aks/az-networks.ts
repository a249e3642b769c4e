import type { Subnet, VirtualNetwork } from './aks-cluster';
import type { AzCommand, AzFlag } from './az-command';
import { absentSetting, type Setting } from './setting';

/** The virtual networks that commands of one script create, with the subnets they get. */
export function networksIn(commands: readonly AzCommand[]): readonly VirtualNetwork[] {
  const added = addedSubnets(commands);
  return commands
    .filter(({ name }) => name === 'network vnet create')
    .map((network) => {
      const name = network.text('--name');
      const own: Subnet = {
        name: network.text('--subnet-name'),
        condition: 'yes',
        ranges: textsOf(flagOf(network, ['--subnet-prefixes', '--subnet-prefix'])),
        delegations: [],
      };
      const others = name.state === 'known' ? (added.get(name.value) ?? []) : [];
      return {
        name,
        condition: 'yes' as const,
        ranges: rangesOf(network),
        subnets: [...(network.has('--subnet-name') === 'yes' ? [own] : []), ...others],
      };
    });
}

/** The subnets that commands add, by the name of their network. */
function addedSubnets(commands: readonly AzCommand[]): ReadonlyMap<string, readonly Subnet[]> {
  const added = new Map<string, Subnet[]>();
  for (const command of commands.filter(({ name }) => name === 'network vnet subnet create')) {
    const parent = command.text('--vnet-name');
    if (parent.state === 'known') {
      const others = added.get(parent.value) ?? [];
      added.set(parent.value, others);
      others.push(subnetOf(command));
    }
  }
  return added;
}

function subnetOf(command: AzCommand): Subnet {
  return {
    name: command.text('--name'),
    condition: 'yes',
    ranges: rangesOf(command),
    delegations: command.flag('--delegations')?.values ?? [],
  };
}

function rangesOf(command: AzCommand): Setting<readonly string[]> {
  return textsOf(flagOf(command, ['--address-prefixes', '--address-prefix']));
}

function flagOf(command: AzCommand, names: readonly string[]): AzFlag | undefined {
  return command.flags.findLast(({ name }) => names.includes(name));
}

/** All values of a flag; unknown when one of them is. */
function textsOf(flag: AzFlag | undefined): Setting<readonly string[]> {
  if (flag === undefined) {
    return absentSetting;
  }
  const { values, whole } = flag;
  const texts = values.flatMap((each) => (each.state === 'known' ? each.value.split(',') : []));
  return values.length > 0 && values.every(({ state }) => state === 'known')
    ? { state: 'known', value: texts, range: whole }
    : { state: 'unknown', range: whole };
}
