import { describe, expect, it } from 'vitest';
import { stringAt } from '../../../server/src/core/model/string-map';
import { read, readOne, say } from './objects';

describe('a Namespace', () => {
  it('has labels and annotations, with their places', () => {
    const text =
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  annotations:\n    cilium.io/ces-namespace: priority\n  labels: {}\n';
    const { annotations, labels, object } = readOne('Namespace', text);
    expect(say(stringAt(annotations, 'cilium.io/ces-namespace'))).toBe('priority');
    expect(say(stringAt(labels, 'a'))).toBe('<absent>');
    const entry = annotations.state === 'known' ? annotations.value.entries[0] : undefined;
    expect(object.document.text.slice(entry?.keyRange.start, entry?.keyRange.end)).toBe(
      'cilium.io/ces-namespace',
    );
  });

  it('may be templated, in flow style, in a List, with merge keys', () => {
    const templated = readOne(
      'Namespace',
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  labels: {{ toYaml .l | nindent 4 }}\n',
    );
    expect(say(stringAt(templated.labels, 'a'))).toBe('<unknown>');
    const list = read(
      'Namespace',
      'apiVersion: v1\nkind: NamespaceList\nx: &l {a: b}\nitems: [{metadata: {labels: {<<: *l, c: d}}}]\n',
    );
    expect(list.map(({ labels }) => ['a', 'c'].map((key) => say(stringAt(labels, key))))).toEqual([
      ['b', 'd'],
    ]);
    expect(read('Namespace', 'apiVersion: x.io/v1\nkind: Namespace\n')).toEqual([]);
  });
});

describe('a ConfigMap', () => {
  it('has data', () => {
    const { data } = readOne(
      'ConfigMap',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  labels: |\n    a b\n  "x.y": "1"\n  n: 1\n  t: "{{ .z }}"\n',
    );
    expect(['labels', 'x.y', 'n', 't', 'u'].map((key) => say(stringAt(data, key)))).toEqual([
      'a b\n',
      '1',
      '<invalid>',
      '<unknown>',
      '<absent>',
    ]);
  });

  it('may be templated, in flow style, in a List, with merge keys', () => {
    const templated = readOne(
      'ConfigMap',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  a: b\n{{ (.Files.Glob "x").AsConfig | indent 2 }}\n',
    );
    expect(['a', 'c'].map((key) => say(stringAt(templated.data, key)))).toEqual(['b', '<unknown>']);
    const list = read(
      'ConfigMap',
      'apiVersion: v1\nkind: List\nx: &d {a: b}\nitems: [{apiVersion: v1, kind: ConfigMap, data: {<<: *d}}]\n',
    );
    expect(list.map(({ data }) => say(stringAt(data, 'a')))).toEqual(['b']);
    expect(say(readOne('ConfigMap', 'apiVersion: v1\nkind: ConfigMap\n').data)).toBe('<absent>');
  });
});

describe('a CiliumLocalRedirectPolicy', () => {
  const header = 'apiVersion: cilium.io/v2\nkind: CiliumLocalRedirectPolicy\n';

  it('redirects an address', () => {
    const policy = readOne(
      'LocalRedirectPolicy',
      `${header}spec:
  redirectFrontend:
    addressMatcher:
      ip: 169.254.20.10
      toPorts:
        - {port: "53", protocol: UDP, name: dns}
        - port: 53
  redirectBackend:
    localEndpointSelector: {matchLabels: {app: dns}}
    toPorts: [{port: "5353", protocol: UDP}]
  skipRedirectFromBackend: true
`,
    );
    expect(say(policy.address)).toBe('169.254.20.10');
    expect(say(policy.service.name)).toBe('<absent>');
    expect(
      policy.frontendPorts.items.map(({ port, protocol, name }) => [port, protocol, name].map(say)),
    ).toEqual([
      ['53', 'UDP', 'dns'],
      ['53', '<absent>', '<absent>'],
    ]);
    expect(policy.backendPorts.items.map(({ port }) => say(port))).toEqual(['5353']);
    expect(policy.backendSelector.state).toBe('known');
    expect(say(policy.skipRedirectFromBackend)).toBe(true);
  });

  it('redirects a Service', () => {
    const { service, frontendPorts } = readOne(
      'LocalRedirectPolicy',
      `${header}spec: {redirectFrontend: {serviceMatcher: {serviceName: dns, namespace: net, toPorts: [{port: "1"}]}}}\n`,
    );
    expect([service.name, service.namespace].map(say)).toEqual(['dns', 'net']);
    expect(frontendPorts.items.map(({ port }) => say(port))).toEqual(['1']);
  });

  it('may be templated, in a List, with merge keys', () => {
    const policy = readOne(
      'LocalRedirectPolicy',
      `${header}spec:\n  redirectFrontend: {{ toYaml .x | nindent 4 }}\n`,
    );
    expect([policy.address, policy.service.name].map(say)).toEqual(['<unknown>', '<unknown>']);
    const list = read(
      'LocalRedirectPolicy',
      'apiVersion: cilium.io/v2\nkind: CiliumLocalRedirectPolicyList\nx: &s {redirectFrontend: {addressMatcher: {ip: 1.2.3.4}}}\nitems: [{spec: *s}, {spec: {<<: *s}}]\n',
    );
    expect(list.map(({ address }) => say(address))).toEqual(['1.2.3.4', '1.2.3.4']);
    expect(say(readOne('LocalRedirectPolicy', header).address)).toBe('<absent>');
  });
});
