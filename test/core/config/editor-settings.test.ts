import { describe, expect, it } from 'vitest';
import { effectiveSeverity } from '../../../server/src/core/config/severity';
import { readEditorSettings, type Severity } from '../../../server/src/core/index';

describe('settings of an editor', () => {
  it('are read like a project file', () => {
    const settings = {
      edition: '2025-05-22',
      profile: { kubernetesVersion: '1.33', podCidrs: ['10.0.0.0/8'], acns: true },
      rules: { 'useless-except': 'off', 'all-pods-peer': ['error', { policies: 3 }] },
    };
    expect(readEditorSettings(settings)).toEqual({ settings, problems: [] });
  });

  it('that are not set do not count', () => {
    const value = {
      enable: true,
      trace: { server: 'off' },
      edition: '',
      extends: null,
      profile: { name: '', kubernetesVersion: null, podCidrs: [], acns: null, ipam: 'overlay' },
      rules: {},
      overrides: [],
      ignore: [],
    };
    expect(readEditorSettings(value)).toEqual({
      settings: { profile: { ipam: 'overlay' }, rules: {} },
      problems: [],
    });
  });

  it.each([undefined, null, 7, 'text', [], [{}], true, () => 1])('may be %j', (value) => {
    expect(readEditorSettings(value)).toEqual({ settings: {}, problems: [] });
  });

  it('tell their mistakes as texts', () => {
    const { settings, problems } = readEditorSettings({
      profile: { podCIDRs: ['x'], ipam: 'x', acns: true },
      rules: { nonsense: 'off' },
    });
    expect(settings).toEqual({ profile: { acns: true }, rules: {} });
    expect(problems).toEqual([
      'profile.podCIDRs: There is no setting "podCIDRs" here. Did you mean "podCidrs"?',
      'profile.ipam: "ipam" must be one of overlay, pod-subnet, node-subnet.',
      'rules.nonsense: There is no rule "nonsense".',
    ]);
  });

  it('do no harm, whatever they hold', () => {
    const circle: Record<string, unknown> = {};
    circle.profile = circle;
    const deep = JSON.parse(`${'{"profile":'.repeat(1000)}1${'}'.repeat(1000)}`);
    const polluting = JSON.parse('{"__proto__": {"polluted": 1}, "rules": {"__proto__": "off"}}');
    for (const value of [circle, deep, polluting, { rules: new Map() }, { edition: Number.NaN }]) {
      expect(readEditorSettings(value).settings).toBeDefined();
    }
    expect(readEditorSettings(polluting).problems).toEqual([
      '__proto__: There is no setting "__proto__" here.',
      'rules.__proto__: There is no rule "__proto__".',
    ]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('the severity of a finding', () => {
  it.each([
    // The rule's own, what it reports, what is configured, and what comes of it.
    ['warning', undefined, 'warning', 'warning'],
    ['warning', undefined, 'error', 'error'],
    ['warning', undefined, 'hint', 'hint'],
    ['warning', 'info', 'warning', 'info'],
    ['warning', 'info', 'error', 'info'],
    ['warning', 'info', 'hint', 'hint'],
    ['error', 'warning', 'error', 'warning'],
    ['error', 'warning', 'info', 'info'],
    // A rule cannot report graver than its own.
    ['warning', 'error', 'warning', 'warning'],
    ['warning', 'warning', 'error', 'error'],
  ] as [Severity, Severity | undefined, Severity, Severity][])(
    'of a rule for %s that reports %s, set to %s, is %s',
    (own, reported, configured, expected) => {
      expect(effectiveSeverity(own, reported, configured)).toBe(expected);
    },
  );
});
