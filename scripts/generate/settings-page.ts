import { formats } from '../../server/src/core/config/formats';
import { type Schema, settingsSchema } from '../../server/src/core/config/schema';
import { projectFileNames, type RuleSeverity, ruleSeverities } from '../../server/src/core/index';
import { editorOnlySettings, section } from './manifest';
import { code, escapeMarkdown, table } from './markdown';

const [projectFileName = '', otherProjectFileName = ''] = projectFileNames;

const introduction = `# Settings

<!-- Written by \`npm run generate\` from server/src/core/config/schema.ts. -->

You can make settings in two places, which know the same settings:

- the **project file** \`${projectFileName}\` (or \`${otherProjectFileName}\`), for everyone who works on the files and for CI. The nearest one in
  the folder of a file or above applies to it, so a repository may have several, each for its own cluster. Globs are relative to its folder;
- the **editor's settings**, for yourself.

If both set something, the project file wins. Command-line options override both; both override the defaults and
[what cluster definitions in the workspace say](cluster-profile.md).

\`\`\`yaml
# ${projectFileName}
edition: latest
profile:
  name: shop-prod
  kubernetesVersion: "1.33"
  ipam: overlay
  podCidrs: [10.244.0.0/16]
  serviceCidrs: [10.0.0.0/16]
  nodeCidrs: [10.224.0.0/16]
ignore:
  - charts/
\`\`\`

Mistakes in a project file are findings of the rule [\`project-file\`](rules/project-file.md). With the YAML extension by Red Hat, VS Code
completes and explains its settings; for other tools the JSON schema is in \`schemas/aks-cilium.schema.json\`.
`;

/** \`docs/settings.md\`: every setting, in the order of the schema. */
export function settingsPage(): string {
  const { profile, ...others } = settingsSchema.properties;
  return [
    introduction,
    '## General',
    '',
    ...Object.entries(others).flatMap(([name, schema]) => entry(name, name, schema)),
    '## The cluster profile',
    '',
    profile.description,
    '',
    ...Object.entries(profile.properties).flatMap(([name, schema]) =>
      entry(`profile.${name}`, name, schema),
    ),
    '## Only in the editor',
    '',
    table([
      ['Setting', 'Default', 'What it does'],
      ...Object.entries(editorOnlySettings).map(([name, schema]) => [
        code(`${section}.${name}`),
        code(String(schema.default)),
        `${schema.description}${'enum' in schema ? ` One of ${list(schema.enum)}.` : ''}`,
      ]),
    ]),
    '',
  ].join('\n');
}

/** What the severities are for. */
const severityTexts: Readonly<Record<RuleSeverity, string>> = {
  off: 'the rule says nothing.',
  hint: 'could be simpler; nothing in the cluster changes.',
  info: 'worth knowing.',
  warning: 'traffic is likely to break, or something does not do what it says.',
  error: 'refused by the cluster, or traffic definitely breaks.',
};

/** The part of the page that is about one setting. */
function entry(path: string, name: string, schema: Schema): readonly string[] {
  const values = valuesOf(schema);
  const example = exampleOf(path, schema);
  return [
    `### ${code(name)}`,
    '',
    schema.description ?? '',
    '',
    table([
      ['In the project file', 'In the editor', 'Value', 'Default'],
      [code(path), code(`${section}.${path}`), valueText(schema), defaultText(path, schema)],
    ]),
    '',
    ...(values.length === 0
      ? []
      : [...values.map(([value, text]) => `- ${code(value)}: ${text}`), '']),
    ...(example === undefined ? [] : ['```yaml', `# ${projectFileName}`, example, '```', '']),
  ];
}

/** Values with what they mean, where there is something to say. */
function valuesOf(schema: Schema): readonly (readonly [value: string, text: string])[] {
  if (schema.type === 'rules') {
    return ruleSeverities.map((severity) => [severity, severityTexts[severity]]);
  }
  const texts = schema.type === 'string' ? (schema.enumDescriptions ?? []) : [];
  const values = schema.type === 'string' ? (schema.enum ?? []) : [];
  return texts.map((text, index) => [values[index] ?? '', text]);
}

function valueText(schema: Schema): string {
  switch (schema.type) {
    case 'string':
      if (schema.enum !== undefined) {
        return `one of ${list(schema.enum)}`;
      }
      return schema.format === undefined ? 'text' : escapeMarkdown(formats[schema.format].expected);
    case 'boolean':
      return '`true` or `false`';
    case 'array':
      return schema.items.type === 'object'
        ? 'list of groups'
        : `list; each is ${valueText(schema.items)}`;
    case 'rules':
      return 'map of rule names to severities';
    case 'object':
      return 'group';
    default:
      return schema satisfies never;
  }
}

function defaultText(path: string, schema: Schema): string {
  if (schema.type === 'string' && schema.default !== undefined) {
    return code(schema.default);
  }
  return path.startsWith('profile.') ? 'unknown' : 'none';
}

/** Examples that show more than the table says. */
function exampleOf(path: string, schema: Schema): string | undefined {
  const [severity = ''] = ruleSeverities;
  switch (path) {
    case 'rules':
      return [
        'rules:',
        `  redundant-pod-selector-peer: ${severity}`,
        '  useless-except: error',
        '  all-pods-peer: [warning, { policies: 50 }]',
      ].join('\n');
    case 'overrides':
      return [
        'overrides:',
        '  - files: [legacy/**]',
        '    rules:',
        `      useless-except: ${severity}`,
        '    profile:',
        '      kubernetesVersion: "1.31"',
      ].join('\n');
    default:
      return schema.type === 'array' && schema.examples !== undefined && path === 'ignore'
        ? ['ignore:', ...(schema.examples[0] ?? []).map((glob) => `  - "${glob}"`)].join('\n')
        : undefined;
  }
}

function list(values: readonly string[]): string {
  return values.map(code).join(', ');
}
