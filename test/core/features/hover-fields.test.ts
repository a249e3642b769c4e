import { describe, expect, it } from 'vitest';
import {
  ciliumSchema,
  ciliumSchemaMinors,
  type SchemaKind,
  type SchemaNode,
} from '../../../server/src/core/knowledge/cilium-schema/cilium-schema';
import { networkPolicySchema } from '../../../server/src/core/knowledge/network-policy-schema';
import {
  ciliumEntities,
  ciliumProtocols,
} from '../../../server/src/core/knowledge/policy-vocabulary';
import { hoverAt, titleAt } from './support/cursor';

/** Why nothing is said of a field. */
const silent: readonly (readonly [RegExp, string])[] = [
  [/^apiVersion$/, 'the kind says what the object is'],
  [/^metadata(?:\.|$)/, 'the same in every object, and Kubernetes tools explain it'],
  [/^status(?:\.|$)/, 'nobody writes it'],
  [/\.\*$/, 'the author makes up the key'],
];
const isSilent = (path: string) => silent.some(([pattern]) => pattern.test(path));

function fieldsOf(node: SchemaNode, path: string): readonly string[] {
  return [
    ...(path === '' ? [] : [path]),
    ...[...(node.properties ?? [])].flatMap(([name, child]) =>
      fieldsOf(child, path === '' ? name : `${path}.${name}`),
    ),
    ...(node.items === undefined ? [] : fieldsOf(node.items, path)),
    ...(node.additionalProperties === undefined ? [] : [`${path}.*`]),
  ];
}

/** A policy in which the field of that path is written, with the caret in it. */
function withField(apiVersion: string, kind: string, path: string): string {
  const keys = path.split('.').filter((key) => key !== 'apiVersion' && key !== 'kind');
  const body = keys
    .map(
      (key, depth) =>
        `${'  '.repeat(depth)}${depth === keys.length - 1 ? `${key.slice(0, 1)}$0${key.slice(1)}` : key}:`,
    )
    .join('\n');
  const head = path === 'kind' ? `k$0ind: ${kind}` : `kind: ${kind}`;
  return `apiVersion: ${apiVersion}\n${head}\n${body}\n`;
}

const known = new Map<string, boolean>();

/** Whether something is said of the field; asked once for all versions. */
function isExplained(apiVersion: string, kind: string, path: string): boolean {
  const key = `${kind} ${path}`;
  const answer = known.get(key) ?? titleAt(withField(apiVersion, kind, path)) !== undefined;
  known.set(key, answer);
  return answer;
}

const kinds: readonly SchemaKind[] = ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'];

describe('every field of a policy has a hover', () => {
  it.each(kinds.flatMap((kind) => ciliumSchemaMinors.map((minor) => [kind, minor] as const)))(
    '%s of Cilium %s',
    (kind, minor) => {
      const schema = ciliumSchema(kind, minor);
      const paths = new Set(schema === undefined ? [] : fieldsOf(schema, ''));
      expect(paths.size).toBeGreaterThan(300);
      const missing = [...paths].filter(
        (path) => !isSilent(path) && !isExplained('cilium.io/v2', kind, path),
      );
      expect(missing).toEqual([]);
    },
  );

  it('NetworkPolicy', () => {
    const paths = fieldsOf(networkPolicySchema, '');
    expect(paths.length).toBeGreaterThan(30);
    const missing = paths.filter(
      (path) =>
        !isSilent(path) &&
        titleAt(withField('networking.k8s.io/v1', 'NetworkPolicy', path)) === undefined,
    );
    expect(missing).toEqual([]);
  });

  it('every entity, and the protocols that are special', () => {
    const spec = (rule: string) =>
      `apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nspec:\n  egress:\n    - ${rule}\n`;
    for (const { name } of ciliumEntities) {
      expect(titleAt(spec(`toEntities: [${name}$0]`))).toMatch(new RegExp(`^${name}: `));
    }
    for (const { name } of ciliumProtocols) {
      expect(titleAt(spec(`toPorts: [{ports: [{protocol: ${name}$0}]}]`))).toBeDefined();
    }
  });

  it('says where a trap is, in its own words', () => {
    const cilium = hoverAt(withField('cilium.io/v2', 'CiliumNetworkPolicy', 'spec.ingress'));
    expect(cilium?.markdown).toContain('`ingress: [{}]` lets **nobody** in');
    const kubernetes = hoverAt(withField('networking.k8s.io/v1', 'NetworkPolicy', 'spec.ingress'));
    expect(kubernetes?.markdown).toContain('`ingress: [{}]` allows everyone');
  });
});

describe('a hover depends on the cluster', () => {
  const text =
    'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nspec:\n  egress:\n    - toF$0QDNs: []\n';
  const says = (profile: object) => hoverAt(text, { profile })?.markdown ?? '';

  it('toFQDNs with ACNS, without, and when nobody knows', () => {
    expect(says({ acns: true })).toContain('Your cluster has it enabled.');
    expect(says({ acns: false })).toContain(
      '**Your cluster has ACNS off, so applying a policy that uses it is refused',
    );
    expect(says({ acns: true, acnsNetworkPolicies: 'None' })).toContain('does not have it enabled');
    expect(says({})).toContain('It is not known whether your cluster has it enabled');
    expect(new Set([says({ acns: true }), says({ acns: false }), says({})]).size).toBe(3);
  });

  it('log, which older versions drop', () => {
    const log = 'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nspec:\n  lo$0g: {value: x}\n';
    const at = (ciliumVersion: string) => hoverAt(log, { profile: { ciliumVersion } })?.markdown;
    expect(at('1.17')).toContain('**your cluster drops it when it is applied**');
    expect(at('1.18')).not.toContain('**your cluster');
  });
});
