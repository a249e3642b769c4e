import type { FactView, Located } from '../../facts/facts';
import type { NamedPortFact } from '../../facts/named-port-fact';
import { implies, namespaceText, requirementsOf } from '../../facts/subject';
import { clusterDns, namespaceLabels } from '../../knowledge/policy-vocabulary';
import { plainLabelKey } from '../../model/label-selector';
import { known } from '../../model/traced';
import type { AnyPolicy } from '../any-policy';
import type { PodSelection, WrittenPort } from './written-ports';

/** What the files at hand know of a port name that a rule uses. */
export interface NamedPort {
  readonly name: string;
  readonly protocol: string;
  /** Containers that give the name different numbers, one for each number; empty when there is no more than one. */
  readonly different: readonly Located<NamedPortFact>[];
  /** The number that the pods the rule is for give the name, if the files leave no doubt. */
  readonly number: number | undefined;
}

/** Looks a port's name up among the containers of the workspace; undefined for a port without a name. */
export function namedPort(
  policy: AnyPolicy,
  written: WrittenPort,
  facts: FactView,
): NamedPort | undefined {
  const name = known(written.port);
  const protocol = written.protocol.state === 'absent' ? 'TCP' : known(written.protocol);
  if (typeof name !== 'string' || protocol === undefined) {
    return undefined;
  }
  const all = facts
    .all('namedPort')
    .filter(({ fact }) => fact.name === name && fact.protocol === protocol);
  const numbers = byNumber(all);
  // Other pods of the name say nothing of those that the rule is for.
  const meant = written.pods?.flatMap((pods) =>
    all.filter(({ fact }) => isSelected(policy, pods, fact)),
  );
  return {
    name,
    protocol,
    different: numbers.length > 1 ? numbers : [],
    number: onlyNumber(meant ?? all) ?? dnsNumber(name, protocol, written.pods),
  };
}

/** The number that all of them give the name; undefined when they differ or a template writes one of them. */
function onlyNumber(ports: readonly Located<NamedPortFact>[]): number | undefined {
  const [only, another] = byNumber(ports);
  const isSure = another === undefined && ports.every(({ fact }) => fact.number !== undefined);
  return isSure ? only?.fact.number : undefined;
}

/** The DNS pods are in nobody's files, but their ports are known. */
function dnsNumber(
  name: string,
  protocol: string,
  pods: WrittenPort['pods'] = [],
): number | undefined {
  const { podLabel, portNames, port } = clusterDns;
  const isDns = ({ selector }: PodSelection) =>
    selector.matchLabels.some(
      ({ key, value }) => plainLabelKey(key) === podLabel.key && known(value) === podLabel.value,
    );
  const isDnsPort = Object.entries(portNames).some(
    ([of, called]) => of === protocol && called === name,
  );
  return isDnsPort && pods.length > 0 && pods.every(isDns) ? port : undefined;
}

/** The first of each number, in the order of numbers. */
function byNumber(all: readonly Located<NamedPortFact>[]): readonly Located<NamedPortFact>[] {
  const first = new Map<number, Located<NamedPortFact>>();
  for (const each of all) {
    const { number } = each.fact;
    if (number !== undefined && !first.has(number)) {
      first.set(number, each);
    }
  }
  return [...first.entries()].sort(([a], [b]) => a - b).map(([, each]) => each);
}

function isSelected(
  { object }: AnyPolicy,
  { selector, isOwnNamespace }: PodSelection,
  fact: NamedPortFact,
): boolean {
  const wanted = requirementsOf(object.document, selector);
  const namespace = namespaceText(object);
  return (
    wanted !== undefined &&
    (!isOwnNamespace || fact.namespace === namespace) &&
    implies(
      fact.labels,
      // The namespace of a workload is often not written, so it decides nothing here.
      wanted.filter(({ key }) => key !== namespaceLabels.ofEndpoint),
      '',
    )
  );
}
