import type { FactKind, Facts, FactView, Located } from '../facts/facts';
import { ciliumPolicyFactsOf, policyFactOf } from '../facts/policy-fact';
import { objectsOf } from '../model/kinds';
import type { YamlDocument } from '../syntax/yaml/document';
import { type Range, shiftRange } from '../text/range';
import type { Snapshot } from '../workspace/snapshot';
import type { Workspace } from '../workspace/workspace';

type Collected = {
  readonly [K in FactKind]: readonly { readonly fact: Facts[K]; readonly range: Range }[];
};

/** The facts of one document, computed once. */
function collect(document: YamlDocument): Collected {
  return {
    policy: [
      ...objectsOf(document, 'NetworkPolicy').map((policy) => ({
        fact: policyFactOf(policy),
        range: policy.object.kindRange,
      })),
      ...objectsOf(document, 'CiliumPolicy').flatMap((policy) =>
        ciliumPolicyFactsOf(policy).map((fact) => ({ fact, range: policy.object.kindRange })),
      ),
    ],
  };
}

/**
 * What the file tells others, as a text: while it stays the same, no other file has to be judged again. Places are
 * no part of it. Yields between documents, for hosts with a user waiting.
 */
export function* factsDigest(snapshot: Snapshot): Generator<void, string, void> {
  const digests: string[] = [];
  for (const { document } of snapshot.documents) {
    const digest = document.derived(digestOf);
    if (digest !== '') {
      digests.push(digest);
    }
    yield;
  }
  return digests.join('\n');
}

function digestOf(document: YamlDocument): string {
  const facts = Object.values(document.derived(collect)).flat();
  return facts.length === 0 ? '' : JSON.stringify(facts.map(({ fact }) => fact));
}

/**
 * The facts of a file and of the other files of the workspace. The file at hand is read from the
 * snapshot given, so that unsaved text counts.
 */
export function factView(snapshot: Snapshot, workspace: Workspace | undefined): FactView {
  const cache = new Map<FactKind, readonly Located<Facts[FactKind]>[]>();
  return {
    all<K extends FactKind>(kind: K): readonly Located<Facts[K]>[] {
      let facts = cache.get(kind);
      if (facts === undefined) {
        const others = [...(workspace?.all() ?? [])].filter(({ uri }) => uri !== snapshot.uri);
        facts = [snapshot, ...others].flatMap((each) => locate(each, kind));
        cache.set(kind, facts);
      }
      return facts as readonly Located<Facts[K]>[];
    },
  };
}

function locate<K extends FactKind>(snapshot: Snapshot, kind: K): readonly Located<Facts[K]>[] {
  return snapshot.documents.flatMap(({ document, start }) =>
    document.derived(collect)[kind].map(({ fact, range }) => ({
      fact,
      uri: snapshot.uri,
      range: shiftRange(range, start),
    })),
  );
}
