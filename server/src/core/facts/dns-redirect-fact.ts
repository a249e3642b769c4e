import { clusterDns } from '../knowledge/policy-vocabulary';
import type { LocalRedirectPolicy } from '../model/local-redirect-policy';
import { known } from '../model/traced';

/** A CiliumLocalRedirectPolicy that sends look-ups for cluster DNS to pods of the same node. */
export interface DnsRedirectFact {
  /** Undefined when a template writes it. */
  readonly name: string | undefined;
}

/** The fact of a local redirect policy, if it is for the Service of cluster DNS and its pods are those of a DNS cache. */
export function dnsRedirectFactsOf({
  object,
  service,
  backendSelector,
}: LocalRedirectPolicy): readonly DnsRedirectFact[] {
  const isForDns =
    known(service.name) === clusterDns.serviceName &&
    known(service.namespace) === clusterDns.namespace;
  const { key, value } = clusterDns.nodeLocalPodLabel;
  const selector = known(backendSelector);
  const isToCache =
    selector?.isComplete === true &&
    selector.matchLabels.some((label) => label.key === key && known(label.value) === value);
  return isForDns && isToCache ? [{ name: known(object.name) }] : [];
}
