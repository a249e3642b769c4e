import { describe, expect, it } from 'vitest';
import type { AksCluster } from '../../../server/src/core/model/aks/aks-cluster';
import { azClusters } from '../../../server/src/core/model/aks/az-clusters';
import type { AzCommand } from '../../../server/src/core/model/aks/az-command';
import { commandsByScript } from '../../../server/src/core/model/aks/az-files';
import { known } from '../../../server/src/core/model/traced';
import { applyEdits } from '../../../server/src/core/text/range';
import { Snapshot } from '../../../server/src/core/workspace/snapshot';

function scriptsOf(text: string, name = 'case.sh'): readonly (readonly AzCommand[])[] {
  return commandsByScript(new Snapshot({ uri: `file:///work/${name}`, version: 1, text }));
}

function only(text: string, name?: string): AzCommand {
  const [command, another] = scriptsOf(text, name).flat();
  expect(another).toBeUndefined();
  if (command === undefined) {
    throw new Error('no command');
  }
  return command;
}

function clustersOf(text: string, name?: string): readonly AksCluster[] {
  return azClusters(scriptsOf(text, name));
}

/** Flags with their values; `?` for what is not known. */
function flagsOf(command: AzCommand): readonly string[] {
  return command.flags.map(({ name, values }) =>
    [name, ...values.map((value) => known(value) ?? '?')].join(' '),
  );
}

describe('commands of the Azure CLI', () => {
  it.each([
    [
      'full and short names',
      'az aks create -g rg -n a -k 1.33 -m 50',
      ['--resource-group rg', '--name a', '--kubernetes-version 1.33', '--max-pods 50'],
    ],
    ['values behind =', 'az aks create --name=a --pod-cidr="$X"', ['--name a', '--pod-cidr ?']],
    [
      'flags without a value and with several',
      'az aks create --enable-acns --ip-families IPv4 IPv6',
      ['--enable-acns', '--ip-families IPv4 IPv6'],
    ],
    [
      'beginnings of one flag',
      'az aks create --network-data cilium --network-pol azure',
      ['--network-dataplane cilium', '--network-policy azure'],
    ],
    [
      'values in other letters',
      'az aks create --network-plugin AZURE --acns-advanced-networkpolicies l7',
      ['--network-plugin azure', '--acns-advanced-networkpolicies L7'],
    ],
    ['a variable', 'P=azure\naz aks create --network-plugin $P', ['--network-plugin azure']],
  ])('with %s', (_name, script, expected) => {
    const command = only(script);
    expect(flagsOf(command)).toEqual(expected);
    expect(command.isComplete).toBe(true);
  });

  it.each([
    ['arguments from an array', 'az aks create -n a "${ARGS[@]}"'],
    ['a variable behind a flag without a value', 'az aks create --generate-ssh-keys $ARGS'],
    ['an unclear beginning', 'az aks create --network-p azure'],
    ['a synopsis', 'az aks create -n a [--network-plugin azure]'],
    ['a flag with an unknown name', 'az aks create --network-$KIND azure'],
    ['a line that does not go on', 'az aks create -n a\n  --network-plugin azure'],
    ['a comment in between', 'az aks create -n a \\\n  # why\n  --network-plugin azure'],
  ])('may have more flags with %s', (_name, script) => {
    const command = only(script);
    expect(command.isComplete).toBe(false);
    expect(command.has('--pod-cidr')).toBe('unknown');
    expect(command.text('--pod-cidr').state).toBe('unknown');
  });

  it.each([
    ['az aks show -n a'],
    ['echo az aks create -n a'],
    ['# az aks create -n a'],
    ['terraform aks create az aks create'],
  ])('are not in: %s', (script) => {
    expect(scriptsOf(script).flat()).toEqual([]);
  });

  it('count the last of several flags', () => {
    const command = only('az aks create --network-plugin azure --network-plugin=none');
    expect(known(command.text('--network-plugin'))).toBe('none');
  });

  it.each([
    ['a file in Bicep', 'case.bicep', "var x = 'az aks create'"],
    ['Markdown without a script', 'case.md', 'Run az aks create.'],
    ['YAML that is no pipeline', 'case.yaml', 'note: az aks create'],
    ['a Dockerfile', 'Dockerfile', 'RUN az aks create'],
  ])('are not looked for in %s', (_name, name, text) => {
    expect(scriptsOf(text, name).flat()).toEqual([]);
  });
});

