import {
  describeRule,
  type JsonSchema,
  type JsonSchemaStyle,
  ruleEntrySchema,
  severitySchema,
  toJsonSchema,
} from '../../server/src/core/config/json-schema';
import { type Schema, settingsSchema } from '../../server/src/core/config/schema';
import { rules } from '../../server/src/core/engine/registry';

/** `contributes.configuration`, and the texts it refers to by key. */
export interface EditorConfiguration {
  readonly settings: readonly JsonSchema[];
  readonly texts: Readonly<Record<string, string>>;
}

/** The prefix of all settings. */
export const section = 'aksCilium';

/** Settings that concern the editor alone and have no place in a project file. */
export const editorOnlySettings = {
  enable: {
    type: 'boolean',
    default: true,
    scope: 'resource',
    description: 'Whether files are checked.',
  },
  'trace.server': {
    type: 'string',
    enum: ['off', 'messages', 'verbose'],
    default: 'off',
    scope: 'window',
    description:
      'Which messages between the editor and the language server are written to the output channel.',
  },
} as const;

/** The editor's settings: those of the project file, and the editor's own. */
export function editorConfiguration(): EditorConfiguration {
  const texts: Record<string, string> = {};
  const text = (key: string, value: string) => {
    texts[key] = value;
    return `%${key}%`;
  };
  const { profile, ...others } = settingsSchema.properties;
  const own = Object.entries(editorOnlySettings).map(([name, { description, ...schema }]) => [
    `${section}.${name}`,
    { ...schema, markdownDescription: text(`setting.${name}`, description) },
  ]);
  const general = Object.entries(others).map(([name, schema]) => [
    `${section}.${name}`,
    editorSetting(name, schema, text),
  ]);
  const cluster = Object.entries(profile.properties).map(([name, schema]) => [
    `${section}.profile.${name}`,
    editorSetting(`profile.${name}`, schema, text),
  ]);
  return {
    settings: [
      { title: 'AKS Cilium', properties: Object.fromEntries(ordered([...own, ...general])) },
      {
        title: text('setting.profile.title', 'Cluster Profile'),
        properties: Object.fromEntries(ordered(cluster)),
      },
    ],
    texts,
  };
}

type Text = (key: string, value: string) => string;

function editorSetting(path: string, schema: Schema, text: Text): JsonSchema {
  const converted = toJsonSchema(schema, editorStyle(text), path);
  return { scope: 'resource', ...converted, ...unsetForm(path, schema, converted, text) };
}

/**
 * Editors always send a value, so every setting needs one that says "not set": what clusters the workspace defines
 * would be overruled by a default otherwise.
 */
function unsetForm(path: string, schema: Schema, converted: JsonSchema, text: Text): JsonSchema {
  switch (schema.type) {
    case 'boolean':
      return {
        type: ['boolean', 'null'],
        enum: [null, true, false],
        enumItemLabels: [unsetLabel(text), 'true', 'false'],
        default: null,
      };
    case 'array':
      return { default: [] };
    case 'rules':
    case 'object':
      return { default: {} };
    case 'string': {
      if (!path.startsWith('profile.')) {
        return {};
      }
      const unset = text('setting.unset', 'Not set here.');
      const { enum: values, pattern } = converted;
      const descriptions = converted.markdownEnumDescriptions;
      return {
        ...(Array.isArray(values)
          ? { enum: ['', ...values], enumItemLabels: [unsetLabel(text), ...values] }
          : {}),
        ...(Array.isArray(descriptions)
          ? { markdownEnumDescriptions: [unset, ...descriptions] }
          : {}),
        ...(typeof pattern === 'string' ? { pattern: `^$|${pattern}` } : {}),
        default: '',
      };
    }
    default:
      return schema satisfies never;
  }
}

function unsetLabel(text: Text): string {
  return text('setting.unset.label', 'not set');
}

function editorStyle(text: Text): JsonSchemaStyle {
  // An override has the same settings as the whole, so it has the same texts.
  const keyOf = (path: string) => `setting.${path.replace(/^overrides\.(?=rules|profile)/, '')}`;
  return {
    describe: (path, value) => ({ markdownDescription: text(keyOf(path), value) }),
    describeValues: (path, values, descriptions) => ({
      markdownEnumDescriptions: descriptions.map((each, index) =>
        text(`${keyOf(path)}.${values[index]}`, each),
      ),
    }),
    rules: (path, { description = '' }) => ({
      markdownDescription: text(keyOf(path), description),
      type: 'object',
      ...(path === 'rules' ? describedRules(text) : namedRules()),
    }),
    mayBeEmpty: false,
  };
}

function describedRules(text: Text): JsonSchema {
  return {
    additionalProperties: false,
    properties: Object.fromEntries(
      rules.map((rule) => [
        rule.name,
        {
          description: text(`rule.${rule.name}`, describeRule(rule)),
          ...ruleEntrySchema(rule, severitySchema),
        },
      ]),
    ),
  };
}

/** Without descriptions: a manifest has no place for definitions, so all of it would stand there twice. */
function namedRules(): JsonSchema {
  return {
    propertyNames: { enum: rules.map(({ name }) => name) },
    additionalProperties: { anyOf: [severitySchema, { type: 'array', minItems: 1, maxItems: 2 }] },
  };
}

function ordered(entries: readonly (readonly (string | JsonSchema)[])[]): [string, JsonSchema][] {
  return entries.map(([name, schema], order) => [
    name as string,
    { order, ...(schema as JsonSchema) },
  ]);
}
