import type { PolicyPort } from '../../model/network-policy';
import { known } from '../../model/traced';
import type { Range } from '../../text/range';
import { isPortName } from '../label-syntax';
import { type InvalidPart, isToBeFilledIn } from './invalid-part';

const protocols: readonly string[] = ['TCP', 'UDP', 'SCTP'];
const lastPort = 65_535;

/** What the API server refuses in an item of `ports`. */
export function policyPortParts({
  protocol,
  port,
  endPort,
  range,
}: PolicyPort): readonly InvalidPart[] {
  return [
    ...(protocol.state === 'known' ? protocolParts(protocol.value, protocol.range) : []),
    ...(port.state === 'known' ? portValueParts(port.value, port.range) : []),
    ...(endPort.state === 'known' ? endPortParts(endPort.value, endPort.range, port, range) : []),
  ];
}

function protocolParts(value: string, at: Range): readonly InvalidPart[] {
  if (protocols.includes(value) || isToBeFilledIn(value)) {
    return [];
  }
  const proper = value.toUpperCase();
  const replacements = protocols.includes(proper) ? [proper] : [];
  return [{ problem: 'protocol', at, data: { value }, replacements }];
}

function endPortParts(
  end: number,
  at: Range,
  port: PolicyPort['port'],
  item: Range,
): readonly InvalidPart[] {
  const start = known(port);
  if (port.state === 'absent') {
    return [{ problem: 'endPortWithoutPort', at: item, data: { end } }];
  }
  if (typeof start === 'string') {
    // A quoted number is the mistake there, and is reported as such.
    return isPortName(start) ? [{ problem: 'endPortNamed', at, data: { port: start } }] : [];
  }
  if (start !== undefined && end < start) {
    return [{ problem: 'endPortTooSmall', at, data: { end, port: start } }];
  }
  return Number.isInteger(end) && (end > lastPort || end < 1)
    ? [{ problem: 'endPortNumber', at, data: { end } }]
    : [];
}

function portValueParts(value: string | number, at: Range): readonly InvalidPart[] {
  if (typeof value === 'number') {
    const isOutside = Number.isInteger(value) && (value < 1 || value > lastPort);
    return isOutside ? [{ problem: 'portNumber', at, data: { value } }] : [];
  }
  if (isPortName(value) || isToBeFilledIn(value)) {
    return [];
  }
  if (/^\d+$/.test(value)) {
    return [{ problem: 'quotedPort', at, data: { value }, replacements: [value] }];
  }
  const proper = value.toLowerCase();
  const replacements = isPortName(proper) ? [proper] : [];
  return [{ problem: 'portName', at, data: { value }, replacements }];
}
