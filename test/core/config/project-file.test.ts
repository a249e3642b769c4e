import { describe, expect, it } from 'vitest';
import { fixed, found, read } from '../../support/project-file';

describe('a project file without mistakes', () => {
  it.each(['', '\n', '# only a comment\n', '---\n', '---\n...\n', '{}', 'null', '~'])(
    '%j says nothing',
    (text) => {
      expect(read(text)).toMatchObject({ settings: {}, broken: false, findings: [] });
    },
  );

  it('is read in full', () => {
    const text = `
extends: strict
edition: 2025-05-22
profile:
  name: shop
  dataplane: cilium
  kubernetesVersion: "1.30"
  ciliumVersion: v1.17.9
  ipam: overlay
  ipFamilies: [IPv4, IPv6]
  podCidrs: [10.244.0.0/16, "fd00::/64"]
  serviceCidrs: []
  acns: true
  acnsNetworkPolicies: None
  localDns: no
rules:
  useless-except: off
  all-pods-peer: [error, {policies: 7}]
  policy-types-mismatch: [hint]
overrides:
  - files: [legacy/**, "!legacy/new/**"]
    profile: {kubernetesVersion: "1.29"}
    rules: {useless-except: warning}
ignore: [charts/]
`;
    const { settings, findings } = read(text.replace('localDns: no', 'localDns: false'));
    expect(findings).toEqual([]);
    expect(settings).toEqual({
      extends: 'strict',
      edition: '2025-05-22',
      profile: {
        name: 'shop',
        dataplane: 'cilium',
        kubernetesVersion: '1.30',
        ciliumVersion: 'v1.17.9',
        ipam: 'overlay',
        ipFamilies: ['IPv4', 'IPv6'],
        podCidrs: ['10.244.0.0/16', 'fd00::/64'],
        serviceCidrs: [],
        acns: true,
        acnsNetworkPolicies: 'None',
        localDns: false,
      },
      rules: {
        'useless-except': 'off',
        'all-pods-peer': ['error', { policies: 7 }],
        'policy-types-mismatch': 'hint',
      },
      overrides: [
        {
          files: ['legacy/**', '!legacy/new/**'],
          profile: { kubernetesVersion: '1.29' },
          rules: { 'useless-except': 'warning' },
        },
      ],
      ignore: ['charts/'],
    });
  });

  it('may leave values empty: they count as not set', () => {
    const text = [
      'profile:',
      '  name:',
      '  podCidrs: ~',
      'rules:',
      '  useless-except:',
      'overrides: null',
      'ignore:',
    ].join('\n');
    expect(read(text)).toMatchObject({
      settings: { profile: {}, rules: {} },
      findings: [],
    });
  });

  it('says where each value stands', () => {
    const text = 'profile:\r\n  ipam: overlay\r\n  podCidrs: [10.0.0.0/8]\r\nedition: latest\r\n';
    const { places } = read(text);
    const at = (path: string) => {
      const range = places.get(path);
      return range && text.slice(range.start, range.end);
    };
    expect(at('profile.ipam')).toBe('overlay');
    expect(at('profile.podCidrs')).toBe('[10.0.0.0/8]');
    expect(at('profile.podCidrs.0')).toBe('10.0.0.0/8');
    expect(at('edition')).toBe('latest');
    expect(at('rules')).toBeUndefined();
  });

  it('may use anchors, aliases, quotes, flow style and a byte order mark', () => {
    const text = `\uFEFFprofile: &p {"kubernetesVersion": '1.33', "name": "🐝"}
overrides:
  - files: ['a/**']
    profile: *p
`;
    expect(read(text)).toMatchObject({
      findings: [],
      settings: {
        profile: { kubernetesVersion: '1.33', name: '🐝' },
        overrides: [{ profile: { kubernetesVersion: '1.33' } }],
      },
    });
  });
});

