import type { LabelSelector } from '../model/label-selector';
import {
  type NetworkPolicy,
  type Peer,
  type PolicyPort,
  type PolicyRule,
  sectionsOf,
} from '../model/network-policy';
import { known, type Traced } from '../model/traced';
import type { Range } from '../text/range';
import { type Cidr, contains, parseCidr } from './cidr';

/** Why the API server refuses a policy, and where. */
export interface InvalidPart {
  readonly problem:
    | 'emptyPeer'
    | 'mixedPeer'
    | 'cidrMissing'
    | 'cidrWithoutPrefix'
    | 'cidrInvalid'
    | 'exceptInvalid'
    | 'exceptOutside'
    | 'exceptWhole'
    | 'protocol'
    | 'portNumber'
    | 'portName'
    | 'quotedPort'
    | 'endPortWithoutPort'
    | 'endPortNamed'
    | 'endPortTooSmall'
    | 'endPortNumber'
    | 'policyType'
    | 'policyTypeCase'
    | 'operator'
    | 'valuesMissing'
    | 'valuesForbidden'
    | 'labelKey'
    | 'labelValue';
  readonly at: Range;
  readonly data: Readonly<Record<string, string | number>>;
  /** What to write there instead, when there is no doubt. */
  readonly replacement?: string;
}

/**
 * The checks of the API server's own validation that its schema does not hold
 * (kubernetes `pkg/apis/networking/validation`). Values that a template decides are left out.
 */
export function invalidParts(policy: NetworkPolicy): readonly InvalidPart[] {
  return [
    ...policyTypeParts(policy),
    ...selectorParts(policy.podSelector),
    ...sectionsOf(policy).flatMap((section) => section.rules.flatMap(ruleParts)),
  ];
}

function ruleParts(rule: PolicyRule): readonly InvalidPart[] {
  return [...rule.peers.flatMap(peerParts), ...rule.ports.flatMap(portParts)];
}

function policyTypeParts(policy: NetworkPolicy): readonly InvalidPart[] {
  return (known(policy.policyTypes) ?? []).flatMap((type): InvalidPart[] => {
    if (type.state !== 'known' || type.value === 'Ingress' || type.value === 'Egress') {
      return [];
    }
    const proper = ['Ingress', 'Egress'].find(
      (name) => name.toLowerCase() === type.value.toLowerCase(),
    );
    return proper === undefined
      ? [{ problem: 'policyType', at: type.range, data: { value: type.value } }]
      : [
          {
            problem: 'policyTypeCase',
            at: type.range,
            data: { value: type.value, proper },
            replacement: proper,
          },
        ];
  });
}

function peerParts(peer: Peer): readonly InvalidPart[] {
  const selectors = [peer.podSelector, peer.namespaceSelector];
  const written = selectors.filter(({ state }) => state !== 'absent').length;
  if (peer.ipBlock === undefined) {
    const isEmpty =
      written === 0 &&
      ((peer.node.kind === 'map' && peer.node.entries.length === 0 && !peer.node.open) ||
        (peer.node.kind === 'scalar' && peer.node.value === null));
    return isEmpty
      ? [{ problem: 'emptyPeer', at: peer.range, data: {} }]
      : selectors.flatMap(selectorParts);
  }
  const mixed: InvalidPart[] =
    written > 0 && selectors.every(({ state }) => state !== 'unknown')
      ? [{ problem: 'mixedPeer', at: peer.ipBlock.keyRange, data: {} }]
      : [];
  const { cidr, keyRange } = peer.ipBlock;
  if (cidr.state === 'absent') {
    return [...mixed, { problem: 'cidrMissing', at: keyRange, data: {} }];
  }
  if (cidr.state !== 'known') {
    return mixed;
  }
  const block = parseCidr(cidr.value);
  const parts = block === undefined ? [cidrPart(cidr.value, cidr.range)] : [];
  const except = peer.ipBlock.except.flatMap((entry) => exceptParts(entry, block));
  return [...mixed, ...parts, ...except, ...selectors.flatMap(selectorParts)];
}

function cidrPart(value: string, at: Range): InvalidPart {
  const single = value.includes(':') ? `${value}/128` : `${value}/32`;
  return parseCidr(single) === undefined
    ? { problem: 'cidrInvalid', at, data: { value } }
    : { problem: 'cidrWithoutPrefix', at, data: { value, single }, replacement: single };
}

