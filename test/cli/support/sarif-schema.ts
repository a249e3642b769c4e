import Ajv from 'ajv';

/**
 * The part of SARIF 2.1.0 that our reports use, by the standard's text (sections in brackets), and with
 * what GitHub's code scanning asks for on top. Nothing but what is named here may be in a report.
 */
const nonEmpty = { type: 'string', minLength: 1 } as const;
const uri = { type: 'string', minLength: 1, pattern: "^[A-Za-z0-9\\-._~:/?#@!$&'()*+,;=%]+$" };
const level = { enum: ['none', 'note', 'warning', 'error'] };
const index = { type: 'integer', minimum: 0 };
const count = { type: 'integer', minimum: 1 };

function object(
  properties: Readonly<Record<string, unknown>>,
  required: readonly string[] = Object.keys(properties),
) {
  return { type: 'object', additionalProperties: false, properties, required };
}

function list(items: unknown, most: number) {
  return { type: 'array', items, maxItems: most };
}

/** [3.11] */
const message = object({ text: nonEmpty });
/** [3.12] */
const described = (most: number) => object({ text: { ...nonEmpty, maxLength: most } });
/** [3.4] */
const artifactLocation = object({ uri, uriBaseId: { const: '%SRCROOT%' } }, ['uri']);
/** [3.30] */
const region = object({ startLine: count, startColumn: count, endLine: count, endColumn: count });
/** [3.29], [3.28] */
const location = (more: Readonly<Record<string, unknown>> = {}) =>
  object({ physicalLocation: object({ artifactLocation, region }), ...more });
/** [3.58] */
const notification = object(
  {
    level,
    message,
    locations: list(object({ physicalLocation: object({ artifactLocation }) }), 1),
  },
  ['message', 'level'],
);

/** [3.49]; names and descriptions of rules have limits at GitHub. */
const reportingDescriptor = object({
  id: nonEmpty,
  name: { ...nonEmpty, maxLength: 255 },
  shortDescription: described(1024),
  fullDescription: described(1024),
  helpUri: uri,
  help: object({ text: nonEmpty, markdown: nonEmpty }),
  defaultConfiguration: object({ level, enabled: { type: 'boolean' } }),
  properties: object({
    tags: { ...list(nonEmpty, 20), uniqueItems: true },
    'problem.severity': { enum: ['error', 'warning', 'recommendation'] },
  }),
});

/** [3.27]; GitHub shows nothing without a location, and recognises results by their fingerprints. */
const result = object(
  {
    ruleId: nonEmpty,
    ruleIndex: index,
    level,
    message,
    locations: { ...list(location(), 1), minItems: 1 },
    relatedLocations: list(location({ id: index, message }), 100),
    partialFingerprints: object(
      {
        'aksCiliumFinding/v1': { type: 'string', pattern: '^[0-9a-f]{16}:[1-9]\\d*$' },
        primaryLocationLineHash: { type: 'string', pattern: '^[0-9a-f]{1,16}:[1-9]\\d*$' },
      },
      ['aksCiliumFinding/v1'],
    ),
  },
  ['ruleId', 'ruleIndex', 'level', 'message', 'locations', 'partialFingerprints'],
);

/** [3.13], [3.14], [3.18], [3.19], [3.20] */
const log = object({
  $schema: { const: 'https://json.schemastore.org/sarif-2.1.0.json' },
  version: { const: '2.1.0' },
  runs: {
    ...list(
      object({
        tool: object({
          driver: object({
            name: nonEmpty,
            informationUri: uri,
            semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+' },
            rules: list(reportingDescriptor, 25_000),
          }),
        }),
        originalUriBaseIds: object({
          '%SRCROOT%': object({ uri: { ...uri, pattern: '^file:///(.*/)?$' } }),
        }),
        columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
        invocations: list(
          object({
            executionSuccessful: { type: 'boolean' },
            toolExecutionNotifications: list(notification, 100_000),
          }),
          1,
        ),
        results: list(result, 25_000),
      }),
      1,
    ),
    minItems: 1,
  },
});

const validate = new Ajv({ allErrors: true, strict: false }).compile(log);

/** What is wrong with a log, one line each. */
export function sarifProblems(value: unknown): readonly string[] {
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message: text, params }) =>
      `${instancePath} ${text ?? ''} ${JSON.stringify(params)}`,
  );
}
