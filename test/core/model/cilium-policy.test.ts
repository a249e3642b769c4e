import { describe, expect, it } from 'vitest';
import type { CiliumEntry, CiliumPolicy } from '../../../server/src/core/model/cilium-policy';
import { known } from '../../../server/src/core/model/traced';
import { read, readOne, say } from './objects';

const header = 'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\n';
const policy = (rest: string) => readOne('CiliumPolicy', `${header}${rest}`);

/** The first entry of the first section that has one. */
function entry(text: string): CiliumEntry {
  const [first] = policy(text).rules.flatMap(({ sections }) =>
    sections.flatMap(({ entries }) => entries),
  );
  if (first === undefined) {
    throw new Error('There is no entry.');
  }
  return first;
}

const sections = ({ rules }: CiliumPolicy) =>
  rules.map((rule) =>
    rule.sections
      .filter(({ field }) => field !== undefined)
      .map(
        ({ direction, isDeny, entries, list }) =>
          `${direction}${isDeny ? ' deny' : ''} ${list.state} ${entries.length}`,
      ),
  );

describe('a Cilium policy', () => {
  it('has a spec, specs, or both', () => {
    const read = policy(`
spec:
  endpointSelector: {}
  ingress: [{}]
  egressDeny: []
specs:
  - nodeSelector: {matchLabels: {a: b}}
    egress: [{}, {}]
  - endpointSelector: {}
    ingressDeny: [{}]
    enableDefaultDeny: {ingress: false}
`);
    expect(sections(read)).toEqual([
      ['ingress known 1', 'egress deny known 0'],
      ['egress known 2'],
      ['ingress deny known 1'],
    ]);
    expect(
      read.rules.map(({ endpointSelector, nodeSelector }) => [
        endpointSelector.state,
        nodeSelector.state,
      ]),
    ).toEqual([
      ['known', 'absent'],
      ['absent', 'known'],
      ['known', 'absent'],
    ]);
    expect(read.rules.map(({ enableDefaultDeny }) => say(enableDefaultDeny.ingress))).toEqual([
      '<absent>',
      '<absent>',
      false,
    ]);
    expect([read.spec, read.specs].map((field) => field !== undefined)).toEqual([true, true]);
  });

  it('is namespaced or clusterwide', () => {
    const clusterwide =
      'apiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy\nspec: {}\n';
    expect(policy('spec: {}\n').scope).toBe('namespaced');
    expect(readOne('CiliumPolicy', clusterwide).scope).toBe('clusterwide');
    expect(
      read('CiliumPolicy', 'apiVersion: cilium.io/v2\nkind: CiliumEndpoint\nspec: {}\n'),
    ).toEqual([]);
    expect(
      read('CiliumPolicy', 'apiVersion: x.io/v2\nkind: CiliumNetworkPolicy\nspec: {}\n'),
    ).toEqual([]);
  });

  it('has peers of all kinds', () => {
    const egress = entry(`
spec:
  egress:
    - toEndpoints: [{matchLabels: {k8s-app: a}}, {}]
      toEntities: [world, 1]
      toCIDR: [10.0.0.0/8]
      toCIDRSet:
        - {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
        - {cidrGroupRef: g}
      toFQDNs: [{matchName: a.b}, {matchPattern: "*.c"}]
      toServices:
        - k8sService: {serviceName: s, namespace: net}
        - k8sServiceSelector: {selector: {matchLabels: {a: b}}, namespace: m}
      toNodes: []
      authentication: {mode: required}
`);
    expect([...egress.members.keys()]).toEqual([
      'Endpoints',
      'CIDR',
      'CIDRSet',
      'Entities',
      'FQDNs',
      'Services',
      'Nodes',
    ]);
    expect(known(egress.endpoints)).toHaveLength(2);
    expect(known(egress.entities)?.map(say)).toEqual(['world', '<invalid>']);
    expect(egress.cidrs.map(say)).toEqual(['10.0.0.0/8']);
    expect(
      egress.cidrSets.map(({ cidr, except, cidrGroupRef }) => [
        say(cidr),
        except.map(say),
        say(cidrGroupRef),
      ]),
    ).toEqual([
      ['10.0.0.0/8', ['10.1.0.0/16'], '<absent>'],
      ['<absent>', [], 'g'],
    ]);
    expect(
      egress.fqdns.items.map(({ matchName, matchPattern }) => [matchName, matchPattern].map(say)),
    ).toEqual([
      ['a.b', '<absent>'],
      ['<absent>', '*.c'],
    ]);
    expect(
      egress.services.items.map(({ name, namespace, selector }) => [
        say(name),
        say(namespace),
        selector.state,
      ]),
    ).toEqual([
      ['s', 'net', 'absent'],
      ['<absent>', 'm', 'known'],
    ]);
    expect(say(egress.authentication)).toBe('required');
    expect(egress.isComplete).toBe(true);
  });

  it('has ports, layer 7 rules and ICMP', () => {
    const ingress = entry(`
spec:
  ingress:
    - fromEndpoints: [{}]
      icmps: [{fields: [{type: 8, family: IPv4}, {type: EchoRequest}]}]
      toPorts:
        - ports: [{port: "80", protocol: TCP}, {port: 8080, endPort: 8090}]
          rules: {http: [{method: GET, path: /a, host: h, headers: [x]}]}
          serverNames: [a.b]
          terminatingTLS: {secret: {}}
          listener: {name: l}
        - ports: [{port: "53", protocol: ANY}]
          rules: {dns: [{matchPattern: "*"}]}
        - rules: {l7proto: x, l7: [{}]}
`);
    expect(ingress.icmpFields.items.map(({ type, family }) => [type, family].map(say))).toEqual([
      [8, 'IPv4'],
      ['EchoRequest', '<absent>'],
    ]);
    expect(
      ingress.toPorts.map(({ ports }) =>
        ports.map(({ port, endPort, protocol }) => [port, endPort, protocol].map(say)),
      ),
    ).toEqual([
      [
        ['80', '<absent>', 'TCP'],
        ['8080', 8090, '<absent>'],
      ],
      [['53', '<absent>', 'ANY']],
      [],
    ]);
    const [http, dns, other] = ingress.toPorts;
    expect(
      http?.layer7.http.items.map(({ method, path, host, headers }) => [
        say(method),
        say(path),
        say(host),
        headers.items.map(say),
      ]),
    ).toEqual([['GET', '/a', 'h', ['x']]]);
    expect(http?.serverNames.items.map(say)).toEqual(['a.b']);
    expect(
      [http?.terminatingTls, http?.originatingTls, http?.listener].map(
        (field) => field !== undefined,
      ),
    ).toEqual([true, false, true]);
    expect(dns?.layer7.dns.items.map(({ matchPattern }) => say(matchPattern))).toEqual(['*']);
    expect(say(other?.layer7.l7proto ?? { state: 'absent' })).toBe('x');
    expect(other?.layer7.l7.items).toHaveLength(1);
  });

  it('does not know what a template writes', () => {
    const egress = entry(`
spec:
  endpointSelector: {{ toYaml .s | nindent 4 }}
  egress:
    - toEndpoints:
        - matchLabels: {a: b}
        {{- toYaml .e | nindent 8 }}
      toCIDR: {{ toYaml .c | nindent 8 }}
      toPorts:
        - ports:
            - port: "{{ .port }}"
            {{- toYaml .p | nindent 12 }}
          rules: {{ toYaml .r | nindent 12 }}
`);
    expect(egress.endpoints.state).toBe('unknown');
    expect(egress.isComplete).toBe(false);
    const [port] = egress.toPorts;
    expect(port?.ports.map(({ port: number }) => say(number))).toEqual(['<unknown>']);
    expect(port?.isComplete).toBe(false);
    expect(port?.layer7.http.isComplete).toBe(false);
    expect(
      policy('spec: {{ toYaml .x | nindent 2 }}\n').rules.map(
        ({ isComplete, endpointSelector }) => [isComplete, endpointSelector.state],
      ),
    ).toEqual([[false, 'unknown']]);
    expect(
      read('CiliumPolicy', 'apiVersion: {{ .x }}\nkind: CiliumNetworkPolicy\nspec: {}\n'),
    ).toHaveLength(1);
  });

  it('may be in a List, in flow style, with merge keys', () => {
    const item =
      '{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, spec: {<<: *s, egress: [*e]}}';
    const list = read(
      'CiliumPolicy',
      `apiVersion: v1\nkind: List\nx: &s {endpointSelector: {}, egress: []}\ny: &e {toEntities: [host]}\nitems: [${item}]\n`,
    );
    expect(list.map(sections)).toEqual([[['egress known 1']]]);
    expect(list[0]?.rules[0]?.endpointSelector.state).toBe('known');
  });

  it('may be wrong or nothing', () => {
    expect(policy('').rules).toEqual([]);
    expect(policy('spec: 1\nspecs: a\n').rules).toHaveLength(1);
    expect(sections(policy('spec: {ingress: {}, egress: [1, null]}\n'))).toEqual([
      ['ingress invalid 0', 'egress known 2'],
    ]);
  });
});
