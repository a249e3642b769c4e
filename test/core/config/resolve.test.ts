import { describe, expect, it } from 'vitest';
import {
  type ConfigurationSources,
  createResolver,
  type KnownValues,
  resolveConfiguration,
  rules,
  type Settings,
  type WorkspaceCluster,
} from '../../../server/src/core/index';

const folder = 'file:///w';
const projectUri = 'file:///w/aks-cilium.yaml';
const rule = 'all-pods-peer';

function project(settings: Settings): Pick<ConfigurationSources, 'project'> {
  return { project: { settings, uri: projectUri, folder } };
}

function settingOf(sources: ConfigurationSources, path = 'a.yaml', name = rule) {
  return resolveConfiguration({ ...sources, path }).rules.get(name);
}

function profileOf(sources: ConfigurationSources, path = 'a.yaml') {
  return resolveConfiguration({ ...sources, path }).profile;
}

const source = { kind: 'infrastructure', uri: 'file:///w/main.bicep' } as const;

function cluster(values: KnownValues, uri: string = source.uri): WorkspaceCluster {
  return { uri, range: { start: 0, end: 1 }, context: undefined, files: [uri], title: uri, values };
}

const infrastructure = [
  cluster({ name: { value: 'infra', source }, acns: { value: true, source } }),
];

describe('precedence', () => {
  const layers = {
    defaults: { profile: { name: 'defaults' }, rules: { [rule]: 'hint' } },
    editor: { profile: { name: 'editor' }, rules: { [rule]: 'info' } },
    commandLine: { profile: { name: 'command line' }, rules: { [rule]: 'error' } },
  } as const satisfies ConfigurationSources;
  const byProject = project({ profile: { name: 'project' }, rules: { [rule]: 'warning' } });

  it('defaults, infrastructure, editor, project file, command line', () => {
    const name = (sources: ConfigurationSources) => profileOf(sources).name?.value;
    const { defaults, editor } = layers;
    expect(name({ defaults })).toBe('defaults');
    expect(name({ defaults, infrastructure })).toBe('infra');
    expect(name({ defaults, infrastructure, editor })).toBe('editor');
    expect(name({ defaults, infrastructure, editor, ...byProject })).toBe('project');
    expect(name({ ...layers, infrastructure, ...byProject })).toBe('command line');
  });

  it('the same for rules', () => {
    const severity = (sources: ConfigurationSources) => settingOf(sources)?.severity;
    const { defaults, editor } = layers;
    expect(severity({ defaults })).toBe('hint');
    expect(severity({ defaults, editor })).toBe('info');
    expect(severity({ defaults, editor, ...byProject })).toBe('warning');
    expect(severity({ ...layers, ...byProject })).toBe('error');
  });

  it('goes value by value', () => {
    const profile = profileOf({
      infrastructure,
      editor: { profile: { ipam: 'overlay', localDns: true } },
      ...project({ profile: { localDns: false } }),
    });
    expect(profile).toMatchObject({
      name: { value: 'infra', source: { kind: 'infrastructure', uri: 'file:///w/main.bicep' } },
      acns: { value: true },
      ipam: { value: 'overlay', source: { kind: 'editor settings' } },
      localDns: { value: false, source: { kind: 'project file', uri: projectUri } },
      dataplane: { value: 'cilium', source: { kind: 'default' } },
      edition: { value: 'latest', source: { kind: 'default' } },
    });
    expect(profile).not.toHaveProperty('podCidrs');
  });

  it('of several clusters, what they have in common counts', () => {
    const other = cluster({ name: { value: 'other', source }, acns: { value: true, source } });
    const profile = profileOf({ infrastructure: [...infrastructure, other] });
    expect(profile.name).toBeUndefined();
    expect(profile.acns).toEqual({ value: true, source });
    expect(profile.candidates?.map(({ name }) => name?.value)).toEqual(['infra', 'other']);
  });

  it('tells where in the project file a value stands', () => {
    const places = new Map([
      ['profile.name', { start: 1, end: 2 }],
      ['edition', { start: 3, end: 4 }],
      ['overrides.0.profile.ipam', { start: 5, end: 6 }],
    ]);
    const profile = profileOf({
      project: {
        settings: {
          edition: '2025-05-22',
          profile: { name: 'x' },
          overrides: [{ files: ['a.yaml'], profile: { ipam: 'overlay' } }],
        },
        uri: projectUri,
        folder,
        places,
      },
    });
    expect(profile.name?.source).toEqual({
      kind: 'project file',
      uri: projectUri,
      range: { start: 1, end: 2 },
    });
    expect(profile.edition.source).toMatchObject({ range: { start: 3, end: 4 } });
    expect(profile.ipam?.source).toMatchObject({ range: { start: 5, end: 6 } });
  });
});

