import type { FactView, Located } from '../facts/facts';
import type { PolicyFact } from '../facts/policy-fact';
import { implies, namespaceText, textOrTemplate } from '../facts/subject';
import type { Service, ServicePort } from '../model/service';
import { known } from '../model/traced';
import type { Range } from '../text/range';

/** A port of a Service that its own pods cannot use, and the policy that stands in the way. */
export interface PolicedReply {
  readonly at: Range;
  readonly port: number;
  readonly target: number | string;
  readonly policy: Located<PolicyFact>;
}

/**
 * The first port of a Service under another number than its pods have, if a policy lets these pods receive certain
 * ports only. Undefined for a Service whose pods are not known, and when some policy lets pods in on every port.
 */
export function policedReply(service: Service, facts: FactView): PolicedReply | undefined {
  const port = service.ports.items.flatMap(renumbered)[0];
  const selector = known(service.selector);
  const isHeadless = known(service.clusterIP) === 'None' || known(service.type) === 'ExternalName';
  if (port === undefined || selector === undefined || isHeadless || !selector.isComplete) {
    return undefined;
  }
  const { document } = service.object;
  const namespace = namespaceText(service.object);
  const pods = selector.entries.flatMap(({ key, value }) => {
    const text = textOrTemplate(document, value);
    return text === undefined ? [] : [{ key, operator: 'In', values: [text] }];
  });
  if (pods.length === 0) {
    return undefined;
  }
  const policies = facts
    .near('policy', namespace)
    .filter(
      ({ fact }) =>
        fact.ingress.length > 0 &&
        (fact.namespace === namespace || fact.namespace === '*') &&
        fact.subject !== undefined &&
        implies(pods, fact.subject, namespace),
    );
  const rules = policies.flatMap(({ fact }) => fact.ingress);
  const letsRepliesIn = rules.some(
    ({ ports, mayIncludePods }) => ports === 'every' && mayIncludePods,
  );
  const [policy] = policies;
  return policy === undefined || letsRepliesIn ? undefined : { ...port, policy };
}

function renumbered({ port, targetPort }: ServicePort) {
  return port.state === 'known' && targetPort.state === 'known' && targetPort.value !== port.value
    ? [{ at: port.range, port: port.value, target: targetPort.value }]
    : [];
}
