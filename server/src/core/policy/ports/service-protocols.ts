import { type BalancedPortFact, balancedPortFactsOf } from '../../facts/balanced-port-fact';
import type { FactView, Located } from '../../facts/facts';
import type { Service, ServicePort } from '../../model/service';
import { known } from '../../model/traced';
import type { Range } from '../../text/range';

interface ProtocolPort {
  readonly number: number;
  readonly protocol: string;
  /** The port of the pods. */
  readonly target: number | string;
  readonly at: Range;
}

/** Two ports of a Service with one number and different protocols that lead to different ports of its pods. */
export interface OwnClash {
  readonly first: ProtocolPort;
  readonly second: ProtocolPort;
}

/**
 * The pairs of a Service, one for each number. Names of target ports are no evidence, as two names may be one number;
 * and neither a headless Service nor a mere name for something outside has entries of its own.
 */
export function ownClashes(service: Service): readonly OwnClash[] {
  if (known(service.clusterIP) === 'None' || known(service.type) === 'ExternalName') {
    return [];
  }
  const clashes = new Map<number, OwnClash>();
  for (const name of ['port', 'nodePort'] as const) {
    const ports = service.ports.items.flatMap((port) => portAt(port, name));
    for (const [index, second] of ports.entries()) {
      const first = ports
        .slice(0, index)
        .find(
          ({ number, protocol, target }) =>
            number === second.number &&
            protocol !== second.protocol &&
            isOtherTarget(target, second.target),
        );
      if (first !== undefined && !clashes.has(second.number)) {
        clashes.set(second.number, { first, second });
      }
    }
  }
  return [...clashes.values()];
}

function portAt(port: ServicePort, name: 'port' | 'nodePort'): readonly ProtocolPort[] {
  const place = port[name];
  const protocol = port.protocol.state === 'absent' ? 'TCP' : known(port.protocol);
  const target = port.targetPort.state === 'absent' ? known(port.port) : known(port.targetPort);
  return place.state === 'known' && protocol !== undefined && target !== undefined
    ? [{ number: place.value, protocol, target, at: place.range }]
    : [];
}

function isOtherTarget(a: number | string, b: number | string): boolean {
  return typeof a === 'number' && typeof b === 'number' && a !== b;
}

/** A port of a Service, and one of another Service at the same place with another protocol and other backends. */
export interface ForeignClash {
  readonly own: BalancedPortFact;
  readonly at: Range;
  readonly other: Located<BalancedPortFact>;
}

/** For each port of the Service the first of another Service that it shares a place with, but no backends. */
export function foreignClashes(service: Service, facts: FactView): readonly ForeignClash[] {
  return balancedPortFactsOf(service).flatMap(({ fact: own, range: at }) => {
    const other = facts
      .all('balancedPort')
      .find(
        ({ fact }) =>
          fact.place === own.place &&
          fact.protocol !== own.protocol &&
          (fact.service !== own.service || fact.namespace !== own.namespace) &&
          (fact.pods !== own.pods || isOtherTarget(fact.target, own.target)),
      );
    return other === undefined ? [] : [{ own, at, other }];
  });
}
