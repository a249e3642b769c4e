import { describe, expect, it } from 'vitest';
import {
  describeProfile,
  type Edition,
  type KnownValues,
  type ProfileSettings,
  type ProfileSource,
  resolveProfile,
} from '../../../server/src/core/index';
import { parseCidr } from '../../../server/src/core/policy/addresses/cidr';
import type { ClusterProfile } from '../../../server/src/core/profile/profile';
import { rangeRole, rangeRoles, touchesCluster } from '../../../server/src/core/profile/ranges';
import { layerFromSettings } from '../../../server/src/core/profile/resolve';
import { versionTarget } from '../../../server/src/core/profile/version-target';

const editor: ProfileSource = { kind: 'editor settings' };
const project: ProfileSource = { kind: 'project file', uri: 'file:///w/x%20y/aks-cilium.yaml' };

function layer(profile: ProfileSettings, source = editor, edition?: Edition): KnownValues {
  return layerFromSettings(
    edition === undefined ? { profile } : { profile, edition },
    () => source,
  );
}

describe('resolveProfile', () => {
  it('knows edition and dataplane from the start, and nothing else', () => {
    expect(resolveProfile([])).toEqual({
      edition: { value: 'latest', source: { kind: 'default' } },
      dataplane: { value: 'cilium', source: { kind: 'default' } },
    });
  });

  it('lets later layers win, value by value', () => {
    const profile = resolveProfile([
      layer({ name: 'a', acns: true }),
      layer({ name: 'b' }, project, '2025-05-22'),
    ]);
    expect(profile.name).toEqual({ value: 'b', source: project });
    expect(profile.acns).toEqual({ value: true, source: editor });
    expect(profile.edition).toEqual({ value: '2025-05-22', source: project });
  });

  it('takes values that are not there for unknown, not for a denial', () => {
    const odd = { name: undefined, acns: undefined } as unknown as KnownValues;
    const profile = resolveProfile([layer({ name: 'a', acns: false }), odd]);
    expect([profile.name?.value, profile.acns?.value]).toEqual(['a', false]);
  });

  it('concludes from the Kubernetes version which Cilium it is, if that is one only', () => {
    const cilium = (kubernetesVersion: string, edition: Edition = 'latest') =>
      resolveProfile([layer({ kubernetesVersion }, project, edition)]).ciliumVersion;
    expect(cilium('1.33')).toEqual({ value: '1.17', source: project });
    expect(cilium('v1.30.7')).toEqual({ value: '1.14', source: project });
    expect(cilium('1.36')).toBeUndefined();
    expect(cilium('1.99')).toBeUndefined();
    expect(cilium('nonsense')).toBeUndefined();
    expect(cilium('1.34', '2025-05-22')).toBeUndefined();
  });

  it('does not conclude what has been said', () => {
    const profile = resolveProfile([
      layer({ kubernetesVersion: '1.33' }),
      layer({ ciliumVersion: '1.18.2' }, project),
    ]);
    expect(profile.ciliumVersion).toEqual({ value: '1.18.2', source: project });
    const reverse = resolveProfile([layer({ kubernetesVersion: '1.33', ciliumVersion: '1.18.2' })]);
    expect(reverse.ciliumVersion?.value).toBe('1.18.2');
  });

  it('drops a Cilium version that was said of another cluster', () => {
    const later = (ciliumVersion: string, kubernetesVersion: string) =>
      resolveProfile([layer({ ciliumVersion }), layer({ kubernetesVersion }, project)])
        .ciliumVersion;
    // Part of a file's overrides: these files are for the old cluster.
    expect(later('1.17.9', '1.30')).toEqual({ value: '1.14', source: project });
    expect(later('1.17.9', '1.36')).toBeUndefined();
    // More exact than what would follow, and no contradiction.
    expect(later('1.17.9', '1.33')).toEqual({ value: '1.17.9', source: editor });
    // Nobody knows what runs there.
    expect(later('1.17.9', '1.99')).toEqual({ value: '1.17.9', source: editor });
  });
});

