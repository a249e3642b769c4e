import { describe, expect, it } from 'vitest';
import { objectsOf } from '../../../../server/src/core/model/kinds';
import {
  allows,
  coversPorts,
  joinPorts,
  mayAllow,
  mayCoverPorts,
  noPorts,
  type PortSet,
  portsOf,
} from '../../../../server/src/core/policy/ports/ports';
import { YamlDocument } from '../../../../server/src/core/syntax/yaml/document';

/** The ports of a rule with this `ports` list, in flow style. */
function ports(list: string): PortSet {
  const document = new YamlDocument(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ports}
spec:
  podSelector: {}
  egress:
    - ${list === '' ? '{}' : `ports: ${list}`}
`);
  const [rule] = objectsOf(document, 'NetworkPolicy')[0]?.egress.rules ?? [];
  if (rule === undefined) {
    throw new Error(`no rule in ${document.text}`);
  }
  return portsOf(rule);
}

describe('the ports of a rule', () => {
  const tcp = (from: number, to = from) => ({ protocol: 'TCP', from, to });
  it.each([
    ['', 'every'],
    ['[]', 'every'],
    ['null', 'every'],
    ['[{port: 443}]', { spans: [tcp(443)], names: [], isComplete: true }],
    ['[{port: 80, endPort: 90}]', { spans: [tcp(80, 90)], names: [], isComplete: true }],
    ['[{port: 90, endPort: 80}]', { spans: [tcp(90)], names: [], isComplete: true }],
    ['[{protocol: TCP}]', { spans: [tcp(1, 65_535)], names: [], isComplete: true }],
    ['[{}]', { spans: [tcp(1, 65_535)], names: [], isComplete: true }],
    ['[{port: https}]', { spans: [], names: ['TCP/https'], isComplete: true }],
    ['[{protocol: UDP, port: dns}]', { spans: [], names: ['UDP/dns'], isComplete: true }],
    ['[{port: "$(PORT)"}]', { spans: [], names: [], isComplete: false }],
    ['[{port: 1}, {port: "$(PORT)"}]', { spans: [tcp(1)], names: [], isComplete: false }],
    ['[{port: 1, protocol: "$(P)"}]', { spans: [], names: [], isComplete: false }],
    ['[{port: 1, endPort: "$(P)"}]', { spans: [], names: [], isComplete: false }],
    ['$(PORTS)', { spans: [], names: [], isComplete: false }],
  ])('%s', (list, expected) => {
    expect(ports(list)).toEqual(expected);
  });
});

describe('ports that cover others', () => {
  it.each([
    ['', '', true],
    ['', '[{port: 443}]', true],
    ['', '[{port: "$(PORT)"}]', true],
    ['[{port: 443}]', '', false],
    ['[{port: 443}]', '[{port: 443}]', true],
    ['[{port: 443, protocol: TCP}]', '[{port: 443}]', true],
    ['[{port: 443, protocol: UDP}]', '[{port: 443}]', false],
    ['[{port: 1, endPort: 1023}]', '[{port: 53}, {port: 443}]', true],
    ['[{port: 1, endPort: 1023}]', '[{port: 1000, endPort: 1024}]', false],
    ['[{protocol: TCP}]', '[{port: 8000, endPort: 9000}]', true],
    ['[{port: 1, endPort: 65535}]', '[{protocol: TCP}]', true],
    ['[{port: 2, endPort: 65535}]', '[{protocol: TCP}]', false],
    ['[{protocol: TCP}]', '[{port: https}]', true],
    ['[{port: https}]', '[{port: https}]', true],
    ['[{port: https}]', '[{port: 443}]', false],
    ['[{port: 443}]', '[{port: https}]', false],
    ['[{port: 443}]', '[{port: "$(PORT)"}]', false],
    ['[{port: 443}, {port: "$(PORT)"}]', '[{port: 443}]', true],
  ])('%s over %s: %s', (outer, inner, expected) => {
    expect(coversPorts(ports(outer), ports(inner))).toBe(expected);
  });

  it.each([
    ['[{port: 443}]', '[{port: 444}]', false],
    ['[{port: "$(PORT)"}]', '[{port: 444}]', true],
    ['[{port: 443}]', '[{port: 443}, {port: "$(PORT)"}]', true],
    ['[{port: 443}]', '[{port: 444}, {port: "$(PORT)"}]', false],
    ['[{port: 443}]', '', false],
    ['', '[{port: 443}]', true],
  ])('%s perhaps over %s: %s', (outer, inner, expected) => {
    expect(mayCoverPorts(ports(outer), ports(inner))).toBe(expected);
  });

  it('may be several together', () => {
    const parts = [ports('[{port: 8051, endPort: 9000}]'), ports('[{port: 8000, endPort: 8050}]')];
    expect(coversPorts(joinPorts(parts), ports('[{port: 8000, endPort: 9000}]'))).toBe(true);
    expect(coversPorts(joinPorts(parts), ports('[{port: 7999, endPort: 9000}]'))).toBe(false);
    const other = ports('[{protocol: UDP, port: 8051, endPort: 9000}]');
    const mixed = joinPorts([ports('[{port: 8000, endPort: 8050}]'), other]);
    expect(coversPorts(mixed, ports('[{port: 8000, endPort: 9000}]'))).toBe(false);
    expect(joinPorts([...parts, 'every'])).toBe('every');
    expect(coversPorts(joinPorts([]), ports('[{port: 1}]'))).toBe(false);
  });
});

describe('a single port', () => {
  it.each([
    ['', true, true],
    ['[{protocol: UDP, port: 53}]', true, true],
    ['[{protocol: UDP}]', true, true],
    ['[{port: 53}]', false, false],
    ['[{protocol: UDP, port: dns}]', false, true],
    ['[{protocol: UDP, port: metrics}]', false, false],
    ['[{protocol: UDP, port: "$(DNS)"}]', false, true],
  ])('53 for UDP is allowed by %s: surely %s, perhaps %s', (list, surely, perhaps) => {
    expect(allows(ports(list), 'UDP', 53)).toBe(surely);
    expect(mayAllow(ports(list), 'UDP', 53, 'dns')).toBe(perhaps);
  });

  it('is not among none', () => {
    expect(allows(noPorts, 'TCP', 443)).toBe(false);
  });
});
