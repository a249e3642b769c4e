import { describe, expect, it } from 'vitest';
import type { Service } from '../../../server/src/core/model/service';
import { stringAt } from '../../../server/src/core/model/string-map';
import { read, readOne, say } from './objects';

const ports = ({ ports: { items } }: Service) =>
  items.map(({ name, protocol, port, targetPort, nodePort }) =>
    [name, protocol, port, targetPort, nodePort].map(say),
  );

const literal = `
  apiVersion: v1
  kind: Service
  metadata: {name: dns}
  spec:
    type: LoadBalancer
    externalTrafficPolicy: Local
    clusterIP: 10.0.0.10
    selector: {app: dns}
    loadBalancerSourceRanges: [10.0.0.0/8]
    ports:
      - {name: udp, protocol: UDP, port: 53, targetPort: dns, nodePort: 30053}
      - port: 80
`;

describe('a Service', () => {
  it('is read as it is written', () => {
    const service = readOne('Service', literal);
    expect([service.type, service.externalTrafficPolicy, service.clusterIP].map(say)).toEqual([
      'LoadBalancer',
      'Local',
      '10.0.0.10',
    ]);
    expect(say(stringAt(service.selector, 'app'))).toBe('dns');
    expect(service.loadBalancerSourceRanges.items.map(say)).toEqual(['10.0.0.0/8']);
    expect(ports(service)).toEqual([
      ['udp', 'UDP', 53, 'dns', 30053],
      ['<absent>', '<absent>', 80, '<absent>', '<absent>'],
    ]);
    expect(service.ports.isComplete).toBe(true);
  });

  it('may be JSON', () => {
    const service = readOne(
      'Service',
      '{"apiVersion":"v1","kind":"Service","spec":{"selector":{"a":"b"},"ports":[{"port":1,"targetPort":2}]}}',
    );
    expect(ports(service)).toEqual([['<absent>', '<absent>', 1, 2, '<absent>']]);
    expect(say(service.type)).toBe('<absent>');
  });

  it('may be in a List', () => {
    const item = '{apiVersion: v1, kind: Service, spec: {ports: [{port: 1}]}}';
    expect(read('Service', `apiVersion: v1\nkind: List\nitems: [${item}, ${item}]\n`)).toHaveLength(
      2,
    );
    expect(
      read('Service', 'apiVersion: v1\nkind: ServiceList\nitems: [{spec: {}}]\n'),
    ).toHaveLength(1);
  });

  it('does not know what a template writes', () => {
    const service = readOne(
      'Service',
      `
        apiVersion: v1
        kind: Service
        spec:
          type: {{ .Values.type }}
          selector: {{- include "labels" . | nindent 4 }}
          ports:
            - port: {{ .Values.port }}
              targetPort: 80
            {{- range .Values.ports }}
            {{- toYaml . | nindent 4 }}
            {{- end }}
      `,
    );
    expect([service.type, service.selector, stringAt(service.selector, 'a')].map(say)).toEqual([
      '<unknown>',
      '<unknown>',
      '<unknown>',
    ]);
    expect(ports(service)).toEqual([['<absent>', '<absent>', '<unknown>', 80, '<absent>']]);
    expect(service.ports.isComplete).toBe(false);
  });

  it('takes what merge keys bring', () => {
    const service = readOne(
      'Service',
      'apiVersion: v1\nkind: Service\nx-port: &p {protocol: UDP}\nspec: {ports: [{<<: *p, port: 53}]}\n',
    );
    expect(ports(service)).toEqual([['<absent>', 'UDP', 53, '<absent>', '<absent>']]);
  });

  it('knows wrong types from absent values', () => {
    const service = readOne(
      'Service',
      'apiVersion: v1\nkind: Service\nspec: {type: 1, selector: [a], ports: [{port: "80", targetPort: 1.5}, 8]}\n',
    );
    expect([service.type, service.selector].map(say)).toEqual(['<invalid>', '<invalid>']);
    expect(ports(service)[0]).toEqual([
      '<absent>',
      '<absent>',
      '<invalid>',
      '<invalid>',
      '<absent>',
    ]);
    expect(ports(readOne('Service', 'apiVersion: v1\nkind: Service\nspec: 1\n'))).toEqual([]);
  });

  it('is not the Service of Knative', () => {
    const text = 'kind: Service\nspec: {template: {spec: {containers: [{image: a}]}}}\n';
    expect(read('Service', `apiVersion: serving.knative.dev/v1\n${text}`)).toEqual([]);
    expect(read('Service', `apiVersion: {{ .x }}\n${text}`)).toEqual([]);
    expect(
      read('Service', 'apiVersion: {{ .x }}\nkind: Service\nspec: {selector: {a: b}}\n'),
    ).toHaveLength(1);
    expect(read('Service', 'apiVersion: v1\nkind: ServiceAccount\n')).toEqual([]);
  });
});