describe('layerFromSettings', () => {
  it('asks for the source of each value by its name', () => {
    const asked: string[] = [];
    const known = layerFromSettings(
      { edition: 'latest', profile: { acns: false, podCidrs: [] } },
      (name) => {
        asked.push(name);
        return editor;
      },
    );
    expect(asked.sort()).toEqual(['acns', 'edition', 'podCidrs']);
    expect(known).toEqual({
      edition: { value: 'latest', source: editor },
      acns: { value: false, source: editor },
      podCidrs: { value: [], source: editor },
    });
    expect(layerFromSettings({}, () => editor)).toEqual({});
  });
});

describe('describeProfile', () => {
  const lineOf = (profile: ClusterProfile, key: string) =>
    describeProfile(profile).find((line) => line.key === key);

  it('has a line for everything, in one order, known or not', () => {
    const nothing = describeProfile(resolveProfile([]));
    const everything = describeProfile(
      resolveProfile([
        layer({
          istioAddon: true,
          acns: true,
          nodeCidrs: ['10.0.0.0/8'],
          name: 'x',
          ipFamilies: ['IPv4', 'IPv6'],
        }),
      ]),
    );
    expect(nothing.map(({ name }) => name)).toEqual([
      'Name',
      'Edition of the documentation',
      'Dataplane',
      'Kubernetes',
      'Cilium',
      'Pod addresses',
      'Address families',
      'Pod ranges',
      'Service ranges',
      'Node ranges',
      'ACNS',
      'ACNS network policies',
      'LocalDNS',
      'Windows node pools',
      'Istio add-on',
    ]);
    expect(everything.map(({ key }) => key)).toEqual(nothing.map(({ key }) => key));
    expect(nothing.filter(({ known }) => known).map(({ key }) => key)).toEqual([
      'edition',
      'dataplane',
    ]);
    for (const { known, value, source } of nothing.filter((line) => !line.known)) {
      expect([known, value, source]).toEqual([false, 'unknown', '']);
    }
  });

  it('words values and sources for people', () => {
    const profile = resolveProfile([
      layer({ acns: true, localDns: false, podCidrs: ['10.0.0.0/8', 'fd00::/64'] }, project),
      layer({ serviceCidrs: [], name: 'shop' }, { kind: 'command line' }),
      layer(
        { windowsPools: true },
        { kind: 'infrastructure', uri: 'file:///w/infra/main%20(1).bicep' },
      ),
    ]);
    const words = (key: string) => {
      const line = lineOf(profile, key);
      return [line?.value, line?.source];
    };
    expect(words('acns')).toEqual(['yes', 'aks-cilium.yaml']);
    expect(words('localDns')).toEqual(['no', 'aks-cilium.yaml']);
    expect(words('podCidrs')).toEqual(['10.0.0.0/8, fd00::/64', 'aks-cilium.yaml']);
    expect(words('serviceCidrs')).toEqual(['none', 'command line']);
    expect(words('name')).toEqual(['shop', 'command line']);
    expect(words('windowsPools')).toEqual(['yes', 'main (1).bicep']);
    expect(words('edition')).toEqual(['latest', 'default']);
    expect(lineOf(profile, 'acns')?.origin).toEqual(project);
    expect(lineOf(profile, 'name')).not.toHaveProperty('origin');
    const oddName = resolveProfile([
      layer({ acns: true }, { kind: 'infrastructure', uri: 'file:///w/100%.bicep' }),
    ]);
    expect(lineOf(oddName, 'acns')?.source).toBe('100%.bicep');
  });

  it('says which Cilium follows from Kubernetes, also when it may be one of several', () => {
    const follows = resolveProfile([layer({ kubernetesVersion: '1.33.2' }, project)]);
    expect(lineOf(follows, 'ciliumVersion')).toMatchObject({
      value: '1.17',
      source: 'from Kubernetes 1.33.2',
      known: true,
    });
    const either = resolveProfile([layer({ kubernetesVersion: '1.36' }, project)]);
    expect(lineOf(either, 'ciliumVersion')).toEqual({
      key: 'ciliumVersion',
      name: 'Cilium',
      value: '1.18 or 1.19',
      source: '',
      known: false,
    });
    const said = resolveProfile([layer({ kubernetesVersion: '1.33', ciliumVersion: '1.17.9' })]);
    expect(lineOf(said, 'ciliumVersion')).toMatchObject({
      value: '1.17.9',
      source: 'editor settings',
    });
  });
});

