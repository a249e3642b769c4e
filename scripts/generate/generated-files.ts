import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFileSchema } from '../../server/src/core/config/json-schema';
import { rules } from '../../server/src/core/engine/registry';
import { coveragePage } from './coverage';
import { localizedTexts } from './localization';
import { editorConfiguration } from './manifest';
import { withGeneratedParts } from './rule-page';
import { rulesPage } from './rules-page';
import { settingsPage } from './settings-page';

/** A file as it should be; the path is relative to the root of the repository. */
export interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}

/** Everything that `npm run generate` writes, made from the typed sources and what people wrote around it. */
export function generatedFiles(root: string): readonly GeneratedFile[] {
  const read = (path: string) => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
  const { settings, texts } = editorConfiguration();
  return [
    { path: 'package.json', content: manifest(read('package.json'), settings) },
    { path: 'package.nls.json', content: manifestTexts(read('package.nls.json'), texts) },
    { path: 'l10n/bundle.l10n.json', content: json(localizedTexts(clientSources(root))) },
    { path: 'schemas/aks-cilium.schema.json', content: json(projectFileSchema()) },
    { path: 'docs/settings.md', content: settingsPage() },
    { path: 'docs/rules/README.md', content: rulesPage() },
    { path: 'docs/coverage.md', content: coveragePage() },
    ...rules
      .map((rule) => ({ rule, path: `docs/rules/${rule.name}.md` }))
      .filter(({ path }) => existsSync(join(root, path)))
      .map(({ rule, path }) => ({ path, content: withGeneratedParts(read(path), rule) })),
  ];
}

function manifest(text: string, settings: unknown): string {
  const value = JSON.parse(text) as { contributes?: object };
  return json({ ...value, contributes: { ...value.contributes, configuration: settings } });
}

/** Texts of settings and rules are replaced, those that people wrote stay in front. */
function manifestTexts(text: string, generated: Readonly<Record<string, string>>): string {
  const written = Object.entries(JSON.parse(text) as Record<string, string>).filter(
    ([key]) => !/^(?:setting|rule)\./.test(key),
  );
  return json({ ...Object.fromEntries(written), ...generated });
}

function clientSources(root: string): readonly string[] {
  const folder = join(root, 'client', 'src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
