import type { PolicyPort, PolicyRule } from '../model/network-policy';
import { known } from '../model/traced';

/** One allowed port or range of ports. */
export interface PortSpan {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

/** What a rule allows by port: everything, or spans and names. Unknown ports are left out. */
export type PortSet =
  | 'every'
  | { readonly spans: readonly PortSpan[]; readonly names: readonly string[] };

const firstPort = 0;
/** The highest port number. */
export const lastPort = 65_535;

/** The ports a rule allows; ports that are templated do not count, so the set may be too small, never too large. */
export function portsOf(rule: PolicyRule): PortSet {
  if (rule.isForEveryPort) {
    return 'every';
  }
  const spans: PortSpan[] = [];
  const names: string[] = [];
  for (const port of rule.ports) {
    const protocol = protocolOf(port);
    if (protocol === undefined) {
      continue;
    }
    const value = known(port.port);
    if (typeof value === 'string') {
      names.push(`${protocol}/${value}`);
    } else if (value !== undefined) {
      const end = known(port.endPort);
      spans.push({ protocol, from: value, to: end !== undefined && end > value ? end : value });
    } else if (port.port.state === 'absent') {
      spans.push({ protocol, from: firstPort, to: lastPort });
    }
  }
  return { spans, names };
}

function protocolOf(port: PolicyPort): string | undefined {
  return port.protocol.state === 'absent' ? 'TCP' : known(port.protocol);
}

/** Whether `outer` surely allows everything that `inner` allows. An inner rule with unknown ports is covered by `every` only. */
export function coversPorts(outer: PortSet, inner: PortSet): boolean {
  if (outer === 'every') {
    return true;
  }
  if (inner === 'every') {
    return false;
  }
  return (
    inner.spans.length + inner.names.length > 0 &&
    inner.spans.every((span) => allows(outer, span.protocol, span.from, span.to)) &&
    inner.names.every((name) => outer.names.includes(name))
  );
}

/** Whether the set surely allows a port, or every port from `from` to `to`. */
export function allows(set: PortSet, protocol: string, from: number, to: number = from): boolean {
  return (
    set === 'every' ||
    set.spans.some((span) => span.protocol === protocol && span.from <= from && to <= span.to)
  );
}
