import { defineRule } from '../../engine/define-rule';
import { sources } from '../../knowledge/sources';
import { daemonSetLimits } from '../../policy/daemon-set-limits';

/** AKS runs Cilium without limits on purpose: where its agent is throttled or killed, the node loses its network. */
export default defineRule({
  meta: {
    name: 'cilium-daemonset-limits',
    title: "Resource limits on Cilium's DaemonSet",
    category: 'workload',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    mentions: /\bkube-system\b/,
    appliesTo: 'KubernetesObject',
    messages: {
      patch:
        'AKS runs Cilium without resource limits and reverts changes to its DaemonSet; while these limits are in place, an agent that reaches them sets up no new pods and policies on its node.',
      range:
        "AKS runs Cilium without resource limits. This LimitRange puts limits on new pods in kube-system, including Cilium's agents, and an agent that reaches them sets up no new pods and policies on its node.",
      autoscaler:
        'AKS manages the DaemonSet of Cilium and runs it without resource limits; an autoscaler restarts its agents with different resources.',
      admission:
        'AKS runs Cilium without resource limits: a policy that requires limits in kube-system reports its pods, or keeps new ones from starting.',
    },
    references: [sources.ciliumPage.url],
  },
  check(object, { report }) {
    const found = daemonSetLimits(object);
    if (found !== undefined) {
      const { by, at } = found;
      report({ messageId: by, at, ...(by === 'admission' ? { severity: 'info' } : {}) });
    }
  },
});
