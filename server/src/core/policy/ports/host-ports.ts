import { known } from '../../model/traced';
import type { Workload } from '../../model/workload';
import type { Range } from '../../text/range';

/** A port of the node that a pod asks for. */
export interface HostPort {
  readonly port: number;
  readonly protocol: string;
  /** Undefined for every address of the node. */
  readonly address: string | undefined;
  readonly range: Range;
}

/**
 * The host ports of a workload, in the order they are written; what a template writes is left out. None for pods that
 * are, or may be, on the network of their node: they open the port themselves, without Cilium.
 */
export function hostPortsOf({ hostNetwork, containers }: Workload): readonly HostPort[] {
  const isOnNode = hostNetwork.state !== 'absent' && known(hostNetwork) !== false;
  if (isOnNode) {
    return [];
  }
  return containers
    .filter(({ role }) => role !== 'init')
    .flatMap(({ ports }) => ports.items)
    .flatMap(({ hostPort, protocol, hostIP }) => {
      const written = protocol.state === 'absent' ? 'TCP' : known(protocol);
      const isReadable = hostIP.state === 'absent' || hostIP.state === 'known';
      const isPort = hostPort.state === 'known' && hostPort.value > 0;
      return isPort && written !== undefined && isReadable
        ? [
            {
              port: hostPort.value,
              protocol: written,
              address: everyAddress.has(known(hostIP) ?? '') ? undefined : known(hostIP),
              range: hostPort.range,
            },
          ]
        : [];
    });
}

const everyAddress: ReadonlySet<string> = new Set(['', '0.0.0.0', '::']);

/** Whether the two are one entry for whoever tells host ports apart by address and number only. */
export function collide(
  a: Pick<HostPort, 'port' | 'protocol' | 'address'>,
  b: Pick<HostPort, 'port' | 'protocol' | 'address'>,
): boolean {
  return (
    a.port === b.port &&
    a.protocol !== b.protocol &&
    (a.address === undefined || b.address === undefined || a.address === b.address)
  );
}
