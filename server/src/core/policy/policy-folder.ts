import type { FactView, Located } from '../facts/facts';
import type { PolicyFact } from '../facts/policy-fact';

type Placed = Located<PolicyFact>;

/** The first policies of folders, by the names of their files. */
const firsts = new WeakMap<readonly Placed[], ReadonlySet<PolicyFact>>();

/** Whether a policy is the first one of the folder that it lies in. */
export function isFirstOfFolder(own: PolicyFact, facts: FactView): boolean {
  const all = facts.all('policy');
  const known = firsts.get(all) ?? firstOfEach(all);
  firsts.set(all, known);
  return known.has(own);
}

function firstOfEach(all: readonly Placed[]): ReadonlySet<PolicyFact> {
  const byFolder = new Map<string, Placed>();
  for (const placed of all) {
    const folder = placed.uri.slice(0, placed.uri.lastIndexOf('/'));
    const first = byFolder.get(folder);
    if (first === undefined || placed.uri < first.uri) {
      byFolder.set(folder, placed);
    }
  }
  return new Set([...byFolder.values()].map(({ fact }) => fact));
}
