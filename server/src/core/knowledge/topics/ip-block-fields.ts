import { verified } from '../dated';
import { featureMinimum } from '../feature-minimums';
import { sources } from '../sources';
import { bullets, type HoverTopic, paragraphs, rangeList, type TopicTarget } from './topic';

/** `cidr` of an ipBlock. */
export const cidrTopic: HoverTopic = {
  ...verified(sources.ciliumLayer3, {
    also: [
      sources.ciliumPage,
      sources.ciliumNetworkPolicy,
      sources.ciliumIpcache,
      sources.kubernetesValidation,
    ],
  }),
  id: 'cidr',
  title: 'cidr: a range outside the cluster',
  featureRow: 'kubernetes-network-policy',
  text: (target) =>
    paragraphs(
      'The range of an `ipBlock`, always with a prefix length: `203.0.113.7/32` for one address. On Cilium it matches whatever in that range is **not** a pod or a node of this cluster.',
      bullets(
        '`0.0.0.0/0` means the world outside the cluster, not everything. Pods, nodes and cluster DNS stay closed.',
        target.isDualStack === false
          ? undefined
          : '`0.0.0.0/0` is IPv4 only. In a dual-stack cluster, IPv6 needs a second `ipBlock` with `::/0`.',
        insiders(target),
        services(target),
        'The range of a whole virtual network matches its virtual machines and private endpoints, not the pods and nodes in it.',
        'Public ranges, on-premises ranges, databases and private endpoints work as written.',
        `Host bits must be zero: \`10.0.0.5/24\` is refused since Kubernetes ${strictSince(target)}.`,
      ),
    ),
};

function insiders({ ranges }: TopicTarget): string {
  const known = [
    ['pods', ranges?.pod ?? []],
    ['nodes', ranges?.node ?? []],
  ] as const;
  const parts = known
    .filter(([, list]) => list.length > 0)
    .map(([who, list]) => `${who} have ${rangeList(list)}`);
  return parts.length === 0
    ? 'A range of pods or nodes matches nothing. With an overlay, pods get addresses from the pod range; without one, from a subnet of the virtual network, like nodes.'
    : `A range of pods or nodes matches nothing. In this cluster ${parts.join(' and ')}.`;
}

function services({ ranges }: TopicTarget): string {
  const list = ranges?.service ?? [];
  const here = list.length === 0 ? '' : ` (here ${rangeList(list)})`;
  return `A range of Services${here} matches nothing: Cilium replaces the Service address with the address behind it before it applies policies. Select the pods, and allow their port, not the Service port.`;
}

function strictSince({ edition }: TopicTarget): string {
  return featureMinimum('strict-cidr-validation', edition)?.kubernetes ?? '';
}

/** `except` of an ipBlock. */
export const exceptTopic: HoverTopic = {
  ...verified(sources.kubernetesValidation, {
    also: [sources.ciliumNetworkPolicy, sources.kubernetesPolicies, sources.ciliumLayer3],
  }),
  id: 'except',
  title: 'except: holes in one range',
  featureRow: 'kubernetes-network-policy',
  text: () =>
    paragraphs(
      'Ranges excluded from the `cidr` next to it. Each must be inside that range and be smaller than it, or the API server refuses the policy.',
      bullets(
        '`except` is **not a deny**. Another peer, rule or policy that allows the address still allows it, because policies only add up. To deny, use `egressDeny` or `ingressDeny` in a CiliumNetworkPolicy.',
        'Listing pod or Service ranges changes nothing on Cilium: an `ipBlock` does not match them anyway. It does no harm, and tells readers what is meant.',
        '`0.0.0.0/0` except `10.0.0.0/8`, `172.16.0.0/12` and `192.168.0.0/16` is the usual way to say "Internet only", and does just that.',
        'Excepting `169.254.169.254/32` keeps the range from opening the instance metadata service.',
      ),
    ),
};
