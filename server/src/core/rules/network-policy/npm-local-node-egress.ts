import { defineRule } from '../../engine/define-rule';
import { sources } from '../../knowledge/sources';
import { egressWithoutOwnNode } from '../../policy/peers/own-node';

/** Azure NPM lets every pod reach its own node; on Cilium a policy for egress closes that way, too. */
export default defineRule({
  meta: {
    name: 'npm-local-node-egress',
    title: "Egress policy that Azure NPM does not apply to the pod's own node",
    category: 'network-policy',
    severity: 'info',
    // True of nearly every policy for egress, and of use only to those who come from Azure NPM.
    recommended: false,
    since: '0.1.0',
    appliesTo: 'NetworkPolicy',
    needs: ['policy'],
    messages: {
      closed:
        'Azure NPM lets pods reach the node they run on whatever a policy says; on Cilium this policy blocks the node and everything that listens there: the kubelet, hostPorts, pods with hostNetwork.',
    },
    references: [sources.npmMigration.url],
  },
  check(policy, { facts, report }) {
    const at = egressWithoutOwnNode(policy, facts);
    if (at !== undefined) {
      report({ messageId: 'closed', at });
    }
  },
});
