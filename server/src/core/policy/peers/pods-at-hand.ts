import type { FactView, Located } from '../../facts/facts';
import {
  inOneFolder,
  inOneNamespace,
  type Place,
  placeOf,
  type SameNamespace,
} from '../../facts/place';
import type { Requirement } from '../../facts/subject';
import type { WorkloadFact } from '../../facts/workload-fact';
import { fulfils, type PodSelection } from './pod-selection';

/** A workload whose pods a selection may mean. */
export interface PodsAtHand {
  readonly pods: Located<WorkloadFact>;
  /** `likely`: if the files of a folder go to one namespace; `unknown`: it cannot be told, or hardly. */
  readonly isMeant: 'yes' | 'likely' | 'unknown';
}

/** The workloads of the files at hand whose pods a selection means, or may mean, seen from the place of its policy. */
export function podsAtHand(
  selection: PodSelection,
  from: Place,
  facts: FactView,
): readonly PodsAtHand[] {
  return candidatesIn(selection, from, facts).flatMap((pods) => {
    const { labels, hasEveryLabel } = pods.fact;
    const labelled = fulfils(labels, hasEveryLabel, selection.requirements);
    const there = isThere(selection, from, placeOf(pods));
    if (labelled === 'no' || there === 'no') {
      return [];
    }
    return [{ pods, isMeant: labelled === 'unknown' ? labelled : there }];
  });
}

function candidatesIn(
  { namespaces, requirements }: PodSelection,
  from: Place,
  facts: FactView,
): readonly Located<WorkloadFact>[] {
  const lists = meantNamespaces(namespaces, from).map((namespace) =>
    candidates(requirements, facts.near('workload', namespace)),
  );
  return lists.length === 1 ? (lists[0] ?? []) : [...new Set(lists.flat())];
}

/** The namespaces that a selection means, seen from the place of its policy; `*` is any. */
export function meantNamespaces(
  namespaces: PodSelection['namespaces'],
  from: Place,
): readonly string[] {
  return namespaces === 'own' ? [from.namespace] : namespaces === 'any' ? ['*'] : namespaces;
}

/** Whether an object is in one of the namespaces that a selection means. */
export function isThere({ namespaces }: PodSelection, from: Place, pods: Place): SameNamespace {
  if (namespaces === 'own') {
    return inOneNamespace(from, pods);
  }
  if (namespaces === 'any') {
    return inOneFolder(from, pods) ? 'yes' : 'likely';
  }
  const answers = namespaces.map((namespace) => inOneNamespace({ ...from, namespace }, pods));
  return (['yes', 'likely', 'unknown'] as const).find((each) => answers.includes(each)) ?? 'no';
}

/** Workloads by one label, so that a policy of a large workspace is not held against each of them. */
interface Index {
  readonly byLabel: ReadonlyMap<string, readonly Located<WorkloadFact>[]>;
  /** Those that may have labels which cannot be read. */
  readonly open: readonly Located<WorkloadFact>[];
}

/** Goes with the list of facts, which is a new one whenever a fact has changed. */
const indexes = new WeakMap<readonly Located<WorkloadFact>[], Index>();

function candidates(
  requirements: readonly Requirement[],
  all: readonly Located<WorkloadFact>[],
): readonly Located<WorkloadFact>[] {
  const wanted = requirements.find(({ operator }) => operator === 'In');
  if (wanted === undefined) {
    return all;
  }
  const index = indexes.get(all) ?? indexOf(all);
  indexes.set(all, index);
  const labelled = wanted.values.flatMap(
    (value) => index.byLabel.get(labelText(wanted.key, value)) ?? [],
  );
  return [...labelled, ...index.open.filter((each) => !labelled.includes(each))];
}

function indexOf(all: readonly Located<WorkloadFact>[]): Index {
  const byLabel = new Map<string, Located<WorkloadFact>[]>();
  const open: Located<WorkloadFact>[] = [];
  for (const each of all) {
    const { labels, hasEveryLabel } = each.fact;
    if (!hasEveryLabel || labels.some(({ value }) => value === undefined)) {
      open.push(each);
    }
    for (const { key, value } of labels) {
      if (value !== undefined) {
        const text = labelText(key, value);
        const others = byLabel.get(text);
        if (others === undefined) {
          byLabel.set(text, [each]);
        } else {
          others.push(each);
        }
      }
    }
  }
  return { byLabel, open };
}

function labelText(key: string, value: string): string {
  return JSON.stringify([key, value]);
}

/** Each workload once: one that is written several times, as in a base and its overlays, is the same pods. */
export function distinctPods(all: readonly PodsAtHand[]): readonly PodsAtHand[] {
  const seen = new Set<string>();
  return all.filter(({ pods: { fact } }) => {
    const key = JSON.stringify([fact.kind, fact.name, fact.namespace]);
    return !seen.has(key) && seen.add(key);
  });
}
