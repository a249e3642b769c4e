import { describe, expect, it } from 'vitest';
import { resolveConfiguration, type Settings } from '../../../../server/src/core/index';
import { ciliumPolicyOf } from '../../../../server/src/core/model/cilium-policy';
import { kubernetesObjects } from '../../../../server/src/core/model/kubernetes-object';
import { schemaProblems } from '../../../../server/src/core/policy/schema/cilium-schema-problems';
import { YamlDocument } from '../../../../server/src/core/syntax/yaml/document';

function problemsOf(spec: string, profile: Settings['profile'] = {}): readonly string[] {
  const text = `apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: a}\nspec: ${spec}\n`;
  const [object] = kubernetesObjects(new YamlDocument(text));
  const policy = object && ciliumPolicyOf(object);
  if (policy === undefined) {
    throw new Error('no policy');
  }
  const configuration = resolveConfiguration({
    project: { settings: { profile }, uri: 'file:///a/aks-cilium.yaml', folder: 'file:///a' },
    path: 'a.yaml',
  });
  return schemaProblems(policy, configuration.profile).map(
    ({ problem, verdict, until }) =>
      `${problem.is} ${problem.path}: ${verdict.answer} ${verdict.when}${until ?? ''}`,
  );
}

const withLog = '{endpointSelector: {}, log: {value: a}, egress: [{}]}';

describe('schemaProblems', () => {
  it('is about the versions that the cluster may run', () => {
    expect(problemsOf(withLog)).toEqual([
      'unknown field spec: unknown before Cilium 1.18 (Kubernetes 1.33 and older)',
    ]);
    expect(problemsOf(withLog, { kubernetesVersion: '1.32' })).toEqual([
      'unknown field spec: yes 1.18',
    ]);
    expect(problemsOf(withLog, { ciliumVersion: '1.18.6' })).toEqual([]);
  });

  it('judges older versions by the oldest schema, and newer ones not at all', () => {
    expect(problemsOf(withLog, { ciliumVersion: '1.14.20' })).toEqual([
      'unknown field spec: yes 1.18',
    ]);
    expect(problemsOf('{egres: []}', { ciliumVersion: '1.25.0' })).toEqual([]);
  });

  it('leaves to other rules what they tell', () => {
    const spec =
      '{endpointSelector: {}, egress: [{toEntities: [nobody], toPorts: [{ports: [{port: 80}]}]}]}';
    expect(problemsOf(spec, { ciliumVersion: '1.18.6' })).toEqual([]);
  });

  it('says what the newest of the versions has to say', () => {
    const port =
      '{endpointSelector: {}, egress: [{toPorts: [{ports: [{port: "0", protocol: VRRP}]}]}]}';
    expect(problemsOf(port, { ciliumVersion: '1.18.6' })).toEqual([
      'not in enum spec.egress[0].toPorts[0].ports[0].protocol: yes 1.19',
    ]);
  });

  it('leaves out what somebody fills in', () => {
    const spec =
      '{endpointSelector: {matchLabels: {app: "<YOUR APP>"}}, egress: [{toPorts: [{ports: [{port: "1", protocol: YOUR_PROTOCOL}]}]}]}';
    expect(problemsOf(spec)).toEqual([]);
  });

  it('tells two objects of one document apart', () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n${['a', 'b']
      .map(
        (name) =>
          `- apiVersion: cilium.io/v2\n  kind: CiliumNetworkPolicy\n  metadata: {name: ${name}}\n  spec: {${name}: 1, endpointSelector: {}, egress: [{}]}\n`,
      )
      .join('')}`;
    const configuration = resolveConfiguration({ path: 'a.yaml' });
    const names = kubernetesObjects(new YamlDocument(text)).map((object) => {
      const policy = ciliumPolicyOf(object);
      return policy === undefined
        ? []
        : schemaProblems(policy, configuration.profile).map(({ problem }) =>
            problem.is === 'unknown field' ? problem.name : problem.is,
          );
    });
    expect(names).toEqual([['a'], ['b']]);
  });
});
