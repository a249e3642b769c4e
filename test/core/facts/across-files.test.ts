import { describe, expect, it } from 'vitest';
import { Snapshot, type Workspace } from '../../../server/src/core/index';
import { lintText } from '../../support/lint';

const old = { profile: { kubernetesVersion: '1.31' } };

/** The findings of one rule in `a.yaml`, with the files that their related places are in. */
function found(rule: string, files: Readonly<Record<string, string>>) {
  const snapshots = Object.entries(files).map(
    ([name, text]) => new Snapshot({ uri: `file:///work/${name}`, version: 1, text }),
  );
  const workspace: Workspace = {
    revision: 1,
    get: (uri) => snapshots.find((snapshot) => snapshot.uri === uri),
    all: () => snapshots,
  };
  return lintText(files['a.yaml'] ?? '', old, 'a.yaml', workspace)
    .findings.filter((finding) => finding.rule === rule)
    .map(({ severity, related }) => [severity, ...related.map(({ uri }) => uri)]);
}

const daemonSet = (name: string, protocol: string) => `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: ${name}}
spec:
  template:
    spec:
      containers:
        - name: agent
          ports: [{containerPort: 8125, hostPort: 8125, protocol: ${protocol}}]
`;

const service = (name: string, protocol: string) => `apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec:
  type: NodePort
  selector: {app: ${name}}
  ports: [{port: 8125, nodePort: 30125, protocol: ${protocol}}]
`;

const config = `apiVersion: v1
kind: ConfigMap
metadata: {name: kube-proxy, namespace: kube-system}
data: {a: b}
`;

const installer = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: kube-proxy, namespace: kube-system}
spec: {template: {spec: {containers: [{name: kube-proxy, image: registry.k8s.io/kube-proxy}]}}}
`;

describe('facts of other files', () => {
  it('show host ports that collide', () => {
    const files = { 'a.yaml': daemonSet('metrics', 'UDP'), 'b.yaml': daemonSet('logs', 'TCP') };
    expect(found('host-port-protocol-clash', files)).toEqual([['warning', 'file:///work/b.yaml']]);
  });

  it('do not show an object twice', () => {
    const files = {
      'a.yaml': daemonSet('metrics', 'UDP'),
      'overlay/a.yaml': daemonSet('metrics', 'TCP').replace('}', ', namespace: monitoring}'),
    };
    expect(found('host-port-protocol-clash', files)).toEqual([]);
  });

  it('show node ports of other Services', () => {
    const files = { 'a.yaml': service('statsd', 'UDP'), 'b.yaml': service('web', 'TCP') };
    expect(found('service-port-protocol-clash', files)).toEqual([['info', 'file:///work/b.yaml']]);
  });

  it('show who installs a kube-proxy', () => {
    expect(found('kube-proxy-reference', { 'a.yaml': config })).toEqual([['info']]);
    expect(found('kube-proxy-reference', { 'a.yaml': config, 'b.yaml': installer })).toEqual([]);
  });
});
