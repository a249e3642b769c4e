import { defineRule } from '../../engine/define-rule';
import { readableName } from '../../facts/subject';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { policedReply } from '../../policy/service-replies';
import { hasDefect } from '../../profile/defects';

/** The reply of a pod to itself comes from another port than the one it was asked on, and is taken for a new connection. */
export default defineRule({
  meta: {
    name: 'self-service-reply-policed',
    title: 'Service whose pods cannot reach themselves through it',
    category: 'workload',
    severity: 'info',
    // Few pods call themselves, and no file says which.
    recommended: false,
    since: '0.1.0',
    appliesTo: 'Service',
    needs: ['policy'],
    messages: {
      policed:
        'A pod that reaches itself through this Service may get no answer: port {{port}} leads to {{target}}, Cilium treats the reply as a new connection, and {{policy}} does not let it in.',
    },
    references: [sources.ciliumPage.url, issues.replyPackets.url],
  },
  check(service, { profile, facts, report }) {
    if (hasDefect(profile, 'self-service-reply') !== 'yes') {
      return;
    }
    const reply = policedReply(service, facts);
    if (reply !== undefined) {
      const { at, port, target, policy } = reply;
      const name = readableName(policy.fact.name);
      report({
        messageId: 'policed',
        at,
        data: { port, target, policy: name === undefined ? 'a policy' : `the policy "${name}"` },
        related: [
          { uri: policy.uri, range: policy.range, message: 'This lets in only certain ports.' },
        ],
      });
    }
  },
});
