import type { FactView } from '../../facts/facts';
import { workloadTitle } from '../../facts/workload-fact';
import { isIdentityLabel } from '../../knowledge/labels';
import { namespaceLabels } from '../../knowledge/policy-vocabulary';
import { isLabelKey, isLabelValue } from '../../policy/label-syntax';

/** A word that stands in other files, and where. */
export interface KnownWord {
  readonly text: string;
  readonly from: string;
}

/** Labels, with their values, the commonest key first. */
export type KnownLabels = ReadonlyMap<string, readonly KnownWord[]>;

/** More than this nobody reads through. */
const mostWords = 50;

/**
 * The labels that pods of the files at hand have and policies can see; those of pods in the namespace first, when one is
 * given.
 */
export function podLabels(facts: FactView, namespace: string | undefined): KnownLabels {
  const isNear = (other: string) => namespace === undefined || other === namespace || other === '';
  const workloads = facts.all('workload').map(({ fact }) => fact);
  const sorted = [
    ...workloads.filter((fact) => isNear(fact.namespace)),
    ...workloads.filter((fact) => !isNear(fact.namespace)),
  ];
  return labelsOf(
    sorted.flatMap((fact) =>
      fact.labels
        .filter(({ key }) => isIdentityLabel(key))
        .map(({ key, value }) => ({ key, value, from: workloadTitle(fact) })),
    ),
  );
}

/** The labels that Namespaces of the files at hand have; each has its name as one. */
export function labelsOfNamespaces(facts: FactView): KnownLabels {
  const written = facts
    .all('namespace')
    .flatMap(({ fact }) =>
      fact.labels.map(({ key, value }) => ({ key, value, from: `Namespace ${fact.name}` })),
    );
  const others = labelsOf(written.filter(({ key }) => key !== namespaceLabels.ofNamespace));
  return new Map([[namespaceLabels.ofNamespace, namespaceNames(facts)], ...others]);
}

/** The names of the Services of the files at hand. */
export function serviceNames(facts: FactView): readonly KnownWord[] {
  const names = new Map<string, string>();
  for (const { fact } of facts.all('service')) {
    const { name = '', namespace } = fact;
    if (name !== '' && isLabelValue(name) && !names.has(name)) {
      names.set(name, namespace === '' ? 'Service' : `Service in ${namespace}`);
    }
  }
  return [...names].slice(0, mostWords).map(([text, from]) => ({ text, from }));
}

/** The names of namespaces that the files at hand speak of. */
export function namespaceNames(facts: FactView): readonly KnownWord[] {
  const names = new Map<string, string>();
  const add = (name: string, from: string) => {
    if (name !== '' && isLabelValue(name) && !names.has(name)) {
      names.set(name, from);
    }
  };
  for (const { fact } of facts.all('namespace')) {
    add(fact.name, 'Namespace');
  }
  for (const { fact } of facts.all('workload')) {
    add(fact.namespace, `namespace of ${workloadTitle(fact)}`);
  }
  for (const { fact } of facts.all('policy')) {
    add(fact.namespace, 'namespace of a policy');
  }
  for (const name of ['kube-system', 'default']) {
    add(name, 'in every cluster');
  }
  return [...names].slice(0, mostWords).map(([text, from]) => ({ text, from }));
}

function labelsOf(
  labels: readonly {
    readonly key: string;
    readonly value: string | undefined;
    readonly from: string;
  }[],
): KnownLabels {
  const known = new Map<string, Map<string, string>>();
  for (const { key, value, from } of labels) {
    if (!isLabelKey(key)) {
      continue;
    }
    const values = known.get(key) ?? new Map<string, string>();
    known.set(key, values);
    if (value !== undefined && value !== '' && isLabelValue(value) && !values.has(value)) {
      values.set(value, from);
    }
  }
  const entries = [...known].slice(0, mostWords);
  return new Map(
    entries.map(([key, values]) => [
      key,
      [...values].slice(0, mostWords).map(([text, from]) => ({ text, from })),
    ]),
  );
}