describe('versionTarget', () => {
  it('holds what is known of versions', () => {
    const target = (settings: ProfileSettings, edition?: Edition) =>
      versionTarget(resolveProfile([layer(settings, editor, edition)]));
    expect(target({})).toEqual({ edition: 'latest', ciliumVersions: [] });
    expect(target({ kubernetesVersion: '1.36' })).toEqual({
      edition: 'latest',
      kubernetesVersion: '1.36',
      ciliumVersions: ['1.18', '1.19'],
    });
    expect(target({ kubernetesVersion: '1.33', ciliumVersion: '1.17.9' }, '2025-05-22')).toEqual({
      edition: '2025-05-22',
      kubernetesVersion: '1.33',
      ciliumVersions: ['1.17.9'],
    });
  });
});

describe('what addresses are on the cluster', () => {
  const known = resolveProfile([
    layer({
      podCidrs: ['10.244.0.0/16', 'fd00:10::/64'],
      serviceCidrs: ['10.0.0.0/16'],
      nodeCidrs: ['10.224.0.0/16', '10.225.0.0/16'],
    }),
  ]);
  const cidr = (text: string) => {
    const parsed = parseCidr(text);
    if (parsed === undefined) {
      throw new Error(text);
    }
    return parsed;
  };
  const roles = (text: string, profile = known) =>
    rangeRoles(profile, cidr(text)).map(({ role, relation }) => `${role} ${relation}`);

  it.each([
    ['10.244.3.0/24', ['pods inside']],
    ['10.244.0.0/16', ['pods inside']],
    ['fd00:10::5/128', ['pods inside']],
    ['10.0.0.10/32', ['services inside']],
    // Two ranges next to each other cover what neither does alone.
    ['10.224.0.0/15', ['nodes inside']],
    ['10.240.0.0/12', ['pods overlaps']],
    ['10.0.0.0/8', ['pods overlaps', 'services overlaps', 'nodes overlaps']],
    ['0.0.0.0/0', ['pods overlaps', 'services overlaps', 'nodes overlaps']],
    ['::/0', ['pods overlaps']],
    ['203.0.113.0/24', []],
  ])('%s: %j', (text, expected) => {
    expect(roles(text)).toEqual(expected);
  });

  it('the role that covers it is named first', () => {
    const both = resolveProfile([layer({ podCidrs: ['10.0.0.0/30'], nodeCidrs: ['10.0.0.0/8'] })]);
    expect(roles('10.0.0.0/24', both)).toEqual(['nodes inside', 'pods overlaps']);
    expect(rangeRole(both, cidr('10.0.0.0/24'))).toBe('nodes');
    expect(rangeRole(both, cidr('0.0.0.0/0'))).toBeUndefined();
  });

  it('shared with the cluster is no only when all ranges are known', () => {
    expect(touchesCluster(known, cidr('203.0.113.0/24'))).toBe('no');
    expect(touchesCluster(known, cidr('10.0.0.0/8'))).toBe('yes');
    const some = resolveProfile([layer({ podCidrs: ['10.244.0.0/16'] })]);
    expect(touchesCluster(some, cidr('203.0.113.0/24'))).toBe('unknown');
    expect(touchesCluster(some, cidr('10.244.0.1/32'))).toBe('yes');
  });

  it('ranges that are none are passed over', () => {
    const odd = resolveProfile([layer({ podCidrs: ['nonsense', '10.244.0.0/16'] })]);
    expect(roles('10.244.0.1/32', odd)).toEqual(['pods inside']);
  });
});
