import { describe, expect, it } from 'vitest';
import {
  codeLenses,
  resolveConfiguration,
  runToEnd,
  type Settings,
} from '../../../server/src/core/index';
import { configured, snapshotOf } from './support/cursor';

/** The titles above the policies of a text, by the line they stand on. */
function lensesOf(text: string, settings: Settings = {}): readonly string[] {
  const snapshot = snapshotOf(text);
  const configuration = configured({ codeLens: 'policies', ...settings });
  return runToEnd(codeLenses(snapshot, configuration)).map(({ range, title }) => {
    const { line } = snapshot.lines.positionAt(range.start);
    expect(text.slice(range.start, range.end)).toBe('apiVersion');
    return `${line}: ${title}`;
  });
}

const workload = (kind: string, name: string, app: string, namespace = 'web') =>
  `---\napiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec:\n  template:\n    metadata: {labels: {app: ${app}}}\n    spec: {containers: [{name: c}]}\n`;
const np = (spec: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: x, namespace: web}\nspec:\n${spec}`;
const cnp = (spec: string, kind = 'CiliumNetworkPolicy') =>
  `apiVersion: cilium.io/v2\nkind: ${kind}\nmetadata: {name: x, namespace: web}\nspec:\n${spec}`;

describe('above a policy', () => {
  it('stands whom it is for, what it closes, and on which Cilium it has errors', () => {
    const text = `${np('  podSelector: {matchLabels: {app: shop}}\n  policyTypes: [Egress]\n')}${workload('Deployment', 'shop', 'shop')}${workload('Job', 'other', 'other')}`;
    expect(lensesOf(text)).toEqual([
      '0: For pods with app=shop in web: here Deployment shop',
      '0: Closes egress except for what is allowed',
      '0: No errors on Cilium 1.16 to 1.19',
    ]);
  });

  it.each([
    [
      'all pods, more than are named',
      '  podSelector: {}\n',
      'For all pods in web: here Deployment a, Deployment b, Deployment c, 1 more',
    ],
    [
      'pods that are not here',
      '  podSelector: {matchLabels: {app: x}}\n',
      'For pods with app=x in web: none in these files',
    ],
    [
      'conditions',
      '  podSelector: {matchExpressions: [{key: app, operator: In, values: [a, b]}, {key: app, operator: NotIn, values: [b]}, {key: app, operator: Exists}, {key: tier, operator: DoesNotExist}]}\n',
      'For pods with app in (a, b), app not in (b), app, no tier in web: here Deployment a',
    ],
  ])('%s', (_what, spec, title) => {
    const pods = ['a', 'b', 'c', 'd'].map((name) => workload('Deployment', name, name)).join('');
    expect(lensesOf(`${np(spec)}${pods}`)[0]).toBe(`0: ${title}`);
  });

  it.each([
    [
      'both',
      np('  podSelector: {}\n  policyTypes: [Ingress, Egress]\n'),
      'Closes ingress and egress except for what is allowed',
    ],
    [
      'nothing',
      cnp('  endpointSelector: {}\n  ingress: [{}]\n  enableDefaultDeny: {ingress: false}\n'),
      'Closes nothing',
    ],
    [
      'a deny closes, too',
      cnp('  endpointSelector: {}\n  egressDeny: [{toEntities: [world]}]\n'),
      'Closes egress except for what is allowed',
    ],
    [
      'a template decides',
      np('  podSelector: {}\n  policyTypes: {{ .Values.types }}\n'),
      'May close ingress and egress',
    ],
  ])('what it closes: %s', (_what, text, title) => {
    expect(lensesOf(text)).toContain(`0: ${title}`);
  });

  it('errors are those of each version, whatever the settings and the cluster are', () => {
    const text = cnp(
      '  endpointSelector: {}\n  egress:\n    - toServices: [{k8sService: {serviceName: a}}]\n      toPorts: [{ports: [{port: "80", protocol: TCP}]}]\n',
    );
    const title = '0: Errors on Cilium 1.16: to-services-with-ports; none on 1.17 to 1.19';
    expect(lensesOf(text)).toContain(title);
    expect(
      lensesOf(text, {
        profile: { kubernetesVersion: '1.34' },
        rules: { 'to-services-with-ports': 'off' },
      }),
    ).toContain(title);
    const all = cnp(
      '  endpointSelector: {}\n  egress: [{toEntities: [world], toCIDR: [10.0.0.0/8]}]\n',
    );
    expect(lensesOf(all)).toContain('0: Errors on Cilium 1.16 to 1.19: combined-l3-selectors');
    const [, , lens] = runToEnd(codeLenses(snapshotOf(all), configured({ codeLens: 'policies' })));
    expect(lens?.rule).toBe('combined-l3-selectors');
  });

  it('each policy of a file has its own', () => {
    const text = `${np('  podSelector: {}\n')}---\n${cnp('  endpointSelector: {}\n  egress: [{toEntities: [nobody]}]\n', 'CiliumClusterwideNetworkPolicy')}`;
    expect(lensesOf(text)).toEqual([
      '0: For all pods in web: none in these files',
      '0: Closes ingress except for what is allowed',
      '0: No errors on Cilium 1.16 to 1.19',
      '6: For all pods in the cluster: none in these files',
      '6: Closes egress except for what is allowed',
      '6: Errors on Cilium 1.16 to 1.19: unknown-entity',
    ]);
  });

  it('stands nothing unless somebody asks for it, nor where Cilium is not', () => {
    const text = np('  podSelector: {}\n');
    expect(lensesOf(text, { codeLens: 'off' })).toEqual([]);
    expect(resolveConfiguration({ path: 'a.yaml' }).codeLens).toBe('off');
    expect(lensesOf(text, { profile: { dataplane: 'azure' } })).toEqual([]);
    expect(lensesOf(text, { ignore: ['*.yaml'] })).toEqual([]);
    expect(lensesOf('a: [\n# kind: NetworkPolicy\n')).toEqual([]);
  });
});
