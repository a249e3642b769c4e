/** One edition of the documentation that may be taken as the truth. */
export interface Edition {
  readonly value: string;
  readonly description: string;
}

interface EditionSetting {
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
}

interface SettingGroup {
  readonly properties?: Readonly<Record<string, EditionSetting>>;
}

/** The editions that the setting `aksCilium.edition` allows, as the manifest lists them. */
export function editionsIn(manifest: unknown): readonly Edition[] {
  const configuration = (
    manifest as { contributes?: { configuration?: SettingGroup | readonly SettingGroup[] } }
  ).contributes?.configuration;
  const groups: readonly SettingGroup[] = configuration === undefined ? [] : [configuration].flat();
  const setting = groups
    .map(({ properties }) => properties?.['aksCilium.edition'])
    .find((found) => found !== undefined);
  const descriptions = setting?.markdownEnumDescriptions ?? setting?.enumDescriptions ?? [];
  return (setting?.enum ?? ['latest']).map((value, index) => ({
    value,
    description: (descriptions[index] ?? '').replaceAll('`', ''),
  }));
}