describe('unknown names', () => {
  it.each([
    ['profil: {}', 'profil', 'There is no setting "profil" here. Did you mean "profile"?'],
    ['Profile: {}', 'Profile', 'There is no setting "Profile" here. Did you mean "profile"?'],
    ['enable: true', 'enable', 'There is no setting "enable" here.'],
    [
      'profile: {podCIDRs: []}',
      'podCIDRs',
      'There is no setting "podCIDRs" here. Did you mean "podCidrs"?',
    ],
    [
      'profile: {kubernetes-version: "1.33"}',
      'kubernetes-version',
      'There is no setting "kubernetes-version" here. Did you mean "kubernetesVersion"?',
    ],
    [
      'overrides: [{files: [a], rule: {}}]',
      'rule',
      'There is no setting "rule" here. Did you mean "rules"?',
    ],
    [
      'rules: {useless-exept: off}',
      'useless-exept',
      'There is no rule "useless-exept". Did you mean "useless-except"?',
    ],
    [
      'rules: {no-such-thing-at-all: off}',
      'no-such-thing-at-all',
      'There is no rule "no-such-thing-at-all".',
    ],
    [
      'rules: {all-pods-peer: [error, {policys: 3}]}',
      'policys',
      'Rule "all-pods-peer" has no option "policys". Did you mean "policies"?',
    ],
    ['7: x', '7', 'There is no setting "7" here.'],
    ['"🐝": x', '"🐝"', 'There is no setting "🐝" here.'],
    ['? [a, b]\n: c', '[a, b]', 'There is no setting "" here.'],
  ])('%s', (text, at, message) => {
    expect(found(text)).toEqual([[at, message]]);
  });

  it('are not suggested when they are there already', () => {
    expect(found('profile: {}\nprofil: {}\n')).toEqual([
      ['profil', 'There is no setting "profil" here.'],
    ]);
    expect(found('rules: {useless-except: off, useless-exept: off}')).toEqual([
      ['useless-exept', 'There is no rule "useless-exept".'],
    ]);
  });

  it('do not spoil the rest', () => {
    expect(
      read('profil: {}\nedition: latest\nrules: {x: off, useless-except: off}').settings,
    ).toEqual({
      edition: 'latest',
      rules: { 'useless-except': 'off' },
    });
  });

  it('are replaced by what was meant', () => {
    const text = 'profil:\n  acns: true # yes\nrules:\n  useless-exept: off\n';
    expect(fixed(text)).toBe('profile:\n  acns: true # yes\nrules:\n  useless-except: off\n');
    const [fix] = read(text).findings[0]?.fixes() ?? [];
    expect(fix).toMatchObject({ title: 'Replace with "profile"', safety: 'safe', preferred: true });
  });

  it('are replaced only when asked while it is not certain what was meant', () => {
    const [fix] = read('profile: {podCirs: []}').findings[0]?.fixes() ?? [];
    const [guess] = read('rules: {ipblock-range: off}').findings[0]?.fixes() ?? [];
    expect(fix?.safety).toBe('safe');
    expect(guess?.safety ?? 'suggestion').toBe('suggestion');
  });
});

describe('wrong values', () => {
  it.each([
    ['profile: x', 'x', '"profile" must be a group of settings.'],
    ['profile: [a]', '[a]', '"profile" must be a group of settings.'],
    ['rules: [a]', '[a]', '"rules" must be a map of rule names to severities.'],
    ['- a', '- a', '"the settings" must be a group of settings.'],
    ['just text', 'just text', '"the settings" must be a group of settings.'],
    ['profile: {acns: yes}', 'yes', '"acns" must be true or false.'],
    ['profile: {acns: "true"}', '"true"', '"acns" must be true or false.'],
    [
      'profile: {ipam: overlai}',
      'overlai',
      '"ipam" must be one of overlay, pod-subnet, node-subnet. Did you mean overlay?',
    ],
    [
      'profile: {ipam: [overlay]}',
      '[overlay]',
      '"ipam" must be one of overlay, pod-subnet, node-subnet.',
    ],
    [
      'edition: 2025-05-23',
      '2025-05-23',
      '"edition" must be one of latest, 2025-05-22. Did you mean 2025-05-22?',
    ],
    [
      'profile: {podCidrs: [10.0.0.0]}',
      '10.0.0.0',
      '"podCidrs" must be an address range such as 10.244.0.0/16.',
    ],
    [
      'profile: {kubernetesVersion: newest}',
      'newest',
      '"kubernetesVersion" must be a Kubernetes version in quotes such as "1.33".',
    ],
    [
      'ignore: [""]',
      '""',
      '"ignore" must be a glob relative to the folder of the project file, such as legacy/**.',
    ],
    [
      'ignore: [../x]',
      '../x',
      '"ignore" must be a glob relative to the folder of the project file, such as legacy/**.',
    ],
    ['ignore: {a: b}', '{a: b}', '"ignore" must be a list.'],
    ['overrides: {files: [a]}', '{files: [a]}', '"overrides" must be a list.'],
    ['overrides: [a]', 'a', '"overrides" must be a group of settings.'],
    ['overrides: [{files: []}]', '[]', '"files" must be a list with at least one value.'],
    [
      'rules: {useless-except: warn}',
      'warn',
      '"useless-except" must be one of off, hint, info, warning, error.',
    ],
    [
      'rules: {useless-except: eror}',
      'eror',
      '"useless-except" must be one of off, hint, info, warning, error. Did you mean error?',
    ],
    [
      'rules: {useless-except: false}',
      'false',
      '"useless-except" must be one of off, hint, info, warning, error. Did you mean off?',
    ],
    [
      'rules: {useless-except: {severity: error}}',
      '{severity: error}',
      '"useless-except" must be one of off, hint, info, warning, error, or [severity, {option: value}].',
    ],
    ['rules: {useless-except: []}', '[]', '"useless-except" must be [severity, {option: value}].'],
    [
      'rules: {useless-except: [error, {}, 1]}',
      '[error, {}, 1]',
      '"useless-except" must be [severity, {option: value}].',
    ],
    ['rules: {all-pods-peer: [error, 3]}', '3', '"all-pods-peer" must be a map of options.'],
    ['rules: {all-pods-peer: [error, {policies: many}]}', 'many', '"policies" must be a number.'],
  ])('%s', (text, at, message) => {
    expect(found(text)).toEqual([[at, message]]);
  });

  it('count as not set, and the rest counts', () => {
    const text = 'profile: {ipam: x, acns: true, podCidrs: [x, 10.0.0.0/8], nodeCidrs: [x]}';
    expect(read(text).settings).toEqual({ profile: { acns: true, podCidrs: ['10.0.0.0/8'] } });
    expect(read('rules: {all-pods-peer: [error, {policies: x}]}').settings).toEqual({
      rules: { 'all-pods-peer': ['error', {}] },
    });
  });

  it('an entry without files applies to nothing', () => {
    expect(found('overrides:\n  - rules: {useless-except: off}\n')).toEqual([
      ['rules', 'This entry has no "files", so it applies to nothing.'],
    ]);
    expect(read('overrides:\n  - rules: {useless-except: off}\n').settings).toEqual({});
    expect(found('overrides: [{files: "!"}]')[0]?.[1]).toContain('must be a list');
  });

  it('a single value instead of a list is used, and made a list', () => {
    const text = 'profile:\n  podCidrs: 10.0.0.0/8 # all\nignore: charts/\n';
    expect(found(text)).toEqual([
      ['10.0.0.0/8', '"podCidrs" must be a list. Did you mean ["10.0.0.0/8"]?'],
      ['charts/', '"ignore" must be a list. Did you mean ["charts/"]?'],
    ]);
    expect(read(text).settings).toEqual({
      profile: { podCidrs: ['10.0.0.0/8'] },
      ignore: ['charts/'],
    });
    expect(fixed(text)).toBe('profile:\n  podCidrs: ["10.0.0.0/8"] # all\nignore: ["charts/"]\n');
    expect(read(fixed(text)).findings).toEqual([]);
  });
});

