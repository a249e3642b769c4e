import type { PolicyPort, PolicyRule } from '../../model/network-policy';
import { known } from '../../model/traced';

/** One allowed port or range of ports. */
export interface PortSpan {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

/** What a rule allows by port: everything, or spans and names (`TCP/http`). */
export type PortSet =
  | 'every'
  | {
      readonly spans: readonly PortSpan[];
      readonly names: readonly string[];
      /** Every port is known; else the set is too small, never too large. */
      readonly isComplete: boolean;
    };

/** The lowest port number anybody can use. */
export const firstPort = 1;
/** The highest port number. */
export const lastPort = 65_535;

/** No port at all. */
export const noPorts: PortSet = { spans: [], names: [], isComplete: true };

/** The ports a rule allows; those that are templated do not count, and leave the set incomplete. */
export function portsOf(rule: PolicyRule): PortSet {
  if (rule.isForEveryPort) {
    return 'every';
  }
  const read = rule.ports.map(readPort);
  return {
    spans: read.flatMap((port) => (typeof port === 'object' ? [port] : [])),
    names: read.flatMap((port) => (typeof port === 'string' ? [port] : [])),
    isComplete: known(rule.portsList)?.open === false && !read.includes(undefined),
  };
}

/** A port as a span, or as `protocol/name`; undefined when a template decides part of it. */
function readPort({ protocol, port, endPort }: PolicyPort): PortSpan | string | undefined {
  const written = protocol.state === 'absent' ? 'TCP' : known(protocol);
  if (written === undefined) {
    return undefined;
  }
  if (port.state === 'absent') {
    return { protocol: written, from: firstPort, to: lastPort };
  }
  const value = known(port);
  if (typeof value === 'string') {
    return `${written}/${value}`;
  }
  const end = endPort.state === 'absent' ? value : known(endPort);
  return value === undefined || end === undefined
    ? undefined
    : { protocol: written, from: value, to: Math.max(value, end) };
}

/** All the ports that any of the sets allows. */
export function joinPorts(sets: readonly PortSet[]): PortSet {
  const listed = sets.filter((set) => set !== 'every');
  if (listed.length < sets.length) {
    return 'every';
  }
  return {
    spans: joinSpans(listed.flatMap(({ spans }) => spans)),
    names: listed.flatMap(({ names }) => names),
    isComplete: listed.every(({ isComplete }) => isComplete),
  };
}

/** Spans that meet become one, so that a wide span is found to be covered by its parts. */
function joinSpans(spans: readonly PortSpan[]): readonly PortSpan[] {
  const joined: PortSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const index = joined.findIndex(
      (other) => other.protocol === span.protocol && span.from <= other.to + 1,
    );
    const other = joined[index];
    if (other === undefined) {
      joined.push(span);
    } else {
      joined[index] = { ...other, to: Math.max(other.to, span.to) };
    }
  }
  return joined;
}

/**
 * Whether `outer` surely allows everything that `inner` allows. An inner rule with unknown ports is
 * covered by `every` only.
 */
export function coversPorts(outer: PortSet, inner: PortSet): boolean {
  if (outer === 'every') {
    return true;
  }
  if (inner === 'every' || !inner.isComplete) {
    return false;
  }
  return (
    inner.spans.every((span) => allows(outer, span.protocol, span.from, span.to)) &&
    inner.names.every((name) => outer.names.includes(name) || allowsAll(outer, name))
  );
}

/** Whether `outer` allows everything that `inner` allows, or may do so once templates have added their part. */
export function mayCoverPorts(outer: PortSet, inner: PortSet): boolean {
  if (outer === 'every' || !outer.isComplete) {
    return true;
  }
  return inner !== 'every' && coversPorts(outer, { ...inner, isComplete: true });
}

/** A named port of a protocol is one of its numbers, whichever that is. */
function allowsAll(set: PortSet, name: string): boolean {
  return allows(set, name.slice(0, name.indexOf('/')), firstPort, lastPort);
}

/** Whether the set surely allows a port, or every port from `from` to `to`. */
export function allows(set: PortSet, protocol: string, from: number, to: number = from): boolean {
  return (
    set === 'every' ||
    set.spans.some((span) => span.protocol === protocol && span.from <= from && to <= span.to)
  );
}

/** Whether the set allows a port by its number or its name, or may do so through a template. */
export function mayAllow(set: PortSet, protocol: string, port: number, name: string): boolean {
  return (
    set === 'every' ||
    allows(set, protocol, port) ||
    set.names.includes(`${protocol}/${name}`) ||
    !set.isComplete
  );
}