describe('presets', () => {
  const optional = rules.find(({ recommended }) => !recommended);
  const recommended = rules.find((each) => each.recommended);

  it('recommended is where everybody starts', () => {
    for (const { name, severity, recommended: isRecommended } of rules) {
      expect(settingOf({}, 'a.yaml', name)?.severity).toBe(isRecommended ? severity : 'off');
      expect(settingOf(project({ extends: 'recommended' }), 'a.yaml', name)).toEqual(
        settingOf({}, 'a.yaml', name),
      );
    }
  });

  it('strict turns every rule on', () => {
    for (const { name, severity } of rules) {
      expect(settingOf(project({ extends: 'strict' }), 'a.yaml', name)?.severity).toBe(severity);
    }
  });

  it('the strongest that names one decides', () => {
    const name = optional?.name ?? rule;
    const strict = { editor: { extends: 'strict' } } as const;
    expect(settingOf(strict, 'a.yaml', name)?.severity).not.toBe('off');
    expect(settingOf({ ...strict, ...project({}) }, 'a.yaml', name)?.severity).not.toBe('off');
    expect(
      settingOf({ ...strict, ...project({ extends: 'recommended' }) }, 'a.yaml', name)?.severity,
    ).toBe('off');
  });

  it('a rule that is named keeps what was said of it', () => {
    const name = recommended?.name ?? rule;
    const sources = project({ extends: 'strict', rules: { [name]: 'off' } });
    expect(settingOf(sources, 'a.yaml', name)?.severity).toBe('off');
  });
});

describe('options', () => {
  const [withOptions] = rules.filter(
    ({ defaultOptions }) => Object.keys(defaultOptions).length > 0,
  );
  const name = withOptions?.name ?? '';
  const [option = ''] = Object.keys(withOptions?.defaultOptions ?? {});
  const byDefault = withOptions?.defaultOptions[option];

  it('have defaults', () => {
    expect(settingOf({}, 'a.yaml', name)?.options).toEqual(withOptions?.defaultOptions);
  });

  it('are merged, and outlive a bare severity', () => {
    const sources = {
      editor: { rules: { [name]: ['error', { [option]: 1 }] as const } },
      ...project({ rules: { [name]: 'info' } }),
    };
    expect(settingOf(sources, 'a.yaml', name)).toEqual({
      severity: 'info',
      options: { ...withOptions?.defaultOptions, [option]: 1 },
    });
    expect(
      settingOf({ ...sources, commandLine: { rules: { [name]: ['hint', {}] } } }, 'a.yaml', name),
    ).toMatchObject({ severity: 'hint', options: { [option]: 1 } });
    expect(byDefault).not.toBe(1);
  });
});

