import { type RegisteredRule, rules } from '../engine/registry';
import { clustersCalled } from '../profile/cluster-choice';
import { nearestClusters } from '../profile/nearest-clusters';
import type { ProfileSource } from '../profile/profile';
import {
  type KnownValues,
  layerFromSettings,
  profileKey,
  profilePlaces,
  resolveFor,
} from '../profile/resolve';
import type { WorkspaceCluster } from '../profile/workspace-clusters';
import { fileIdentity } from '../text/file-identity';
import type { Range } from '../text/range';
import { isProjectFile } from '../workspace/language';
import type { Configuration, RuleSetting } from './configuration';
import { compileGlobs, type PathMatcher } from './globs';
import type { ProfileSettings, RuleEntry, Settings } from './settings';

/** What a project file contributes. */
export interface ProjectSettings {
  readonly settings: Settings;
  readonly uri: string;
  /** The uri of the folder the globs refer to. */
  readonly folder: string;
  /** Where the values are written, as `readProjectFile` tells. */
  readonly places?: ReadonlyMap<string, Range>;
}

/** Everybody who has a say, from the weakest to the strongest. */
export interface ConfigurationSources {
  readonly defaults?: Settings;
  /** The clusters that the workspace defines. */
  readonly infrastructure?: readonly WorkspaceCluster[];
  /**
   * Tells the roots of the workspace apart: unless settings name one, a file is for clusters of its own root only. Left out
   * where there is one root.
   */
  readonly rootOf?: (uri: string) => string;
  /** The uri of the folder that paths in settings of the editor and of the command line begin at. */
  readonly root?: string;
  readonly editor?: Settings;
  readonly project?: ProjectSettings;
  readonly commandLine?: Settings;
}

/**
 * Configuration of a file, by its path relative to the folder of the project file, with `/`, and by its uri, which says
 * which clusters are near. A file without a uri may be for any of them.
 */
export type ConfigurationResolver = (path: string, uri?: string) => Configuration;

/** The configuration of one file. Unknown rule names and globs that are none are passed over. */
export function resolveConfiguration(
  input: ConfigurationSources & { readonly path: string; readonly uri?: string },
): Configuration {
  return createResolver(input)(input.path, input.uri);
}

/**
 * The same for many files: globs are compiled once, and files that the same overrides apply to get the identical
 * object. A project file is never ignored: nobody would learn of the mistakes in it. What an ignored file defines is near
 * to no file.
 */
