import type { ForwardedPort } from '../../facts/service-fact';
import type { WorkloadFact } from '../../facts/workload-fact';
import { allows, type PortSet } from './ports';

/** The port of the pods that a port of a Service leads to, by number and by name as far as they are known. */
export interface BackendPort {
  readonly protocol: string;
  readonly number: number | undefined;
  /** Every name the number has; the names are complete when the containers are at hand. */
  readonly names: readonly string[];
  readonly hasEveryName: boolean;
}

/** Looks the target up among the ports that the containers declare, if the workload is at hand. */
export function backendPort(
  { protocol, target }: ForwardedPort,
  workload: WorkloadFact | undefined,
): BackendPort {
  const declared = (workload?.ports ?? []).filter((port) => port.protocol === protocol);
  const number =
    typeof target === 'number' ? target : declared.find(({ name }) => name === target)?.number;
  const names = declared
    .filter((port) => number !== undefined && port.number === number)
    .flatMap(({ name }) => name ?? []);
  return {
    protocol,
    number,
    names: typeof target === 'string' ? [...new Set([target, ...names])] : names,
    hasEveryName:
      number !== undefined &&
      workload?.hasEveryPort === true &&
      declared.every((port) => port.number !== undefined),
  };
}

/** Whether a rule with these ports may let the port through: one whose number or name is not known may be any. */
export function mayAllowBackendPort(ports: PortSet, port: BackendPort): boolean {
  const { protocol, number, names, hasEveryName } = port;
  if (ports === 'every' || !ports.isComplete) {
    return true;
  }
  const isListed = (name: string) => ports.names.includes(`${protocol}/${name}`);
  const byNumber =
    number === undefined
      ? ports.spans.some((span) => span.protocol === protocol)
      : allows(ports, protocol, number);
  const byName = hasEveryName
    ? names.some(isListed)
    : ports.names.some((name) => name.startsWith(`${protocol}/`));
  return byNumber || byName;
}

/** How people call the port. */
export function backendPortText({ number, names }: BackendPort): string {
  return number === undefined ? (names[0] ?? '') : `${number}`;
}
