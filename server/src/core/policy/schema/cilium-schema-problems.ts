import {
  ciliumSchema,
  ciliumSchemaMinors,
  type SchemaNode,
} from '../../knowledge/cilium-schema/cilium-schema';
import { compareMinor } from '../../knowledge/version-number';
import type { CiliumPolicy } from '../../model/cilium-policy';
import { type MinorVerdict, overMinors, possibleCiliumMinors } from '../../profile/cilium-minors';
import type { ClusterProfile } from '../../profile/profile';
import type { YamlNode } from '../../syntax/yaml/tree';
import { ownerOf } from './cilium-schema-owners';
import { checkSchema } from './schema-check';
import type { SchemaProblem } from './schema-problems';

/** A problem with the schema, and in which of the versions that the cluster may run. */
export interface VersionedProblem {
  readonly problem: SchemaProblem;
  readonly verdict: MinorVerdict;
  /** The Cilium minor from which on it is none, where the cluster is surely older. */
  readonly until?: string;
}

/**
 * Where a policy does not go with the schemas of the Cilium versions that the cluster may run, without what other rules
 * are about. Nothing for versions newer than the schemas that are known.
 */
export function schemaProblems(
  policy: CiliumPolicy,
  profile: ClusterProfile,
): readonly VersionedProblem[] {
  const possible = possibleCiliumMinors(profile);
  const found = new Map<string, { problem: SchemaProblem; minors: Set<string> }>();
  for (const minor of possible) {
    for (const [key, problem] of problemsIn(policy, minor)) {
      const minors = found.get(key)?.minors ?? new Set();
      // What the newest version says of it: older ones know less.
      found.set(key, { problem, minors: minors.add(minor) });
    }
  }
  const newest = possible.at(-1) ?? '';
  return [...found]
    .filter(([, { problem }]) => ownerOf(problem) === undefined)
    .map(([key, { problem, minors }]) => {
      const verdict = overMinors(profile, (minor) => minors.has(minor));
      const until = verdict.answer === 'yes' ? goneFrom(policy, key, newest) : undefined;
      return { problem, verdict, ...(until === undefined ? {} : { until }) };
    });
}

/** The first minor newer than those of the cluster in which a problem is none. */
function goneFrom(policy: CiliumPolicy, key: string, newest: string): string | undefined {
  return ciliumSchemaMinors.find(
    (minor) => (compareMinor(minor, newest) ?? 0) > 0 && !problemsIn(policy, minor).has(key),
  );
}

/** The problems with the schema of one minor, by what they are about. Kept with the document, since few edits change them. */
function problemsIn(policy: CiliumPolicy, minor: string): ReadonlyMap<string, SchemaProblem> {
  const schema = schemaFor(policy, minor);
  if (schema === undefined) {
    return new Map();
  }
  const { document, node } = policy.object;
  const ofDocument = document.derived(() => new Map<YamlNode, Problems>(), schema);
  const before = ofDocument.get(node);
  if (before !== undefined) {
    return before;
  }
  const problems = new Map(
    checkSchema(node, schema, '').map((problem) => [keyOf(problem), problem] as const),
  );
  ofDocument.set(node, problems);
  return problems;
}

type Problems = ReadonlyMap<string, SchemaProblem>;

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
