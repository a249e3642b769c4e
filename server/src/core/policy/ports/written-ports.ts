import type { CiliumEntry, CiliumPolicy } from '../../model/cilium-policy';
import type { LabelSelector } from '../../model/label-selector';
import {
  type Direction,
  type NetworkPolicy,
  type PolicyRule,
  sectionsOf,
} from '../../model/network-policy';
import { known, readList, type Traced } from '../../model/traced';
import type { YamlNode, YamlSequence } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import { type AnyPolicy, isCiliumPolicy } from '../any-policy';

/** One item of a list of ports, as it is written in a policy. */
export interface WrittenPort {
  readonly direction: Direction;
  /** In `ingressDeny` or `egressDeny` of a Cilium policy. */
  readonly isDeny: boolean;
  /** The list it stands in, and its place there. */
  readonly list: YamlSequence;
  readonly node: YamlNode;
  readonly range: Range;
  /** A number, whether in quotes or not as the API wants it, or a name. */
  readonly port: Traced<number | string>;
  readonly endPort: Traced<number>;
  readonly protocol: Traced<string>;
  /**
   * The selectors for pods that the rule has, each with the namespace it is meant for where that is the policy's own;
   * undefined when the rule is for anybody else as well.
   */
  readonly pods: readonly PodSelection[] | undefined;
}

/** Pods that a peer selects. */
export interface PodSelection {
  readonly selector: LabelSelector;
  /** The peer names no namespace, so it means pods beside the policy. */
  readonly isOwnNamespace: boolean;
}

/** Every port that the rules of a policy list, in the order they are written. */
export function writtenPorts(policy: AnyPolicy): readonly WrittenPort[] {
  return isCiliumPolicy(policy) ? ciliumPorts(policy) : networkPolicyPorts(policy);
}

function networkPolicyPorts(policy: NetworkPolicy): readonly WrittenPort[] {
  return sectionsOf(policy).flatMap(({ direction, rules }) =>
    rules.flatMap((rule) => {
      const pods = podsOf(rule);
      return inList(known(rule.portsList), rule.ports, (port) => ({
        ...port,
        direction,
        isDeny: false,
        pods,
      }));
    }),
  );
}

function ciliumPorts(policy: CiliumPolicy): readonly WrittenPort[] {
  const sections = policy.rules.flatMap((rule) => rule.sections);
  return sections.flatMap(({ direction, isDeny, entries }) =>
    entries.flatMap((entry) =>
      entry.toPorts.flatMap(({ node, ports }) =>
        inList(known(readList(node, 'ports')), ports, (port) => ({
          ...port,
          port: numberOrName(port.port),
          direction,
          isDeny,
          pods: endpointsOf(entry),
        })),
      ),
    ),
  );
}

function podsOf({ peers, isComplete }: PolicyRule): WrittenPort['pods'] {
  const pods = peers.flatMap(({ ipBlock, podSelector, namespaceSelector }) =>
    ipBlock === undefined && podSelector.state === 'known'
      ? [{ selector: podSelector.value, isOwnNamespace: namespaceSelector.state === 'absent' }]
      : [],
  );
  return isComplete && pods.length === peers.length && pods.length > 0 ? pods : undefined;
}

/** Where a namespace is meant, an endpoint selector says so by a label. */
function endpointsOf({ members, endpoints, isComplete }: CiliumEntry): WrittenPort['pods'] {
  const isOnly = isComplete && members.size === 1 && endpoints.state === 'known';
  return isOnly
    ? endpoints.value.map((selector) => ({ selector, isOwnNamespace: false }))
    : undefined;
}

function inList<P>(
  list: YamlSequence | undefined,
  ports: readonly P[],
  read: (port: P) => Omit<WrittenPort, 'list' | 'node'>,
): readonly WrittenPort[] {
  return ports.flatMap((port, index) => {
    const node = list?.items[index];
    return list === undefined || node === undefined ? [] : [{ ...read(port), list, node }];
  });
}

/** Cilium writes numbers as texts. */
function numberOrName(port: Traced<string>): Traced<number | string> {
  return port.state === 'known' && /^\d+$/.test(port.value)
    ? { ...port, value: Number(port.value) }
    : port;
}