function exceptParts(entry: Traced<string>, block: Cidr | undefined): readonly InvalidPart[] {
  if (entry.state !== 'known') {
    return [];
  }
  const { value, range: at } = entry;
  const hole = parseCidr(value);
  if (hole === undefined) {
    const part = cidrPart(value, at);
    return [part.problem === 'cidrInvalid' ? { ...part, problem: 'exceptInvalid' } : part];
  }
  if (block === undefined) {
    return [];
  }
  const data = { value, cidr: block.text };
  if (!contains(block, hole)) {
    return [{ problem: 'exceptOutside', at, data }];
  }
  return contains(hole, block) ? [{ problem: 'exceptWhole', at, data }] : [];
}

const protocols: readonly string[] = ['TCP', 'UDP', 'SCTP'];

function portParts({ protocol, port, endPort, range }: PolicyPort): readonly InvalidPart[] {
  const parts: InvalidPart[] = [];
  if (protocol.state === 'known' && !protocols.includes(protocol.value)) {
    const proper = protocol.value.toUpperCase();
    parts.push({
      problem: 'protocol',
      at: protocol.range,
      data: { value: protocol.value },
      ...(protocols.includes(proper) ? { replacement: proper } : {}),
    });
  }
  if (port.state === 'known') {
    parts.push(...portValueParts(port.value, port.range));
  }
  if (endPort.state === 'known') {
    const { value: end, range: at } = endPort;
    const start = known(port);
    if (port.state === 'absent') {
      parts.push({ problem: 'endPortWithoutPort', at: range, data: { end } });
    } else if (typeof start === 'string' && !/^\d+$/.test(start)) {
      parts.push({ problem: 'endPortNamed', at, data: { port: start } });
    } else if (typeof start === 'number' && end < start) {
      parts.push({ problem: 'endPortTooSmall', at, data: { end, port: start } });
    } else if (end > 65_535 || end < 1) {
      parts.push({ problem: 'endPortNumber', at, data: { end } });
    }
  }
  return parts;
}

function portValueParts(value: string | number, at: Range): readonly InvalidPart[] {
  if (typeof value === 'number') {
    const isPort = Number.isInteger(value) && value >= 1 && value <= 65_535;
    return isPort ? [] : [{ problem: 'portNumber', at, data: { value } }];
  }
  if (/^\d+$/.test(value)) {
    return [{ problem: 'quotedPort', at, data: { value }, replacement: value }];
  }
  const isName = /^(?=.*[a-z])(?!.*--)[a-z0-9](?:[a-z0-9-]{0,13}[a-z0-9])?$/.test(value);
  return isName ? [] : [{ problem: 'portName', at, data: { value } }];
}

function selectorParts(traced: Traced<LabelSelector>): readonly InvalidPart[] {
  const selector = known(traced);
  if (selector === undefined) {
    return [];
  }
  const labels = selector.matchLabels.flatMap(({ key, keyRange, value }): InvalidPart[] => [
    ...labelKeyParts(key, keyRange),
    ...labelValueParts(value),
  ]);
  const requirements = selector.matchExpressions.flatMap(
    ({ key, operator, values, range }): InvalidPart[] => [
      ...(key.state === 'known' ? labelKeyParts(key.value, key.range) : []),
      ...values.flatMap(labelValueParts),
      ...operatorParts(operator, values.length, range),
    ],
  );
  return [...labels, ...requirements];
}

function operatorParts(operator: Traced<string>, count: number, range: Range): InvalidPart[] {
  if (operator.state !== 'known') {
    return [];
  }
  const { value, range: at } = operator;
  if (value === 'In' || value === 'NotIn') {
    return count === 0 ? [{ problem: 'valuesMissing', at: range, data: { value } }] : [];
  }
  if (value === 'Exists' || value === 'DoesNotExist') {
    return count === 0 ? [] : [{ problem: 'valuesForbidden', at: range, data: { value } }];
  }
  return [{ problem: 'operator', at, data: { value } }];
}

const labelName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const labelPrefix = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

function labelKeyParts(key: string, at: Range): InvalidPart[] {
  const slash = key.indexOf('/');
  const isValid =
    labelName.test(key.slice(slash + 1)) && (slash === -1 || labelPrefix.test(key.slice(0, slash)));
  return isValid ? [] : [{ problem: 'labelKey', at, data: { value: key } }];
}

function labelValueParts(value: Traced<string>): InvalidPart[] {
  return value.state === 'known' && value.value !== '' && !labelName.test(value.value)
    ? [{ problem: 'labelValue', at: value.range, data: { value: value.value } }]
    : [];
}
