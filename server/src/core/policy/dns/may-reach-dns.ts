import { clusterDns, namespaceLabels } from '../../knowledge/policy-vocabulary';
import type { CiliumEntry, CiliumPolicy } from '../../model/cilium-policy';
import { type LabelSelector, plainLabelKey } from '../../model/label-selector';
import type { Peer, PolicyRule } from '../../model/network-policy';
import { known, type Traced } from '../../model/traced';
import { mayReachNodes } from '../peers/peers';

/**
 * Whether a rule may let its pods reach the DNS pods: by whatever a template adds, and by selectors that do not say so
 * but may match them, such as one for every namespace but some. `namespace` is that of the policy.
 */
export function mayReachClusterDns(rule: PolicyRule, namespace: string): boolean {
  return mayReachNodes(rule) || rule.peers.some((peer) => mayBeDns(peer, namespace, everyDnsPod));
}

/** The same for the pods of a DNS cache on the nodes alone. */
export function mayReachDnsCache(rule: PolicyRule, namespace: string): boolean {
  return mayReachNodes(rule) || rule.peers.some((peer) => mayBeDns(peer, namespace, cachePods));
}

/** Values of the label that DNS pods have. */
type DnsPods = readonly string[];

function mayBeDns(
  { ipBlock, podSelector, namespaceSelector }: Peer,
  ownNamespace: string,
  pods: DnsPods,
): boolean {
  if (ipBlock !== undefined) {
    return false;
  }
  const isThere =
    namespaceSelector.state === 'absent'
      ? ownNamespace === clusterDns.namespace
      : mayFulfil(namespaceSelector, mayHaveNamespaceLabel);
  return isThere && mayFulfil(podSelector, mayHavePodLabel(pods));
}

/** The same for an entry of a Cilium policy; Services count, whichever they are. */
export function mayIncludeClusterDns(
  entry: CiliumEntry,
  scope: CiliumPolicy['scope'],
  namespace: string,
): boolean {
  return mayInclude(entry, scope, namespace, everyDnsPod);
}

/** The same for the pods of a DNS cache on the nodes alone. */
export function mayIncludeDnsCache(
  entry: CiliumEntry,
  scope: CiliumPolicy['scope'],
  namespace: string,
): boolean {
  return mayInclude(entry, scope, namespace, cachePods);
}

function mayInclude(
  entry: CiliumEntry,
  scope: CiliumPolicy['scope'],
  namespace: string,
  pods: DnsPods,
): boolean {
  const isDnsInEverySense =
    !entry.isComplete || entry.members.has('Services') || entry.endpoints.state === 'unknown';
  return (
    isDnsInEverySense ||
    (known(entry.endpoints) ?? []).some((selector) =>
      mayBeDnsEndpoint(selector, scope, namespace, pods),
    )
  );
}

function mayBeDnsEndpoint(
  selector: LabelSelector,
  scope: CiliumPolicy['scope'],
  namespace: string,
  pods: DnsPods,
): boolean {
  const keys = [
    ...selector.matchLabels.map(({ key }) => key),
    ...selector.matchExpressions.map(({ key }) => known(key) ?? ''),
  ].map(plainLabelKey);
  const namesNamespace = keys.some(
    (key) => key === namespaceLabels.ofEndpoint || key.startsWith(namespaceLabels.metaPrefix),
  );
  const isThere =
    namesNamespace ||
    !selector.isComplete ||
    scope === 'clusterwide' ||
    namespace === clusterDns.namespace;
  return (
    isThere && mayFulfil({ state: 'known', value: selector, range: selector.range }, mayHave(pods))
  );
}

const mayHave =
  (pods: DnsPods): LabelTest =>
  (key, operator, values) => {
    const plain = plainLabelKey(key);
    if (plain === namespaceLabels.ofEndpoint) {
      return mayHaveNamespaceLabel(namespaceLabels.ofNamespace, operator, values);
    }
    return plain.startsWith(namespaceLabels.metaPrefix)
      ? mayHaveNamespaceLabel(plain.slice(namespaceLabels.metaPrefix.length), operator, values)
      : mayHavePodLabel(pods)(plain, operator, values);
  };

type LabelTest = (
  key: string,
  operator: string,
  values: readonly (string | undefined)[],
) => boolean;

/** Whether every requirement may be met; what a template writes may be anything. */
function mayFulfil(selector: Traced<LabelSelector>, may: LabelTest): boolean {
  if (selector.state === 'absent') {
    return true;
  }
  const labels = known(selector);
  if (labels?.isComplete !== true) {
    return true;
  }
  return (
    labels.matchLabels.every(({ key, value }) => may(key, 'In', [known(value)])) &&
    labels.matchExpressions.every(({ key, operator, values }) => {
      const name = known(key);
      const written = known(operator);
      return name === undefined || written === undefined || may(name, written, values.map(known));
    })
  );
}

const mayHaveNamespaceLabel: LabelTest = (key, operator, values) =>
  key === namespaceLabels.ofNamespace
    ? mayBeOneOf([clusterDns.namespace], operator, values)
    : // A label that somebody may have given the namespace of DNS, if it is called so.
      mayLack(operator) || values.some((value) => value === undefined || /system|dns/.test(value));

const mayHavePodLabel =
  (pods: DnsPods): LabelTest =>
  (key, operator, values) =>
    key === clusterDns.podLabel.key
      ? mayBeOneOf(pods, operator, values)
      : mayLack(operator) || values.some((value) => value === undefined || /dns/.test(value));

const cachePods: DnsPods = [clusterDns.nodeLocalPodLabel.value];
const everyDnsPod: DnsPods = [clusterDns.podLabel.value, ...cachePods];

function mayBeOneOf(
  names: readonly string[],
  operator: string,
  values: readonly (string | undefined)[],
): boolean {
  switch (operator) {
    case 'In':
      return values.some((value) => value === undefined || names.includes(value));
    case 'NotIn':
      return names.some((name) => !values.includes(name));
    case 'DoesNotExist':
      return false;
    default:
      return true;
  }
}

function mayLack(operator: string): boolean {
  return operator === 'NotIn' || operator === 'DoesNotExist';
}
