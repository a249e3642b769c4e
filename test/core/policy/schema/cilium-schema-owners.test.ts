import { describe, expect, it } from 'vitest';
import { rules } from '../../../../server/src/core/index';
import { ciliumSchema } from '../../../../server/src/core/knowledge/cilium-schema/cilium-schema';
import { kubernetesObjects } from '../../../../server/src/core/model/kubernetes-object';
import {
  type OwnedProblems,
  ownedProblems,
  ownerOf,
} from '../../../../server/src/core/policy/schema/cilium-schema-owners';
import { checkSchema } from '../../../../server/src/core/policy/schema/schema-check';
import type { SchemaProblem } from '../../../../server/src/core/policy/schema/schema-problems';
import { YamlDocument } from '../../../../server/src/core/syntax/yaml/document';
import { generatedInputs } from '../../../oracle/inputs/generated';

/** Every problem with a schema that the policies made for the oracle have. */
const problems: readonly SchemaProblem[] = ['1.16', '1.17', '1.18', '1.19'].flatMap((minor) =>
  generatedInputs.flatMap(({ text }) =>
    kubernetesObjects(new YamlDocument(text)).flatMap(({ node }) =>
      checkSchema(node, ciliumSchema('CiliumNetworkPolicy', minor) ?? {}, ''),
    ),
  ),
);

const label = ({ rule, at, is }: OwnedProblems) => `${rule}: ${is.join(', ')} at ${at.source}`;

describe('who tells a problem with the schema', () => {
  it('is a rule that there is', () => {
    const names = new Set(rules.map(({ name }) => name));
    expect(ownedProblems.filter(({ rule }) => !names.has(rule))).toEqual([]);
  });

  it.each(ownedProblems.map((owned) => [label(owned), owned] as const))('%s', (_, owned) => {
    expect(problems.some((problem) => isMeant(problem, owned))).toBe(true);
  });

  it('is cilium-policy-schema for the rest', () => {
    const rest = new Set(
      problems.filter((problem) => ownerOf(problem) === undefined).map(({ is }) => is),
    );
    expect([...rest].sort()).toEqual([
      'duplicate field',
      'missing field',
      'no alternative',
      'not in enum',
      'null item',
      'pattern',
      'set',
      'several alternatives',
      'too few',
      'too large',
      'too long',
      'too short',
      'too small',
      'unknown field',
      'wrong type',
    ]);
  });
});

function isMeant(problem: SchemaProblem, { rule, at, is }: OwnedProblems): boolean {
  const place = problem.path.replace(/^specs\[\d+\]/, 'spec').replaceAll(/\[\d+\]/g, '[]');
  return is.includes(problem.is) && at.test(place) && ownerOf(problem) === rule;
}
