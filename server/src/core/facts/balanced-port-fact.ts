import type { Service } from '../model/service';
import { known, readString } from '../model/traced';
import type { Range } from '../text/range';
import { namespaceText, textOrTemplate } from './subject';

/** A port of a Service at a place that other Services can have ports at, too: the nodes, or an address. */
export interface BalancedPortFact {
  readonly service: string | undefined;
  /** As written; empty when it is not. */
  readonly namespace: string;
  /** Such as `node port 30053`, or `port 53 of 10.0.0.4`. */
  readonly place: string;
  readonly protocol: string;
  /** The port of the pods behind it. */
  readonly target: number | string;
  /** Tells which pods are behind it. */
  readonly pods: string;
}

/** A fact, and where it is written. */
export interface PlacedBalancedPort {
  readonly fact: BalancedPortFact;
  readonly range: Range;
}

/** The ports of a Service of type NodePort or LoadBalancer whose place is written; none for one in a template. */
export function balancedPortFactsOf(service: Service): readonly PlacedBalancedPort[] {
  const { object, type, selector, spec } = service;
  const kind = known(type);
  const isBalanced = kind === 'NodePort' || kind === 'LoadBalancer';
  if (!isBalanced || object.document.isTemplate || selector.state !== 'known') {
    return [];
  }
  const address = kind === 'LoadBalancer' ? known(readString(spec, 'loadBalancerIP')) : undefined;
  const namespace = namespaceText(object);
  const labels = selector.value.entries.map(({ key, value }) => [key, known(value) ?? null]);
  const shared = {
    service: textOrTemplate(object.document, object.name),
    namespace,
    pods: JSON.stringify([namespace, labels.sort()]),
  };
  return service.ports.items.flatMap(({ port, nodePort, protocol, targetPort }) => {
    const written = protocol.state === 'absent' ? 'TCP' : known(protocol);
    const target = targetPort.state === 'absent' ? known(port) : known(targetPort);
    if (written === undefined || target === undefined) {
      return [];
    }
    const fact = { ...shared, protocol: written, target };
    return [
      ...(nodePort.state === 'known'
        ? [{ fact: { ...fact, place: `node port ${nodePort.value}` }, range: nodePort.range }]
        : []),
      ...(address !== undefined && port.state === 'known'
        ? [{ fact: { ...fact, place: `port ${port.value} of ${address}` }, range: port.range }]
        : []),
    ];
  });
}
