import { type RegisteredRule, rules } from '../engine/registry';
import { projectFileNames } from '../workspace/language';
import { formats } from './formats';
import { ruleSeverities } from './read-rules';
import {
  type ListSchema,
  type ObjectSchema,
  type RulesSchema,
  type Schema,
  settingsSchema,
  type TextSchema,
} from './schema';

/** A schema as JSON Schema draft-07 has it, with the additions that VS Code and yaml-language-server know. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** What differs between the places a schema is for. */
export interface JsonSchemaStyle {
  /** The keywords that hold a description; `path` is where in the settings it stands, such as `profile.ipam`. */
  describe(path: string, text: string): JsonSchema;
  /** The descriptions of the values of an enum, in the same order. */
  describeValues(path: string, values: readonly string[], texts: readonly string[]): JsonSchema;
  /** The map from rule names to severities. */
  rules(path: string, schema: RulesSchema): JsonSchema;
  /** The type of groups and lists: whether nothing at all may be written behind their key. */
  readonly mayBeEmpty: boolean;
}

/** Turns a description of settings into JSON Schema. Keys the description does not name are refused. */
export function toJsonSchema(schema: Schema, style: JsonSchemaStyle, path = ''): JsonSchema {
  const described =
    schema.description === undefined ? {} : style.describe(path, schema.description);
  switch (schema.type) {
    case 'object':
      return { ...described, ...objectSchema(schema, style, path) };
    case 'array':
      return { ...described, ...listSchema(schema, style, path) };
    case 'rules':
      return style.rules(path, schema);
    case 'boolean':
      return { ...described, type: 'boolean' };
    case 'string':
      return { ...described, ...textSchema(schema, style, path) };
    default:
      return schema satisfies never;
  }
}

function objectSchema(schema: ObjectSchema, style: JsonSchemaStyle, path: string): JsonSchema {
  const properties = Object.entries(schema.properties).map(([key, value]) => [
    key,
    toJsonSchema(value, style, path === '' ? key : `${path}.${key}`),
  ]);
  return {
    type: style.mayBeEmpty ? ['object', 'null'] : 'object',
    additionalProperties: false,
    ...(schema.required === undefined ? {} : { required: schema.required }),
    properties: Object.fromEntries(properties),
  };
}

function listSchema(schema: ListSchema, style: JsonSchemaStyle, path: string): JsonSchema {
  return {
    type: style.mayBeEmpty ? ['array', 'null'] : 'array',
    ...(schema.minItems === undefined ? {} : { minItems: schema.minItems }),
    items: toJsonSchema(schema.items, style, path),
    ...(schema.examples === undefined ? {} : { examples: schema.examples }),
  };
}

function textSchema(schema: TextSchema, style: JsonSchemaStyle, path: string): JsonSchema {
  const { enum: values, enumDescriptions: texts } = schema;
  const format = schema.format && formats[schema.format];
  return {
    type: 'string',
    ...(values === undefined ? {} : { enum: values }),
    ...(values === undefined || texts === undefined
      ? {}
      : style.describeValues(path, values, texts)),
    ...(format?.pattern === undefined
      ? {}
      : { pattern: format.pattern, patternErrorMessage: `Must be ${format.expected}.` }),
    ...(schema.default === undefined ? {} : { default: schema.default }),
    ...(schema.examples === undefined ? {} : { examples: schema.examples }),
  };
}

/**
 * What may stand behind a rule's name. Options are offered for rules that have some; each has the type of its
 * default. `severity` is the schema of the severity alone.
 */
export function ruleEntrySchema(rule: RegisteredRule, severity: JsonSchema): JsonSchema {
  const options = Object.entries(rule.defaultOptions);
  if (options.length === 0) {
    return severity;
  }
  return {
    anyOf: [
      severity,
      {
        type: 'array',
        minItems: 1,
        maxItems: 2,
        items: [
          severity,
          {
            type: 'object',
            additionalProperties: false,
            properties: Object.fromEntries(
              options.map(([name, value]) => [name, optionSchema(value)]),
            ),
          },
        ],
      },
    ],
  };
}

function optionSchema(byDefault: unknown): JsonSchema {
  return Array.isArray(byDefault)
    ? { type: 'array', items: { type: 'string' }, default: byDefault }
    : { type: typeof byDefault, default: byDefault };
}

/** What a rule finds and how grave that is, in one line for lists of rules. */
export function describeRule(rule: RegisteredRule): string {
  return `${rule.title}. (${rule.severity}${rule.recommended ? '' : ', off by default'})`;
}

/** The severities a rule may be given. */
export const severitySchema: JsonSchema = { type: 'string', enum: ruleSeverities };

const projectFileStyle: JsonSchemaStyle = {
  describe: (_path, text) => ({
    description: withoutMarkup(text),
    ...(withoutMarkup(text) === text ? {} : { markdownDescription: text }),
  }),
  describeValues: (_path, _values, texts) => ({ markdownEnumDescriptions: texts }),
  rules: () => ({ $ref: '#/definitions/rules' }),
  mayBeEmpty: true,
};

function withoutMarkup(text: string): string {
  return text.replace(/\*\*|`/g, '');
}

/**
 * The JSON schema (draft-07) of the project file. It accepts every file that `readProjectFile` has nothing to say
 * about, except where nothing stands behind the key of a single value, and `[severity]` behind a rule without options.
 */
export function projectFileSchema(): JsonSchema {
  const severity = { $ref: '#/definitions/severity' };
  const { description } = settingsSchema.properties.rules;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `AKS Cilium: ${projectFileNames[0]}`,
    ...toJsonSchema(settingsSchema, projectFileStyle),
    definitions: {
      severity: severitySchema,
      rules: {
        ...projectFileStyle.describe('rules', description),
        type: ['object', 'null'],
        additionalProperties: false,
        properties: Object.fromEntries(
          rules.map((rule) => [
            rule.name,
            { description: describeRule(rule), ...describedEntry(rule, severity) },
          ]),
        ),
      },
    },
  };
}

/** A `$ref` hides what stands beside it, so it is wrapped. */
function describedEntry(rule: RegisteredRule, severity: JsonSchema): JsonSchema {
  const entry = ruleEntrySchema(rule, severity);
  return entry === severity ? { allOf: [severity] } : entry;
}