describe('edits of commands', () => {
  const lines = 'az aks create \\\n  --name a \\\n  --enable-acns --node-count 3 \\\n  --yes\n';
  const powershell = 'az aks create `\r\n    --name a `\r\n    --yes\r\n';
  type Change = (command: AzCommand) => ReturnType<AzCommand['edits']['set']>;
  it.each<[string, string, string, Change, string]>([
    [
      'a flag to one line',
      'case.sh',
      'az aks create -n a | jq .',
      ({ edits }) => edits.set('--x', 'y'),
      'az aks create -n a --x y | jq .',
    ],
    [
      'a flag to several lines',
      'case.sh',
      lines,
      ({ edits }) => edits.set('--x', 'y'),
      lines.replace('  --yes', '  --yes \\\n  --x y'),
    ],
    [
      'a flag in PowerShell',
      'case.ps1',
      powershell,
      ({ edits }) => edits.set('--x'),
      powershell.replace('    --yes', '    --yes `\r\n    --x'),
    ],
    [
      'a value',
      'case.sh',
      lines,
      ({ edits }) => edits.set('--name', 'b'),
      lines.replace('--name a', '--name b'),
    ],
    [
      'a missing value',
      'case.sh',
      'az aks create --name',
      ({ edits }) => edits.set('--name', 'b'),
      'az aks create --name b',
    ],
    [
      'out a flag on its own line',
      'case.sh',
      lines,
      ({ edits }) => edits.remove('--name'),
      lines.replace(' \\\n  --name a', ''),
    ],
    [
      'out the first flag of a line',
      'case.sh',
      lines,
      ({ edits }) => edits.remove('--enable-acns'),
      lines.replace('--enable-acns ', ''),
    ],
    [
      'out the last flag of a line',
      'case.sh',
      lines,
      ({ edits }) => edits.remove('--node-count'),
      lines.replace(' --node-count 3', ''),
    ],
    [
      'out the last flag',
      'case.sh',
      lines,
      ({ edits }) => edits.remove('--yes'),
      lines.replace(' \\\n  --yes', ''),
    ],
    [
      'out a flag that stands twice',
      'case.sh',
      'az aks create --x 1 -n a --x=2',
      ({ edits }) => edits.remove('--x'),
      'az aks create -n a',
    ],
    [
      'a flag to a folded scalar',
      'case.yaml',
      'run: >\n  az aks create\n  -n a\n',
      ({ edits }) => edits.set('--x', 'y'),
      'run: >\n  az aks create\n  -n a --x y\n',
    ],
    [
      'a flag to a block scalar',
      'case.yaml',
      'run: |\n  az aks create \\\n    -n a\n',
      ({ edits }) => edits.set('--x', 'y'),
      'run: |\n  az aks create \\\n    -n a \\\n    --x y\n',
    ],
  ])('write %s', (_name, file, text, change, expected) => {
    const edit = change(only(text, file));
    expect('edits' in edit ? applyEdits(text, edit.edits) : edit).toBe(expected);
  });

  it('say why not', () => {
    const { edits } = only('az aks create --x');
    expect(edits.set('--x')).toHaveProperty('disabledReason');
  });
});