describe('overrides', () => {
  const settings: Settings = {
    profile: { kubernetesVersion: '1.33', name: 'new' },
    rules: { [rule]: 'warning' },
    overrides: [
      { files: ['legacy/**'], rules: { [rule]: 'off' }, profile: { kubernetesVersion: '1.29' } },
      { files: ['legacy/web/', '!legacy/web/new.yaml'], rules: { [rule]: 'error' } },
      { files: ['*.test.yaml'], profile: { name: 'test' } },
    ],
  };

  it.each([
    ['a.yaml', 'warning', '1.33', 'new'],
    ['legacy/a.yaml', 'off', '1.29', 'new'],
    ['legacy/web/a.yaml', 'error', '1.29', 'new'],
    ['legacy/web/new.yaml', 'off', '1.29', 'new'],
    ['legacy/a.test.yaml', 'off', '1.29', 'test'],
  ])('%s: %s, %s, %s', (path, severity, version, name) => {
    const configuration = resolveConfiguration({ ...project(settings), path });
    expect(configuration.rules.get(rule)?.severity).toBe(severity);
    expect(configuration.profile.kubernetesVersion?.value).toBe(version);
    expect(configuration.profile.name?.value).toBe(name);
  });

  it('of a weaker source lose to what a stronger one says of all files', () => {
    const editor: Settings = { overrides: [{ files: ['**'], rules: { [rule]: 'error' } }] };
    expect(settingOf({ editor })?.severity).toBe('error');
    expect(settingOf({ editor, ...project({ rules: { [rule]: 'hint' } }) })?.severity).toBe('hint');
    expect(settingOf({ editor, ...project({}) })?.severity).toBe('error');
  });

  it('with globs that are none apply to nothing', () => {
    const odd: Settings = { overrides: [{ files: ['../**', ''], rules: { [rule]: 'error' } }] };
    expect(settingOf(project(odd))?.severity).toBe(settingOf({})?.severity);
  });

  it('naming no rule there is change nothing', () => {
    const odd = { rules: { nonsense: 'error', __proto__: 'error' } } as Settings;
    expect(resolveConfiguration({ ...project(odd), path: 'a.yaml' }).rules.size).toBe(rules.length);
  });
});

describe('ignore', () => {
  const ignored = (sources: ConfigurationSources, path: string) =>
    resolveConfiguration({ ...sources, path }).ignored;

  it('is by path, and adds up over the sources', () => {
    const sources = {
      editor: { ignore: ['*.gen.yaml', 'mine/'] },
      ...project({ ignore: ['charts/', '!mine/kept.yaml'] }),
    };
    expect(ignored(sources, 'a.gen.yaml')).toBe(true);
    expect(ignored(sources, 'charts/a.yaml')).toBe(true);
    expect(ignored(sources, 'mine/a.yaml')).toBe(true);
    expect(ignored(sources, 'mine/kept.yaml')).toBe(false);
    expect(ignored(sources, 'a.yaml')).toBe(false);
  });

  it('never reaches a project file, whose mistakes nobody would learn of', () => {
    const sources = project({ ignore: ['**', '*.yaml'] });
    expect(ignored(sources, 'a.yaml')).toBe(true);
    expect(ignored(sources, 'aks-cilium.yaml')).toBe(false);
    expect(ignored(sources, 'apps/aks-cilium.yml')).toBe(false);
  });
});

describe('the key', () => {
  const keyOf = (sources: ConfigurationSources, path = 'a.yaml') =>
    resolveConfiguration({ ...sources, path }).key;

  it('is equal for equal behaviour', () => {
    expect(keyOf({})).toBe(keyOf(project({})));
    expect(keyOf(project({ rules: { [rule]: 'error' } }))).toBe(
      keyOf({ commandLine: { rules: { [rule]: 'error' } } }),
    );
    expect(keyOf({}, 'a.yaml')).toBe(keyOf({}, 'b/c.yaml'));
    expect(keyOf(project({ overrides: [{ files: ['x'], rules: { [rule]: 'off' } }] }))).toBe(
      keyOf({}),
    );
  });

  it('differs with everything that matters', () => {
    const keys = [
      keyOf({}),
      keyOf(project({ rules: { [rule]: 'error' } })),
      keyOf(project({ rules: { [rule]: ['error', { policies: 7 }] } })),
      keyOf(project({ extends: 'strict' })),
      keyOf(project({ edition: '2025-05-22' })),
      keyOf(project({ profile: { acns: true } })),
      keyOf(project({ profile: { acns: false } })),
      keyOf({ editor: { profile: { acns: true } } }),
      keyOf(project({ ignore: ['*.yaml'] })),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('createResolver', () => {
  it('gives the same object for files that the same applies to', () => {
    const resolver = createResolver(
      project({ overrides: [{ files: ['legacy/**'], rules: { [rule]: 'off' } }] }),
    );
    expect(resolver('a.yaml')).toBe(resolver('b.yaml'));
    expect(resolver('legacy/a.yaml')).toBe(resolver('legacy/b/c.yaml'));
    expect(resolver('legacy/a.yaml')).not.toBe(resolver('a.yaml'));
  });
});
