import { verified } from '../dated';
import { issues } from '../issues';
import { knownDefect } from '../known-defects';
import { sources } from '../sources';
import { bullets, type HoverTopic, paragraphs, type TopicTarget } from './topic';

/** `policyTypes`, which Cilium reads less strictly than the API documents. */
export const policyTypesTopic: HoverTopic = {
  ...verified(sources.kubernetesPolicies, {
    also: [issues.policyTypes, sources.ciliumNetworkPolicy],
  }),
  id: 'policy-types',
  title: 'policyTypes: the directions that are isolated',
  featureRow: 'kubernetes-network-policy',
  text: (target) =>
    paragraphs(
      'The directions in which the selected pods are closed except for what is allowed. Defaults to `Ingress`, plus `Egress` if the policy has egress rules; an empty `egress: []` does not count as one.',
      bullets(
        'A direction that is listed but has no rules is closed completely. `[Egress]` without an `egress` section cuts off DNS as well.',
        `**On Cilium a section with rules is enforced even when its direction is not listed**, where Kubernetes would ignore it. Keep the list and the sections in step. ${untilWhen(target)}`,
        'If you isolate egress, allow DNS again: port 53 over UDP and TCP to the `k8s-app: kube-dns` pods in `kube-system`.',
        'Isolating ingress does not block kubelet probes; it does block other nodes.',
      ),
    ),
};

function untilWhen({ edition }: TopicTarget): string {
  const fixedIn = knownDefect('policy-types-ignored', edition)?.cilium.before;
  return fixedIn === undefined
    ? 'No Cilium version is known to behave otherwise.'
    : `Cilium ${fixedIn} and later ignore it too.`;
}
