import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languageIds } from '../client/src/infrastructure/relevance';
import { editorOnlySettings, section } from '../scripts/generate/manifest';
import { settingsSchema } from '../server/src/core/config/schema';
import { suppressionWords } from '../server/src/core/engine/suppressions/suppression';
import { projectFileNames, readEditorSettings, rules } from '../server/src/core/index';
import { sourceFiles } from './support/import-graph';
import { repositoryRoot } from './support/repository';

interface Setting {
  readonly type: string | readonly string[];
  readonly default: unknown;
  readonly scope: string;
  readonly markdownDescription: string;
  readonly enum?: readonly unknown[];
  readonly markdownEnumDescriptions?: readonly string[];
}

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly markdown: string };
  readonly completionEvents?: readonly string[];
}

interface Manifest {
  readonly version: string;
  readonly engines: { readonly vscode: string };
  readonly main: string;
  readonly browser: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly icon: string;
  readonly l10n: string;
  readonly keywords: readonly string[];
  readonly activationEvents: readonly string[];
  readonly capabilities: object;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string }[];
    readonly configuration: readonly { properties: Readonly<Record<string, Setting>> }[];
    readonly languages: readonly { readonly id: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
    readonly yamlValidation: readonly { fileMatch: readonly string[]; url: string }[];
    readonly snippets: readonly { language: string; path: string }[];
    readonly grammars: readonly { scopeName: string; path: string; injectTo: readonly string[] }[];
  };
}

const manifest = readJson<Manifest>('package.json');
const texts = readJson<Readonly<Record<string, string>>>('package.nls.json');
const { contributes } = manifest;
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const settings = contributes.configuration.flatMap(({ properties }) => Object.entries(properties));

describe('settings', () => {
  it('are those of the project file, and a few of the editor alone', () => {
    const { profile, ...others } = settingsSchema.properties;
    const expected = [
      ...Object.keys(editorOnlySettings),
      ...Object.keys(others),
      ...Object.keys(profile.properties).map((name) => `profile.${name}`),
    ];
    expect(settings.map(([name]) => name)).toEqual(expected.map((name) => `${section}.${name}`));
  });

  it('say nothing until somebody sets them', () => {
    const { settings: read, problems } = readEditorSettings(defaults());
    expect(problems).toEqual([]);
    expect(read).toEqual({
      extends: 'recommended',
      edition: 'latest',
      rules: {},
      profile: {},
      inlayHints: 'templates',
      codeLens: 'off',
    });
  });

  it('have a description, and one for each value', () => {
    for (const [name, setting] of settings) {
      expect(setting.markdownDescription, name).toMatch(/^%.+%$/);
      if (setting.markdownEnumDescriptions !== undefined) {
        expect(setting.markdownEnumDescriptions, name).toHaveLength(setting.enum?.length ?? 0);
      }
    }
  });

  it('may differ by folder', () => {
    const others = settings.filter(([, { scope }]) => scope !== 'resource');
    expect(others.map(([name]) => name)).toEqual([`${section}.trace.server`]);
  });

  it('offer every rule by its title', () => {
    const [, setting] = settings.find(([name]) => name === `${section}.rules`) ?? [];
    const { properties } = setting as unknown as { properties: Record<string, object> };
    expect(Object.keys(properties)).toEqual(rules.map(({ name }) => name));
    for (const { name, title } of rules) {
      expect(texts[`rule.${name}`]).toContain(title);
    }
  });
});

describe('texts of the manifest', () => {
  it('are all there, and all used', () => {
    const used = new Set(
      [...JSON.stringify(manifest).matchAll(/"%([^"%]+)%"/g)].map(([, key = '']) => key),
    );
    expect([...used].sort()).toEqual(Object.keys(texts).sort());
    expect(Object.values(texts).filter((text) => text.trim() === '')).toEqual([]);
  });
});

describe('commands', () => {
  it('are those that the client registers', () => {
    const sources = [...sourceFiles('client/src'), ...sourceFiles('server/src/protocol')]
      .map((path) => readFileSync(join(repositoryRoot, path), 'utf8'))
      .join('\n');
    const constants = new Map(
      [...sources.matchAll(/const (\w+) = '(aksCilium\.\w+)';/g)].map(([, name, id]) => [name, id]),
    );
    const registered = [...sources.matchAll(/registerCommand\(\s*(?:'([^']+)'|(\w+))/g)].map(
      ([, id, name]) => id ?? constants.get(name),
    );
    expect(contributes.commands.map(({ command }) => command).sort()).toEqual(registered.sort());
  });

  it('stand under the name of the extension', () => {
    expect(contributes.commands.filter(({ category }) => category !== 'AKS Cilium')).toEqual([]);
  });
});

describe('the walkthrough', () => {
  it('has steps with their own names', () => {
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
  });

  it('runs commands that there are, and ticks a step off when they have been run', () => {
    const described = steps.map(({ description }) => texts[description.replaceAll('%', '')] ?? '');
    const linked = described.flatMap((text) =>
      [...text.matchAll(/\(command:(aksCilium\.\w+)\)/g)].map(([, command]) => command),
    );
    const awaited = steps.flatMap(({ completionEvents = [] }) =>
      completionEvents.map((event) => event.replace(/^onCommand:/, '')),
    );
    expect(linked).toEqual(awaited);
    const registered = contributes.commands.map(({ command }) => command);
    expect(linked.filter((command) => !registered.includes(command ?? ''))).toEqual([]);
  });

  it('names snippets that there are', () => {
    const snippets = ['kubernetes', 'bicep'].map((name) =>
      readFileSync(join(repositoryRoot, 'snippets', `${name}.json`), 'utf8'),
    );
    const pages = steps.map(({ media }) =>
      readFileSync(join(repositoryRoot, media.markdown), 'utf8'),
    );
    const named = pages.join('').match(/akscilium-[\w-]+/g) ?? [];
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((prefix) => !snippets.join('').includes(`"${prefix}"`))).toEqual([]);
  });
});

