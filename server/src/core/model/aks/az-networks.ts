import type { Subnet, VirtualNetwork } from './aks-cluster';
import type { AzCommand, AzFlag } from './az-command';
import { absentSetting, type Setting } from './setting';

/** The virtual networks that commands of one script create, with the subnets they get. */
export function networksIn(commands: readonly AzCommand[]): readonly VirtualNetwork[] {
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
      const added = commands.filter((command) => {
        const parent = command.text('--vnet-name');
        return (
          command.name === 'network vnet subnet create' &&
          parent.state === 'known' &&
          name.state === 'known' &&
          parent.value === name.value
        );
      });
      return {
        name,
        condition: 'yes',
        ranges: rangesOf(network),
        subnets: [...(network.has('--subnet-name') === 'yes' ? [own] : []), ...added.map(subnetOf)],
      };
    });
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
