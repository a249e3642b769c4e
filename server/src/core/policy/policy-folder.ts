import type { FactView } from '../facts/facts';
import { locate } from '../facts/place';
import type { PolicyFact } from '../facts/policy-fact';

/** The first policy, by the names of files, of the folder that a policy lies in; undefined when it is nowhere. */
export function firstPolicyBeside(own: PolicyFact, facts: FactView): PolicyFact | undefined {
  const place = locate('policy', own, facts);
  if (place === undefined) {
    return undefined;
  }
  const folder = folderOf(place.uri);
  let first = place;
  for (const other of facts.all('policy')) {
    const isBefore = other.uri < first.uri || (other.uri === first.uri && first.fact === own);
    if (folderOf(other.uri) === folder && isBefore) {
      first = other;
    }
  }
  return first.fact;
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