describe('clusters of commands', () => {
  it('have the settings that flags stand for', () => {
    const [cluster] = clustersOf(
      'az aks create -n a --sku automatic --network-plugin azure --pod-cidrs 10.1.0.0/16,fd00::/64 --enable-acns --disable-acns-security -c 3 --vnet-subnet-id "$S"',
    );
    expect(cluster?.operation).toBe('create');
    expect(known(cluster?.name ?? { state: 'absent' })).toBe('a');
    expect(cluster && known(cluster.sku.text('name'))).toBe('automatic');
    expect(cluster && known(cluster.text('networkProfile.networkPlugin'))).toBe('azure');
    expect(cluster && known(cluster.texts('networkProfile.podCidrs'))).toEqual([
      '10.1.0.0/16',
      'fd00::/64',
    ]);
    const acns = 'networkProfile.advancedNetworking';
    expect(cluster && known(cluster.boolean(`${acns}.enabled`))).toBe(true);
    expect(cluster && known(cluster.boolean(`${acns}.security.enabled`))).toBe(false);
    expect(cluster?.has('networkProfile.networkPolicy')).toBe('no');
    const [pool] = cluster?.pools ?? [];
    expect(pool && known(pool.number('count'))).toBe(3);
    expect(pool?.has('vnetSubnetID')).toBe('unknown');
  });

  it('lead back to variables', () => {
    const text = 'P=azure\naz aks create --network-plugin $P';
    const plugin = clustersOf(text)[0]?.text('networkProfile.networkPlugin');
    const from = plugin?.state === 'known' ? plugin.origin : undefined;
    expect(from?.name).toBe('P');
    expect(text.slice(from?.range.start, from?.range.end)).toBe('azure');
  });

  it('are created, updated and upgraded', () => {
    const clusters = clustersOf(
      'az aks create -n a\naz aks update -n a\naz aks upgrade -n a -k 1.34',
    );
    expect(clusters.map(({ operation }) => operation)).toEqual(['create', 'update', 'upgrade']);
    expect(clusters[2] && known(clusters[2].text('kubernetesVersion'))).toBe('1.34');
  });

  it('have the networks of their script', () => {
    const [cluster] = clustersOf(
      'az network vnet create -n v --address-prefixes 10.0.0.0/8 --subnet-name s --subnet-prefixes 10.1.0.0/16\n' +
        'az network vnet subnet create --vnet-name v -n t --address-prefixes 10.2.0.0/16 --delegations x\naz aks create -n a',
    );
    const [network] = cluster?.networks ?? [];
    expect(network && known(network.ranges)).toEqual(['10.0.0.0/8']);
    expect(network?.subnets.map(({ name, ranges }) => [known(name), known(ranges)])).toEqual([
      ['s', ['10.1.0.0/16']],
      ['t', ['10.2.0.0/16']],
    ]);
    expect(network?.subnets[1]?.delegations.map(known)).toEqual(['x']);
  });

  it('write settings as flags, if there is one', () => {
    const text = 'az aks create -n a --enable-acns';
    const edits = clustersOf(text)[0]?.edits;
    const apply = (edit: ReturnType<NonNullable<typeof edits>['set']> | undefined) =>
      edit && 'edits' in edit ? applyEdits(text, edit.edits) : edit?.disabledReason;
    expect(apply(edits?.set('networkProfile.networkPolicy', 'cilium'))).toBe(
      'az aks create -n a --enable-acns --network-policy cilium',
    );
    expect(apply(edits?.set('networkProfile.advancedNetworking.enabled', false))).toBe(
      'az aks create -n a --enable-acns --disable-acns',
    );
    expect(apply(edits?.remove('networkProfile.advancedNetworking.enabled'))).toBe(
      'az aks create -n a',
    );
    for (const edit of [
      edits?.set('networkProfile.natGatewayId', 'x'),
      edits?.remove('networkProfile.networkPolicy'),
      edits?.rename('networkProfile.networkPolicy', 'x'),
      edits?.setApiVersion('2025-05-01'),
    ]) {
      expect(apply(edit)).toBe('The command has no flag for it.');
    }
  });
});
