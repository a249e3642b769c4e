import { inferred, verified } from '../dated';
import { featureMinimum } from '../feature-minimums';
import { issues } from '../issues';
import { defectApplies, knownDefect } from '../known-defects';
import { sources } from '../sources';
import { type HoverTopic, here, paragraphs, sentences, type TopicTarget } from './topic';

/** `hostNetwork` of a pod. */
export const hostNetworkTopic: HoverTopic = {
  ...verified(sources.ciliumPage, {
    also: [sources.ciliumPage2025, sources.ciliumIpcache, sources.ciliumConfigMap],
  }),
  id: 'host-network',
  title: 'hostNetwork: the pod is the node',
  text: () =>
    paragraphs(
      'With `true` the pod has the address and the **identity of its node**. Policies that select its labels have no effect on it in either direction, and no label selects it as a peer.',
      'Other policies allow it as an entity: `host` for pods on the same node, `remote-node` for all others. Cilium policies for nodes (`nodeSelector`) are not enforced on AKS.',
      'Trap: a NetworkPolicy cannot name nodes at all; only a rule without `from` or `to` includes them.',
    ),
};

/** `hostPort` of a container. */
export const hostPortTopic: HoverTopic = {
  ...verified(sources.ciliumPage, {
    also: [sources.ciliumPage2025, issues.hostPortProtocols, issues.hostPortLastProtocol],
  }),
  id: 'host-port',
  title: 'hostPort: a port of the node, served by Cilium',
  text: (target) =>
    paragraphs(
      'Cilium forwards this port of the node to the container; there is no kube-proxy.',
      sentences(hostPortProtocols(target), lastProtocol(target)),
      'With `hostNetwork: true` the container listens on the node itself, and none of this applies.',
    ),
};

function hostPortProtocols({ edition, ciliumVersions }: TopicTarget): string {
  const fixed = knownDefect('host-port-without-protocol', edition)?.cilium.before;
  return sentences(
    `The same number with **different protocols** on one node collides ${fixed === undefined ? 'on every Cilium version' : `up to Cilium 1.16, and works since ${fixed}`}.`,
    here(
      defectApplies('host-port-without-protocol', edition, ciliumVersions),
      '**Your cluster is affected**: give each protocol its own number.',
      'Your cluster is not affected.',
      undefined,
    ),
  );
}

function lastProtocol({ edition, ciliumVersions }: TopicTarget): string | undefined {
  const span = knownDefect('host-port-last-protocol', edition)?.cilium;
  return defectApplies('host-port-last-protocol', edition, ciliumVersions) === 'no'
    ? undefined
    : `Cilium ${span?.from} and later, before ${span?.before}, serves only the protocol that a pod declares last.`;
}

/** `dnsPolicy` of a pod. */
export const dnsPolicyTopic: HoverTopic = {
  ...inferred(sources.localDns, { also: [sources.acnsFqdnHowTo, sources.ciliumPage] }),
  id: 'dns-policy',
  title: 'dnsPolicy: which server answers, and so what a policy must allow',
  text: (target) =>
    paragraphs(
      '`ClusterFirst` asks cluster DNS: allow `k8s-app: kube-dns` in `kube-system`, port 53 over UDP and TCP. `Default` asks the DNS server of the node, which is **outside the cluster**: a rule for the DNS pods does not cover it, an `ipBlock` for its address does.',
      'FQDN rules learn addresses only from answers to queries that a `dns` rule lets through, so that rule must name the server that is actually queried.',
      here(
        target.usesLocalDns,
        'Your cluster uses LocalDNS: both query an address of the node first, entity `host` since Cilium 1.17.',
        undefined,
        `With LocalDNS (Kubernetes ${featureMinimum('local-dns', target.edition)?.kubernetes ?? '1.31'} or later) both query an address of the node first, entity \`host\` since Cilium 1.17.`,
      ),
    ),
};

/** A pod that wants a Windows node. */
export const windowsNodesTopic: HoverTopic = {
  ...verified(sources.ciliumPage, { also: [sources.ciliumPage2025, issues.windows] }),
  id: 'windows-nodes',
  title: 'windows: not with this dataplane',
  text: () =>
    paragraphs(
      'Azure CNI Powered by Cilium runs on **Linux nodes only**. Such a cluster cannot have Windows node pools, and a cluster with Windows pools cannot be updated to it, so a pod that requires Windows stays pending.',
    ),
};
