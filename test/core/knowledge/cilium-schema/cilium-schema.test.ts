import { describe, expect, it } from 'vitest';
import {
  ciliumSchema,
  ciliumSchemaMinors,
  ciliumSchemaReleases,
  type SchemaNode,
} from '../../../../server/src/core/knowledge/cilium-schema/cilium-schema';

const at = (version: string, ...path: readonly string[]): SchemaNode | undefined =>
  path.reduce<SchemaNode | undefined>(
    (node, name) => (name === '[]' ? node?.items : node?.properties?.get(name)),
    ciliumSchema('CiliumNetworkPolicy', version),
  );

describe('the schemas of Cilium policies', () => {
  it('are known for every minor of Cilium that AKS supports', () => {
    expect(ciliumSchemaMinors).toEqual(['1.16', '1.17', '1.18', '1.19']);
    for (const { minor, release, source } of ciliumSchemaReleases) {
      expect(release.startsWith(`${minor}.`)).toBe(true);
      expect(source.url).toContain(`/v${release}/`);
    }
  });

  it('are found by a minor or a patch, and by nothing else', () => {
    expect(ciliumSchema('CiliumNetworkPolicy', '1.18.6')).toBe(
      ciliumSchema('CiliumClusterwideNetworkPolicy', '1.18'),
    );
    expect(ciliumSchema('CiliumNetworkPolicy', '1.14')).toBeUndefined();
    expect(ciliumSchema('CiliumNetworkPolicy', 'next')).toBeUndefined();
  });

  it('hold what the definitions say', () => {
    expect(at('1.19', 'spec', 'egress', '[]', 'toEntities', '[]')?.enum).toContain('remote-node');
    expect(at('1.17', 'spec', 'ingress', '[]', 'fromCIDR', '[]')?.format).toBe('cidr');
    expect(at('1.16', 'spec', 'egress', '[]', 'toPorts', '[]', 'ports')?.maxItems).toBe(40);
    expect(at('1.16', 'metadata', 'labels')?.additionalProperties?.type).toBe('string');
    expect(at('1.16', 'status')).toBeUndefined();
  });

  it('change with the minor', () => {
    const requires = ['spec', 'ingress', '[]', 'fromRequires'];
    expect(at('1.18', ...requires)?.maxItems).toBeUndefined();
    expect(at('1.19', ...requires)?.maxItems).toBe(0);
    expect(at('1.16', 'spec')?.anyOf).toBeUndefined();
    expect(at('1.17', 'spec')?.anyOf).toHaveLength(4);
    const item = ['spec', 'egress', '[]', 'toCIDRSet', '[]', 'cidrGroupSelector'];
    expect(at('1.16', ...item)).toBeUndefined();
    expect(at('1.17', ...item)?.type).toBe('object');
  });

  it('share what they have in common', () => {
    const path = ['spec', 'endpointSelector'];
    expect(at('1.17', ...path)).toBe(at('1.18', ...path));
  });
});
