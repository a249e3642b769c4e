import type { Fix } from '../engine/finding';
import { konnectivityAgent } from '../knowledge/policy-pitfalls';
import { namespaceLabels } from '../knowledge/policy-vocabulary';
import { replaceInPart } from '../model/cilium-edits';
import type { CiliumPolicy } from '../model/cilium-policy';
import { type EditResult, templatedPart } from '../model/edits';
import { addEntries } from '../model/list-edits';
import type { ApiServerPeer } from '../policy/peers/api-server-ingress';
import { fixFrom } from './fix-from';
import { samePorts } from './same-ports';
import { outsideTemplateBlocks } from './template-guard';

/** Lets those in through whom the API server of AKS calls; nothing for a rule that denies. */
export function apiServerFixes(policy: CiliumPolicy, peer: ApiServerPeer): readonly Fix[] {
  if (peer.section.isDeny) {
    return [];
  }
  const agents = outsideTemplateBlocks(policy, peer.entry.range.start, allowAgents(policy, peer));
  return [
    fixFrom(
      peer.isBesideNodes
        ? 'Allow konnectivity as well'
        : 'Allow konnectivity and the nodes instead',
      'suggestion',
      agents,
      true,
    ),
    fixFrom('Allow the whole cluster instead', 'suggestion', replaceBy(policy, peer, 'cluster')),
  ];
}

function replaceBy({ object }: CiliumPolicy, { entry, at }: ApiServerPeer, entity: string) {
  const list = entry.members.get('Entities')?.node;
  return list === undefined ? templatedPart : replaceInPart(object, list, at, entity);
}

function allowAgents(policy: CiliumPolicy, peer: ApiServerPeer): EditResult {
  const { namespace, podLabel } = konnectivityAgent;
  const { entry, section } = peer;
  const toPorts = samePorts(entry);
  if ('disabledReason' in toPorts) {
    return toPorts;
  }
  const agents = {
    matchLabels: {
      [`k8s:${namespaceLabels.ofEndpoint}`]: namespace,
      [`k8s:${podLabel.key}`]: podLabel.value,
    },
  };
  const nodes = peer.isBesideNodes ? { edits: [] } : replaceBy(policy, peer, 'remote-node');
  const added = addEntries(policy.object, section, [{ fromEndpoints: [agents], ...toPorts.value }]);
  if ('disabledReason' in nodes) {
    return nodes;
  }
  return 'disabledReason' in added ? added : { edits: [...nodes.edits, ...added.edits] };
}
