import { describe, expect, it } from 'vitest';
import { stringAt } from '../../../server/src/core/model/string-map';
import type { Workload } from '../../../server/src/core/model/workload';
import { corpusFiles } from '../../support/corpus';
import { read, readOne, say } from './objects';

const pod = '{metadata: {labels: {app: a}}, spec: {hostNetwork: true, containers: [{name: c}]}}';

const containers = ({ containers: all }: Workload) =>
  all.map(({ name, role, ports }) => [
    say(name),
    role,
    ...ports.items.map(({ hostPort, hostIP, protocol, containerPort }) =>
      [containerPort, hostPort, hostIP, protocol].map(say),
    ),
  ]);

describe('what describes a pod', () => {
  it.each([
    [
      'v1',
      'Pod',
      `metadata: {labels: {app: a}}\nspec: {hostNetwork: true, containers: [{name: c}]}`,
    ],
    ['v1', 'PodTemplate', `template: ${pod}`],
    ['v1', 'ReplicationController', `spec: {template: ${pod}}`],
    ['apps/v1', 'Deployment', `spec: {template: ${pod}}`],
    ['apps/v1', 'DaemonSet', `spec: {template: ${pod}}`],
    ['apps/v1', 'StatefulSet', `spec: {template: ${pod}}`],
    ['apps/v1', 'ReplicaSet', `spec: {template: ${pod}}`],
    ['batch/v1', 'Job', `spec: {template: ${pod}}`],
    ['batch/v1', 'CronJob', `spec: {jobTemplate: {spec: {template: ${pod}}}}`],
    ['argoproj.io/v1alpha1', 'Rollout', `spec: {template: ${pod}}`],
    ['{{ .x }}', 'Deployment', `spec: {template: ${pod}}`],
  ])('%s %s', (apiVersion, kind, rest) => {
    const workload = readOne('Workload', `apiVersion: ${apiVersion}\nkind: ${kind}\n${rest}\n`);
    expect(say(stringAt(workload.labels, 'app'))).toBe('a');
    expect(say(workload.hostNetwork)).toBe(true);
    expect(containers(workload)).toEqual([['c', 'main']]);
    expect(workload.isComplete).toBe(true);
  });

  it.each([
    ['a Service', 'apiVersion: v1\nkind: Service\nspec: {selector: {template: a}}\n'],
    ['another kind of that name', 'apiVersion: x.io/v1\nkind: Job\nspec: {template: a}\n'],
    [
      'a template without containers',
      'apiVersion: x.io/v1\nkind: Machine\nspec: {template: {spec: {}}}\n',
    ],
    [
      'a patch that leaves the template out',
      'apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: 2}\n',
    ],
  ])('not %s', (_name, text) => {
    expect(read('Workload', text)).toEqual([]);
  });

  it('may be a patch that says part of it', () => {
    const workload = readOne(
      'Workload',
      'apiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: {hostNetwork: yes}}}\n',
    );
    expect(say(workload.hostNetwork)).toBe(true);
    expect(workload.containers).toEqual([]);
  });

  it('may be in a List', () => {
    expect(
      read('Workload', 'apiVersion: v1\nkind: PodList\nitems: [{spec: {}}, {spec: {}}]\n'),
    ).toHaveLength(2);
  });
});

describe('a pod', () => {
  it('is read as it is written', () => {
    const workload = readOne(
      'Workload',
      `
        apiVersion: v1
        kind: Pod
        metadata:
          labels: {app: a}
          annotations: {b: c}
        spec:
          os: {name: windows}
          nodeSelector:
            kubernetes.io/os: windows
          containers:
            - name: main
              image: i
              resources: {limits: {cpu: 1}, requests: {memory: 1Gi}}
              ports:
                - {containerPort: 53, hostPort: 53, protocol: UDP, hostIP: 127.0.0.1, name: dns}
                - containerPort: 80
          initContainers:
            - name: setup
            - name: proxy
              restartPolicy: Always
              ports: [{containerPort: 1, hostPort: 1}]
      `,
    );
    expect(say(workload.os)).toBe('windows');
    expect(say(stringAt(workload.nodeSelector, 'kubernetes.io/os'))).toBe('windows');
    expect(say(stringAt(workload.annotations, 'b'))).toBe('c');
    expect(say(workload.hostNetwork)).toBe('<absent>');
    expect(containers(workload)).toEqual([
      ['main', 'main', [53, 53, '127.0.0.1', 'UDP'], [80, '<absent>', '<absent>', '<absent>']],
      ['setup', 'init'],
      ['proxy', 'sidecar', [1, 1, '<absent>', '<absent>']],
    ]);
    const [main, setup] = workload.containers;
    expect([main?.image, main?.limits, setup?.limits].map((traced) => traced?.state)).toEqual([
      'known',
      'known',
      'absent',
    ]);
  });

  it('does not know what a template writes', () => {
    const workload = readOne(
      'Workload',
      `
        apiVersion: apps/v1
        kind: {{ if .x }}Deployment{{ end }}
        kind: Deployment
        spec:
          template:
            metadata:
              labels:
                app: a
                {{- include "labels" . | nindent 8 }}
            spec:
              {{- if .hostNetwork }}
              hostNetwork: {{ .hostNetwork }}
              {{- end }}
              containers:
                - name: {{ .Chart.Name }}
                  ports: {{ toYaml .ports | nindent 12 }}
                {{- with .extra }}
                {{- toYaml . | nindent 8 }}
                {{- end }}
      `.replace('        kind: {{ if .x }}Deployment{{ end }}\n', ''),
    );
    expect(say(workload.hostNetwork)).toBe('<unknown>');
    expect(say(stringAt(workload.labels, 'app'))).toBe('a');
    expect(say(stringAt(workload.labels, 'b'))).toBe('<unknown>');
    expect(workload.isComplete).toBe(false);
    expect(workload.containers[0]?.ports.isComplete).toBe(false);
  });

  it('takes what merge keys and aliases bring', () => {
    const workload = readOne(
      'Workload',
      `
        apiVersion: v1
        kind: Pod
        x: &base {hostNetwork: true, containers: [&c {name: c, ports: [{hostPort: 1}]}]}
        spec:
          <<: *base
          initContainers: [*c]
      `,
    );
    expect(say(workload.hostNetwork)).toBe(true);
    expect(containers(workload).map(([name]) => name)).toEqual(['c', 'c']);
  });
});

describe('the workloads of real files', () => {
  it('are found, host network and host ports included', () => {
    const files = corpusFiles(/\.ya?ml$/).filter(({ kind }) => kind === 'k8s-workload');
    const found = files.filter(({ text }) =>
      text.split(/^---.*$/m).some((document) => {
        try {
          return read('Workload', document).length > 0;
        } catch {
          return false;
        }
      }),
    );
    expect(files.length === 0 || found.length / files.length > 0.7).toBe(true);
  });
});
