/** What VS Code tells of a setting: what the manifest says, and what people have set. */
export interface Inspection {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
  readonly globalLanguageValue?: unknown;
  readonly workspaceLanguageValue?: unknown;
  readonly workspaceFolderLanguageValue?: unknown;
}

export interface SettingsReader {
  inspect(key: string): Inspection | undefined;
  get(key: string): unknown;
}

/**
 * The settings that somebody has set, nested as their keys say; keys are relative to the section. Defaults are left
 * out, for a project file or the code of the cluster may know better than a default, but not better than a person.
 */
export function explicitSettings(
  keys: readonly string[],
  settings: SettingsReader,
): Readonly<Record<string, unknown>> {
  const root: Record<string, unknown> = {};
  for (const key of keys) {
    if (isSet(settings.inspect(key))) {
      put(root, key.split('.'), settings.get(key));
    }
  }
  return root;
}

/** The keys of a section in a manifest's contributed settings, relative to the section. */
export function settingKeys(manifest: unknown, section: string): readonly string[] {
  const { configuration } =
    (manifest as { contributes?: { configuration?: unknown } }).contributes ?? {};
  const groups = (configuration === undefined ? [] : [configuration].flat()) as {
    readonly properties?: Readonly<Record<string, unknown>>;
  }[];
  return groups
    .flatMap(({ properties = {} }) => Object.keys(properties))
    .filter((key) => key.startsWith(`${section}.`))
    .map((key) => key.slice(section.length + 1));
}

function isSet(inspection: Inspection | undefined): boolean {
  return (
    inspection !== undefined &&
    [
      inspection.globalValue,
      inspection.workspaceValue,
      inspection.workspaceFolderValue,
      inspection.globalLanguageValue,
      inspection.workspaceLanguageValue,
      inspection.workspaceFolderLanguageValue,
    ].some((value) => value !== undefined)
  );
}

function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const inner = target[first];
  const next =
    typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {};
  target[first] = next;
  put(next, rest, value);
}