export function createResolver(sources: ConfigurationSources): ConfigurationResolver {
  const layers = layersOf(sources);
  const ignores = compileGlobs(layers.flatMap(({ settings }) => settings.ignore ?? []));
  const resolved = new Map<string, Configuration>();
  const { infrastructure = [] } = sources;
  const base = fileIdentity(sources.project?.folder ?? sources.root ?? '').replace(/\/*$/, '/');
  const nearest = nearestByFolder(
    infrastructure.filter(({ uri }) => !ignores(pathBelow(base, uri))),
    sources.rootOf,
  );
  return (path, uri = '') => {
    const ignored = !isProjectFile(path) && ignores(path);
    const applying = layers.map(({ overrides }) => overrides.map(({ matches }) => matches(path)));
    const choice = chosenCluster(sources, layers, applying);
    const chosen = choice && clustersCalled(choice.name, choice.from, infrastructure);
    const clusters = chosen ?? nearest(uri);
    const id = JSON.stringify([
      ignored,
      applying,
      clusters.map((one) => infrastructure.indexOf(one)),
    ]);
    const configuration = resolved.get(id) ?? {
      ...resolve(layers, applying, clusters, ignored),
      ...(choice !== undefined && clusters.length === 0 ? { missingCluster: choice.name } : {}),
    };
    resolved.set(id, configuration);
    return configuration;
  };
}

/** Outside of the folder that globs refer to, they say nothing. */
function pathBelow(base: string, uri: string): string {
  const identity = fileIdentity(uri);
  return identity.startsWith(base) ? identity.slice(base.length) : '';
}

/** Files of one folder have the same clusters near. */
function nearestByFolder(
  clusters: readonly WorkspaceCluster[],
  rootOf: ConfigurationSources['rootOf'],
) {
  const known = new Map<string, readonly WorkspaceCluster[]>();
  return (uri: string) => {
    const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
    const found = known.get(folder) ?? nearestClusters(uri, clusters, rootOf);
    known.set(folder, found);
    return found;
  };
}

/** The cluster that the strongest layer names, and the file from which its paths go out. */
function chosenCluster(
  { root = '' }: ConfigurationSources,
  layers: readonly Layer[],
  applying: readonly (readonly boolean[])[],
): { readonly name: string; readonly from: string } | undefined {
  const named = layers.flatMap(({ settings, overrides, sourceOf }, index) =>
    [settings, ...overrides.filter((_, at) => applying[index]?.[at])].flatMap(
      ({ cluster = '' }) => {
        const source = sourceOf('cluster');
        return cluster === ''
          ? []
          : [
              {
                name: cluster,
                from: 'uri' in source ? source.uri : `${root.replace(/\/$/, '')}/file`,
              },
            ];
      },
    ),
  );
  return named.at(-1);
}

interface Layer {
  readonly settings: Settings;
  readonly overrides: readonly {
    readonly matches: PathMatcher;
    readonly rules: Settings['rules'];
    readonly profile: ProfileSettings | undefined;
    readonly cluster: string | undefined;
  }[];
  /** The source of a profile value, by its path in the settings. */
  readonly sourceOf: (path: string) => ProfileSource;
}

function layersOf({ defaults, editor, project, commandLine }: ConfigurationSources): Layer[] {
  const projectSource = (path: string): ProfileSource => {
    const range = project?.places?.get(path);
    const source = { kind: 'project file', uri: project?.uri ?? '' } as const;
    return range === undefined ? source : { ...source, range };
  };
  return [
    layer(defaults, () => ({ kind: 'default' })),
    layer(editor, () => ({ kind: 'editor settings' })),
    layer(project?.settings, projectSource),
    layer(commandLine, () => ({ kind: 'command line' })),
  ];
}

function layer(settings: Settings = {}, sourceOf: Layer['sourceOf']): Layer {
  const overrides = (settings.overrides ?? []).map(({ files, rules: own, profile, cluster }) => ({
    matches: compileGlobs(files),
    rules: own,
    profile,
    cluster,
  }));
  return { settings, overrides, sourceOf };
}

function resolve(
  layers: readonly Layer[],
  applying: readonly (readonly boolean[])[],
  clusters: readonly WorkspaceCluster[],
  ignored: boolean,
): Configuration {
  const known = layers.map((one, index) => profileLayers(one, applying[index] ?? []));
  const [byDefault = [], ...others] = known;
  const profile = resolveFor(
    byDefault,
    clusters.map(({ values }) => values),
    others.flat(),
  );
  const preset = strongest(layers, 'extends');
  const today = strongest(layers, 'today');
  const maps = layers.flatMap(({ settings, overrides }, index) => [
    settings.rules ?? {},
    ...overrides.filter((_, at) => applying[index]?.[at]).map((override) => override.rules ?? {}),
  ]);
  const settings = new Map(
    rules.map((rule) => [rule.name, ruleSetting(rule, preset === 'strict', maps)]),
  );
  // Rules that are as they come need no words: the key stays short, for it is part of many other keys.
  const usual = new Map(rules.map((rule) => [rule.name, ruleSetting(rule, false, [])]));
  const changed = [...settings].filter(
    ([name, setting]) => JSON.stringify(setting) !== JSON.stringify(usual.get(name)),
  );
  const shown = {
    inlayHints: strongest(layers, 'inlayHints') ?? 'templates',
    codeLens: strongest(layers, 'codeLens') ?? 'off',
  } as const;
  const key = JSON.stringify([profileKey(profile), today ?? '', changed, ignored, shown]);
  const places = profilePlaces(profile);
  return { key, places, profile, clusters, today, rules: settings, ignored, ...shown };
}

/** What the last layer that says anything says. */
function strongest<Name extends keyof Settings>(
  layers: readonly Layer[],
  name: Name,
): Settings[Name] | undefined {
  return layers.findLast(({ settings }) => settings[name] !== undefined)?.settings[name];
}

function profileLayers(
  { settings, overrides, sourceOf }: Layer,
  applying: readonly boolean[],
): readonly KnownValues[] {
  const own = layerFromSettings(settings, (name) =>
    sourceOf(name === 'edition' ? name : `profile.${name}`),
  );
  const more = overrides.map(({ profile = {} }, index) =>
    layerFromSettings({ profile }, (name) => sourceOf(`overrides.${index}.profile.${name}`)),
  );
  return [own, ...more.filter((_, index) => applying[index])];
}

/** The severity that was set last, and all options that were set: a bare severity keeps options set before. */
function ruleSetting(
  rule: RegisteredRule,
  isStrict: boolean,
  maps: readonly Readonly<Record<string, RuleEntry>>[],
): RuleSetting {
  let severity: RuleSetting['severity'] = isStrict || rule.recommended ? rule.severity : 'off';
  let options: RuleSetting['options'] = rule.defaultOptions;
  for (const map of maps) {
    const entry = Object.hasOwn(map, rule.name) ? map[rule.name] : undefined;
    if (typeof entry === 'string') {
      severity = entry;
    } else if (entry !== undefined) {
      severity = entry[0];
      options = { ...options, ...entry[1] };
    }
  }
  return { severity, options };
}
