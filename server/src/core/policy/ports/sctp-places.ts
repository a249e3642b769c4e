import type { Service } from '../../model/service';
import { known, type Traced } from '../../model/traced';
import type { Workload } from '../../model/workload';
import type { Range } from '../../text/range';
import type { AnyPolicy } from '../any-policy';
import { writtenPorts } from './written-ports';

/** A place that says SCTP, and what the port there is for. */
export interface SctpPlace {
  readonly range: Range;
  readonly use: 'allow' | 'deny' | 'service' | 'container';
}

interface Protocol {
  readonly protocol: Traced<string>;
}

/**
 * Where an object counts on SCTP, in the order it is written. Pods on the network of their node, or of which that is
 * not known, and Services that are only a name for somewhere else, count on nothing of Cilium's.
 */
export function sctpPlaces(object: AnyPolicy | Service | Workload): readonly SctpPlace[] {
  if ('containers' in object) {
    const { hostNetwork, containers } = object;
    const isOnNode = hostNetwork.state !== 'absent' && known(hostNetwork) !== false;
    return isOnNode ? [] : containers.flatMap(({ ports }) => places(ports.items, 'container'));
  }
  if ('externalTrafficPolicy' in object) {
    return known(object.type) === 'ExternalName' ? [] : places(object.ports.items, 'service');
  }
  return writtenPorts(object).flatMap((port) => places([port], port.isDeny ? 'deny' : 'allow'));
}

function places(ports: readonly Protocol[], use: SctpPlace['use']): readonly SctpPlace[] {
  return ports.flatMap(({ protocol }) =>
    protocol.state === 'known' && protocol.value === 'SCTP' ? [{ range: protocol.range, use }] : [],
  );
}
