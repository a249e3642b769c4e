import { ciliumConfigEntry } from '../cilium-config';
import { inferred, verified } from '../dated';
import { issues } from '../issues';
import { defectApplies, knownDefect } from '../known-defects';
import { sources } from '../sources';
import { bullets, type HoverTopic, here, paragraphs, sentences } from './topic';

/** `externalTrafficPolicy` of a Service. */
export const externalTrafficPolicyTopic: HoverTopic = {
  ...verified(sources.npmMigration, { also: [issues.remoteNodeIngress, sources.networkPolicies] }),
  id: 'external-traffic-policy',
  title: 'externalTrafficPolicy: which client a policy sees',
  text: () =>
    paragraphs(
      '`Cluster`, the default, lets a client enter at any node. If that is not the node of the pod, the packet arrives **from that other node** (entity `remote-node`): no `ipBlock` matches it, and a policy drops it. This looks random, because some packets enter at the right node.',
      bullets(
        '`Local` keeps the client address, at the price of uneven load and a health check per node.',
        'Or omit `from` and restrict clients with `loadBalancerSourceRanges`.',
        'Or use a CiliumNetworkPolicy with `fromEntities: [world, remote-node]`.',
      ),
    ),
};

/** `loadBalancerSourceRanges` of a Service. */
export const loadBalancerSourceRangesTopic: HoverTopic = {
  ...verified(sources.networkPolicies, { also: [sources.ciliumConfigMap] }),
  id: 'load-balancer-source-ranges',
  title: 'loadBalancerSourceRanges: the clients a load balancer lets in',
  text: () =>
    paragraphs(
      `Enforced on AKS (\`enable-svc-source-range-check: ${ciliumConfigEntry('enable-svc-source-range-check')?.value}\`): packets from other clients are dropped before any policy applies.`,
      'It is the reliable way to filter clients while `externalTrafficPolicy` is `Cluster`, because a policy may see another node instead of the client.',
      'Trap: a policy that selects the pods must still allow the traffic, ideally with a rule for the port without `from`.',
    ),
};

/** `nodePort` of a Service. */
export const nodePortTopic: HoverTopic = {
  ...inferred(sources.ciliumConfigMap, {
    also: [issues.loadBalancerProtocols, issues.remoteNodeIngress, issues.protocolDifferentiation],
  }),
  id: 'node-port',
  title: 'nodePort: a port of every node, served by Cilium',
  text: ({ edition, ciliumVersions }) =>
    paragraphs(
      'Cilium answers on every node; there is no kube-proxy. A client that enters at a node other than that of the pod arrives as `remote-node`, unless `externalTrafficPolicy` is `Local`.',
      sentences(
        `The same number for two protocols collides ${knownDefect('host-port-without-protocol', edition)?.cilium.before === undefined ? 'on every Cilium version' : 'up to Cilium 1.16'}, unless both lead to the same pods and the same port.`,
        here(
          defectApplies('host-port-without-protocol', edition, ciliumVersions),
          '**Your cluster is affected.**',
          'Your cluster is not affected.',
          undefined,
        ),
      ),
      'Policies see the container port, never the node port.',
    ),
};
