import { clusterDns } from '../../knowledge/policy-vocabulary';
import type { CiliumPolicy, CiliumPortRule } from '../../model/cilium-policy';
import { fieldOf, known } from '../../model/traced';
import type { YamlNode } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import { beginningOf } from './cilium-entries';
import { ciliumPortRules, layer7Kinds, type PlacedPortRule } from './cilium-port-rules';
import { readPortText } from './cilium-port-text';

type Port = CiliumPortRule['ports'][number];

/** What is wrong with the `dns` rules of an item of `toPorts`. */
export interface DnsRuleProblem {
  readonly is: 'everyPort' | 'ingress' | 'noPorts' | 'otherPort' | 'portRange';
  readonly at: Range;
  readonly data: Readonly<Record<string, string | number>>;
  /** The item of `toPorts`, or of `ports`, that can be changed. */
  readonly node: YamlNode;
}

/** The problems of a policy's `dns` rules, in the order they are written. */
export function dnsRuleProblems(policy: CiliumPolicy): readonly DnsRuleProblem[] {
  const all = ciliumPortRules(policy);
  return all
    .filter((placed) => layer7Kinds(placed).includes('dns'))
    .flatMap((placed) => problemsOf(placed, all));
}

function problemsOf(
  { placed, portRule }: PlacedPortRule,
  all: readonly PlacedPortRule[],
): readonly DnsRuleProblem[] {
  const { node, ports, isComplete, rules, range } = portRule;
  const key = fieldOf(rules?.node, 'dns')?.keyRange ?? range;
  const dns = clusterDns.port;
  if (placed.section.direction === 'ingress') {
    return [{ is: 'ingress', at: key, data: {}, node }];
  }
  if (ports.length === 0) {
    const isSure = isComplete && node.kind === 'map' && !node.open;
    return isSure ? [{ is: 'noPorts', at: key, data: { dns }, node }] : [];
  }
  const ranges = ports.flatMap((port) => [...everyPortProblem(port), ...rangeProblem(port)]);
  if (ranges.length > 0 || !isComplete || node.kind !== 'map' || node.open) {
    return ranges;
  }
  const others = all.filter((other) => isAllowedEgress(other) && other.portRule !== portRule);
  return othersOf(
    ports,
    node,
    others.flatMap((other) => other.portRule.ports),
  );
}

function isAllowedEgress({ placed }: PlacedPortRule): boolean {
  return placed.section.direction === 'egress' && !placed.section.isDeny;
}

/** Port 0 stands for all of them, and Cilium takes no rules for layer 7 there. */
function everyPortProblem({ node, port }: Port): readonly DnsRuleProblem[] {
  return port.state === 'known' && numberOf(port.value) === 0
    ? [{ is: 'everyPort', at: port.range, data: { dns: clusterDns.port }, node }]
    : [];
}

function rangeProblem({ node, port, endPort }: Port): readonly DnsRuleProblem[] {
  const from = numberOf(port.state === 'known' ? port.value : undefined);
  const to = known(endPort);
  return from !== undefined && to !== undefined && to > from && endPort.state === 'known'
    ? [{ is: 'portRange', at: endPort.range, data: { from, to }, node }]
    : [];
}

/** Rules that are valid, but do not get to see the look-ups of the cluster. */
function othersOf(
  ports: readonly Port[],
  node: YamlNode,
  elsewhere: readonly Port[],
): readonly DnsRuleProblem[] {
  const [first] = ports;
  return first === undefined || ports.some(mayBeDns) || elsewhere.some(mayBeDns)
    ? []
    : [{ is: 'otherPort', at: beginningOf(first.node), data: { dns: clusterDns.port }, node }];
}

function mayBeDns({ port }: Port): boolean {
  if (port.state !== 'known') {
    return port.state === 'unknown';
  }
  const number = numberOf(port.value);
  return number === undefined || number === 0 || number === clusterDns.port;
}

function numberOf(text: string | undefined): number | undefined {
  const read = readPortText(text ?? 'x');
  return read.is === 'number' ? read.number : undefined;
}