describe('activation', () => {
  it('waits for a language that may concern a cluster', () => {
    expect(manifest.activationEvents).toEqual(languageIds.map((id) => `onLanguage:${id}`));
  });
});

describe('surroundings', () => {
  it('may be untrusted or virtual', () => {
    expect(manifest.capabilities).toMatchObject({
      untrustedWorkspaces: { supported: true },
      virtualWorkspaces: { supported: true },
    });
  });

  it('may be as old as the API that the client is compiled with', () => {
    expect(manifest.engines.vscode).toBe(`^${manifest.devDependencies['@types/vscode']}`);
  });
});

describe('contributions', () => {
  it('point to files that are there', () => {
    const paths = [
      ...contributes.yamlValidation.map(({ url }) => url),
      ...contributes.snippets.map(({ path }) => path),
      ...contributes.grammars.map(({ path }) => path),
      ...steps.map(({ media }) => media.markdown),
      ...[manifest.icon, `${manifest.l10n}/bundle.l10n.json`],
    ];
    expect(paths.filter((path) => !existsSync(join(repositoryRoot, path)))).toEqual([]);
  });

  it('take no language away from the extensions that own it', () => {
    // Named, so that snippets for them are no mistake where nobody defines them. Bicep has no word on brackets or
    // comments of its own either: the extension for it does.
    expect(contributes.languages).toEqual([
      { id: 'helm' },
      { id: 'bicep', aliases: ['Bicep'], extensions: ['.bicep'] },
      { id: 'azcli' },
      { id: 'arm-template' },
    ]);
  });

  it('check project files by the schema', () => {
    const url = './schemas/aks-cilium.schema.json';
    expect(contributes.yamlValidation).toEqual([{ fileMatch: projectFileNames, url }]);
  });

  it('are shown with an icon of 128 by 128 pixels', () => {
    const icon = readFileSync(join(repositoryRoot, manifest.icon));
    expect(icon.subarray(1, 4).toString()).toBe('PNG');
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([128, 128]);
  });

  it('are found by at most 30 keywords, as the marketplace allows', () => {
    expect(manifest.keywords.length).toBeLessThanOrEqual(30);
    expect(new Set(manifest.keywords).size).toBe(manifest.keywords.length);
  });
});

describe('suppression comments', () => {
  const grammar = readJson<{
    scopeName: string;
    repository: {
      directive: { match: string; captures: Record<string, { patterns?: [{ match: string }] }> };
    };
  }>('syntaxes/suppression.tmLanguage.json');
  const pattern = grammar.repository.directive;
  const parts = (comment: string) => {
    const [, directive, names = '', dashes] = new RegExp(pattern.match).exec(comment) ?? [];
    const name = new RegExp(pattern.captures[2]?.patterns?.[0].match ?? '', 'g');
    return directive === undefined
      ? undefined
      : { directive, names: names.match(name) ?? [], reason: dashes !== undefined };
  };

  it('are coloured by a grammar that is injected into comments', () => {
    const scopes = contributes.grammars.map(({ scopeName }) => scopeName);
    expect(scopes).toContain(grammar.scopeName);
  });

  it.each([
    ['# aks-cilium-disable-next-line', 'aks-cilium-disable-next-line', [], false],
    ['#aks-cilium-disable-next-line a-b', 'aks-cilium-disable-next-line', ['a-b'], false],
    ['# aks-cilium-disable-file a, b-2 -- why not', 'aks-cilium-disable-file', ['a', 'b-2'], true],
    ['{{/* aks-cilium-disable-line a -- */}}', 'aks-cilium-disable-line', ['a'], true],
  ])('have a directive, rules and a reason: %s', (comment, directive, names, reason) => {
    expect(parts(comment)).toEqual({ directive, names, reason });
  });

  it('have each word that suppresses something', () => {
    for (const word of Object.values(suppressionWords)) {
      expect(parts(`# ${word}`)?.directive).toBe(word);
    }
  });

  it.each([
    '# aks-cilium-disable a',
    '# not-aks-cilium-disable-line',
    '# aks-cilium-disable-lines',
  ])('are nothing else: %s', (comment) => {
    expect(parts(comment)).toBeUndefined();
  });
});

describe('packages', () => {
  it('are pinned, and few are needed at run time', () => {
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(12);
  });
});

/** What an editor sends when nothing is set: groups in place of dots. */
function defaults(): unknown {
  const result: Record<string, unknown> = {};
  for (const [name, setting] of settings) {
    const [, ...keys] = name.split('.');
    let group = result;
    for (const key of keys.slice(0, -1)) {
      group[key] ??= {};
      group = group[key] as Record<string, unknown>;
    }
    group[keys.at(-1) ?? ''] = setting.default;
  }
  return result;
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(repositoryRoot, path), 'utf8')) as T;
}