describe('versions without quotes', () => {
  it.each([
    ['1.30', '1.3'],
    ['1.33', '1.33'],
    ['1.10', '1.1'],
  ])('%s is what was meant, although YAML reads %s', (version, number) => {
    const text = `profile: {kubernetesVersion: ${version}}`;
    expect(read(text).settings).toEqual({ profile: { kubernetesVersion: version } });
    expect(found(text)).toEqual([
      [
        version,
        `"kubernetesVersion" must be in quotes: without them YAML reads ${version} as the number ${number}.`,
      ],
    ]);
    expect(fixed(text)).toBe(`profile: {kubernetesVersion: "${version}"}`);
    expect(read(fixed(text)).findings).toEqual([]);
  });

  it('with three numbers are texts already', () => {
    expect(found('profile: {kubernetesVersion: 1.33.2, ciliumVersion: v1.17}')).toEqual([]);
  });

  it('other texts that YAML takes for something else are told as well', () => {
    const text = 'profile: {name: 007}';
    expect(found(text)).toEqual([['007', '"name" must be text. Did you mean "007"?']]);
    expect(read(fixed(text)).settings).toEqual({ profile: { name: '007' } });
  });
});

describe('keys that stand twice', () => {
  it('are told at the second, which counts', () => {
    expect(found('edition: latest\nedition: 2025-05-22\n')).toEqual([
      ['edition', '"edition" appears twice here; the last one counts.'],
    ]);
    expect(read('edition: latest\nedition: 2025-05-22\n').settings).toEqual({
      edition: '2025-05-22',
    });
    const rulesTwice = 'rules: {useless-except: off, useless-except: error}';
    expect(found(rulesTwice)).toEqual([
      ['useless-except', '"useless-except" appears twice here; the last one counts.'],
    ]);
    expect(read(rulesTwice).settings).toEqual({ rules: { 'useless-except': 'error' } });
  });

  it('count for nothing when the last one cannot be used', () => {
    expect(read('edition: latest\nedition: tomorrow\n').settings).toEqual({});
    expect(read('rules: {useless-except: off, useless-except: loud}').settings).toEqual({
      rules: {},
    });
  });
});

describe('a project file that does not parse', () => {
  it.each([
    ['{', 'a bracket that is not closed'],
    ['a: b: c', 'a map where none may be'],
    ['profile:\n\tacns: true\n', 'tabs'],
    ['a: *nobody', 'an alias of nothing'],
  ])('%j is broken: %s', (text) => {
    const file = read(text);
    expect(file).toMatchObject({ broken: true, settings: {} });
    expect(file.findings.length).toBeGreaterThan(0);
    for (const { message, range, rule, severity } of file.findings) {
      expect([rule, severity]).toEqual(['project-file', 'error']);
      expect(message).toMatch(/\. The project file is not used until it parses\.$/);
      expect(range.end).toBeLessThanOrEqual(text.length);
      expect(range.start).toBeLessThanOrEqual(range.end);
    }
  });

  it('is a single document', () => {
    expect(read('edition: latest\n---\nedition: latest\n').findings[0]?.message).toContain(
      'A project file must be a single YAML document.',
    );
  });

  it('is of sane size', () => {
    const file = read(`# ${'x'.repeat(256 * 1024)}\n`);
    expect(file.broken).toBe(true);
    expect(file.findings.map(({ message }) => message)).toEqual([
      'A project file can have at most 256 KiB. The project file is not used until it parses.',
    ]);
  });
});
