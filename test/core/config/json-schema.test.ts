import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { projectFileSchema } from '../../../server/src/core/config/json-schema';
import { type Schema, settingsSchema } from '../../../server/src/core/config/schema';
import { readProjectFile, ruleSeverities, rules } from '../../../server/src/core/index';

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTuples: false });
// What editors add to JSON Schema.
ajv.addVocabulary(['markdownDescription', 'markdownEnumDescriptions', 'patternErrorMessage']);
const isValid = ajv.compile(projectFileSchema());

function problemsOf(settings: unknown): readonly string[] {
  isValid(settings);
  return (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function findingsOf(settings: unknown): readonly string[] {
  const file = readProjectFile('file:///aks-cilium.yaml', stringify(settings));
  return file.findings.map(({ message }) => message);
}

const everySetting = {
  extends: 'strict',
  edition: '2025-05-22',
  today: '2026-09-01',
  profile: {
    name: 'shop-prod',
    dataplane: 'cilium',
    kubernetesVersion: '1.33',
    ciliumVersion: 'v1.17.9',
    ipam: 'overlay',
    ipFamilies: ['IPv4', 'IPv6'],
    podCidrs: ['10.244.0.0/16', 'fd00::/48'],
    serviceCidrs: ['10.0.0.0/16'],
    nodeCidrs: ['10.224.0.0/16'],
    acns: true,
    acnsNetworkPolicies: 'L7',
    localDns: false,
    windowsPools: false,
    istioAddon: true,
  },
  cluster: 'infra/prod.bicepparam',
  rules: {
    'useless-except': 'off',
    'all-pods-peer': ['warning', { policies: 50 }],
  },
  overrides: [
    { files: ['legacy/**'], rules: { 'useless-except': 'hint' }, profile: { ipam: 'node-subnet' } },
    { files: ['old/**'], cluster: 'shop-old' },
  ],
  ignore: ['charts/', '!charts/mine/**'],
  inlayHints: 'all',
  codeLens: 'policies',
};

describe('the JSON schema of the project file', () => {
  it('is a schema of draft-07', () => {
    expect(projectFileSchema().$schema).toBe('http://json-schema.org/draft-07/schema#');
    expect(ajv.validateSchema(projectFileSchema())).toBe(true);
  });

  it('accepts a file with every setting there is', () => {
    expect(Object.keys(everySetting)).toEqual(Object.keys(settingsSchema.properties));
    expect(Object.keys(everySetting.profile)).toEqual(
      Object.keys(settingsSchema.properties.profile.properties),
    );
    expect(problemsOf(everySetting)).toEqual([]);
    expect(findingsOf(everySetting)).toEqual([]);
  });

  it('accepts every rule with every severity', () => {
    for (const severity of ruleSeverities) {
      const all = Object.fromEntries(rules.map(({ name }) => [name, severity]));
      expect(problemsOf({ rules: all })).toEqual([]);
    }
  });

  it('accepts groups and lists with nothing in them, as while somebody is writing', () => {
    for (const settings of [null, {}, { rules: null, profile: null, overrides: null }]) {
      expect(problemsOf(settings)).toEqual([]);
      expect(findingsOf(settings)).toEqual([]);
    }
  });

  it.each([
    ['an unknown setting', { ruls: {} }],
    ['an unknown setting of the profile', { profile: { podCidr: ['10.0.0.0/8'] } }],
    ['an unknown setting of an override', { overrides: [{ files: ['a'], ignore: ['b'] }] }],
    ['an unknown rule', { rules: { 'host-netwrk': 'off' } }],
    ['an unknown rule of an override', { overrides: [{ files: ['a'], rules: { x: 'off' } }] }],
    ['an unknown severity', { rules: { 'useless-except': 'fatal' } }],
    ['an unknown option', { rules: { 'all-pods-peer': ['info', { policy: 1 }] } }],
    ['an option of the wrong type', { rules: { 'all-pods-peer': ['info', { policies: 'x' }] } }],
    ['more than severity and options', { rules: { 'all-pods-peer': ['info', {}, {}] } }],
    ['an unknown edition', { edition: '2024-01-01' }],
    ['a day in words', { today: 'tomorrow' }],
    ['a version that YAML reads as a number', { profile: { kubernetesVersion: 1.3 } }],
    ['a version that is none', { profile: { kubernetesVersion: 'newest' } }],
    ['an address without a prefix', { profile: { podCidrs: ['10.244.0.0'] } }],
    ['a truth value in words', { profile: { acns: 'yes' } }],
    ['a text in place of a list', { ignore: 'charts/' }],
    ['an override without files', { overrides: [{ rules: {} }] }],
    ['an override for no file', { overrides: [{ files: [] }] }],
    ['a key of every object', { rules: JSON.parse('{"__proto__": "off"}') as unknown }],
    ['a list in place of the settings', []],
  ])('refuses %s, as the reader of project files does', (_what, settings) => {
    expect(problemsOf(settings)).not.toEqual([]);
    expect(findingsOf(settings)).not.toEqual([]);
  });

  it('accepts what the reader of project files accepts', () => {
    fc.assert(
      fc.property(valuesFor(settingsSchema), (settings) => {
        if (findingsOf(settings).length === 0) {
          expect(problemsOf(settings)).toEqual([]);
        }
      }),
    );
  });

  it('describes every setting and every rule', () => {
    const { properties, definitions } = projectFileSchema() as {
      properties: Record<string, { description?: string; $ref?: string }>;
      definitions: { rules: { properties: Record<string, { description?: string }> } };
    };
    const bare = Object.entries(properties).filter(
      ([, { $ref, description }]) => $ref === undefined && !description,
    );
    expect(bare).toEqual([]);
    const described = Object.entries(definitions.rules.properties);
    expect(described.map(([name]) => name)).toEqual(rules.map(({ name }) => name));
    expect(described.filter(([, { description }]) => !description)).toEqual([]);
  });
});

/** Values near what a setting takes: right ones mostly, wrong ones now and then. */
function valuesFor(schema: Schema): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case 'object': {
      const properties = Object.entries(schema.properties).map(
        ([key, value]) => [key, valuesFor(value)] as const,
      );
      return fc.record(Object.fromEntries(properties), {
        requiredKeys: [...(schema.required ?? [])],
      });
    }
    case 'array':
      return fc.array(valuesFor(schema.items), { maxLength: 3 });
    case 'rules': {
      const severity = fc.constantFrom(...ruleSeverities);
      const withOptions = rules.filter((rule) => Object.keys(rule.defaultOptions).length > 0);
      const tuple = severity.chain((one) =>
        fc
          .constantFrom(...withOptions)
          .map((rule) => ({ [rule.name]: [one, rule.defaultOptions] })),
      );
      return fc.oneof(
        fc.dictionary(fc.constantFrom(...rules.map(({ name }) => name)), severity),
        tuple,
      );
    }
    case 'boolean':
      return fc.boolean();
    case 'string':
      return schema.enum === undefined
        ? fc.oneof(fc.constantFrom(...examplesOf(schema.format)), fc.string())
        : fc.constantFrom(...schema.enum);
    default:
      return schema satisfies never;
  }
}

function examplesOf(format: string | undefined): readonly string[] {
  switch (format) {
    case 'cidr':
      return ['10.0.0.0/8', '::/0', '2001:DB8::/32', '::ffff:10.0.0.0/104', '0.0.0.0/0'];
    case 'glob':
      return ['**', 'a/*.yaml', '!b/', '{a,b}/**'];
    case undefined:
      return ['shop', '1', 'true', ''];
    default:
      return ['1.33', 'v1.17.9', '1.31.2', '1.34.0-rc.1', '1.17+aks'];
  }
}
