import {
  ciliumSchema,
  ciliumSchemaMinors,
  type SchemaNode,
} from '../knowledge/cilium-schema/cilium-schema';
import { compareMinor } from '../knowledge/version-number';
import type { CiliumPolicy } from '../model/cilium-policy';
import { type MinorVerdict, overMinors, possibleCiliumMinors } from '../profile/cilium-minors';
import type { ClusterProfile } from '../profile/profile';
import { ownerOf } from './cilium-schema-owners';
import { checkSchema } from './schema-check';
import type { SchemaProblem } from './schema-problems';

/** A problem with the schema, and in which of the versions that the cluster may run. */
export interface VersionedProblem {
  readonly problem: SchemaProblem;
  readonly verdict: MinorVerdict;
}

/**
 * Where a policy does not go with the schemas of the Cilium versions that the cluster may run, without what other rules
 * are about. Nothing for versions newer than the schemas that are known.
 */
export function schemaProblems(
  policy: CiliumPolicy,
  profile: ClusterProfile,
): readonly VersionedProblem[] {
  const found = new Map<string, { problem: SchemaProblem; minors: Set<string> }>();
  const results = new Map<SchemaNode, readonly SchemaProblem[]>();
  for (const minor of possibleCiliumMinors(profile)) {
    const schema = schemaFor(policy, minor);
    if (schema === undefined) {
      continue;
    }
    const problems = results.get(schema) ?? checkSchema(policy.object.node, schema, '');
    results.set(schema, problems);
    for (const problem of problems) {
      const key = keyOf(problem);
      const entry = found.get(key) ?? { problem, minors: new Set<string>() };
      entry.minors.add(minor);
      found.set(key, entry);
    }
  }
  return [...found.values()]
    .filter(({ problem }) => ownerOf(problem) === undefined)
    .map(({ problem, minors }) => ({
      problem,
      verdict: overMinors(profile, (minor) => minors.has(minor)),
    }));
}

/** Versions older than every schema that is known are judged by the oldest: little has been taken out since. */
function schemaFor({ scope }: CiliumPolicy, minor: string): SchemaNode | undefined {
  const kind = scope === 'namespaced' ? 'CiliumNetworkPolicy' : 'CiliumClusterwideNetworkPolicy';
  const [oldest = minor] = ciliumSchemaMinors;
  return ciliumSchema(kind, (compareMinor(minor, oldest) ?? 0) < 0 ? oldest : minor);
}

function keyOf({ is, path, range, ...rest }: SchemaProblem): string {
  const detail = 'name' in rest ? rest.name : '';
  return JSON.stringify([is, path, range.start, detail]);
}
