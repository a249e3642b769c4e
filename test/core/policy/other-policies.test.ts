import { describe, expect, it } from 'vitest';
import {
  lint,
  readProjectFile,
  resolveConfiguration,
  runToEnd,
  type Settings,
  Snapshot,
  type Workspace,
} from '../../../server/src/core/index';
import { lintText } from '../../support/lint';

/** What a policy of another file does to the finding of this one. */
function severitiesWith(
  text: string,
  others: Readonly<Record<string, string>>,
  name = 'a/np.yaml',
) {
  const snapshots = Object.entries({ ...others, [name]: text }).map(
    ([path, content]) => new Snapshot({ uri: `file:///work/${path}`, version: 1, text: content }),
  );
  const workspace: Workspace = {
    revision: 1,
    get: (uri) => snapshots.find((snapshot) => snapshot.uri === uri),
    all: () => snapshots,
  };
  return found(text, {}, name, workspace);
}

function found(text: string, settings: Settings = {}, name = 'a/np.yaml', workspace?: Workspace) {
  return lintText(text, settings, name, workspace)
    .findings.filter(({ rule }) => rule.startsWith('ipblock-'))
    .map(({ rule, severity }) => `${rule.slice('ipblock-'.length)} ${severity}`);
}

const any = (namespace?: string) =>
  networkPolicy('any', namespace, '{matchLabels: {app: web}}', [
    '{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}',
  ]);
const everything = (namespace?: string, selector = '{}') =>
  networkPolicy('everything', namespace, selector, ['{}']);
const allPods = (namespace?: string, selector = '{}') =>
  networkPolicy('pods', namespace, selector, ['{to: [{namespaceSelector: {}}]}']);

function networkPolicy(
  name: string,
  namespace: string | undefined,
  selector: string,
  egress: readonly string[],
): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}${namespace === undefined ? '' : `, namespace: ${namespace}`}}
spec:
  podSelector: ${selector}
  policyTypes: [Egress]
  egress: [${egress.join(', ')}]
`;
}

function clusterwide(egress: string, selector = '{}'): string {
  return `apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: {name: clusterwide}
spec:
  endpointSelector: ${selector}
  egress: [${egress}]
`;
}

const blocked = ['any-excludes-pods warning'];
const unsure = ['any-excludes-pods info'];
const nodesLeft = ['workaround-excludes-nodes info'];

describe('a policy in another file', () => {
  it.each([
    ['nothing', any('shop'), {}, blocked],
    ['of the namespace, for all pods', any('shop'), { 'b/o.yaml': everything('shop') }, []],
    [
      'for all pods of the namespace, pods only',
      any('shop'),
      { 'b/o.yaml': allPods('shop') },
      nodesLeft,
    ],
    [
      'for more pods than these',
      any('shop'),
      { 'b/o.yaml': everything('shop', '{matchExpressions: [{key: app, operator: Exists}]}') },
      [],
    ],
    [
      'for other pods',
      any('shop'),
      { 'b/o.yaml': everything('shop', '{matchLabels: {app: cart}}') },
      blocked,
    ],
    [
      'for some of the pods only',
      any('shop'),
      { 'b/o.yaml': everything('shop', '{matchLabels: {app: web, tier: back}}') },
      blocked,
    ],
    ['of another namespace', any('shop'), { 'b/o.yaml': everything('other') }, blocked],
    ['without a namespace, in the same folder', any(), { 'a/o.yaml': everything() }, []],
    ['without a namespace, in another folder', any(), { 'b/o.yaml': everything() }, blocked],
    [
      'without a namespace, where this one has one',
      any('shop'),
      { 'a/o.yaml': everything() },
      blocked,
    ],
    ['of the same name: the same object', any('shop'), { 'b/o.yaml': any('shop') }, blocked],
    [
      'that is clusterwide, in the same folder',
      any(),
      { 'a/o.yaml': clusterwide('{toEntities: [all]}') },
      [],
    ],
    [
      'that is clusterwide, in another folder and perhaps for another cluster',
      any('shop'),
      { 'b/o.yaml': clusterwide('{toEntities: [all]}') },
      unsure,
    ],
    [
      'that is clusterwide, for another namespace',
      any('shop'),
      {
        'a/o.yaml': clusterwide(
          '{toEntities: [all]}',
          '{matchLabels: {k8s:io.kubernetes.pod.namespace: other}}',
        ),
      },
      blocked,
    ],
    [
      'of the namespace that every cluster has, in another folder',
      any('default'),
      { 'b/o.yaml': everything('default') },
      unsure,
    ],
    [
      'of the namespace that every cluster has, in the same folder',
      any('default'),
      { 'a/o.yaml': everything('default') },
      [],
    ],
    [
      'for the nodes, which are all that is missing',
      networkPolicy('workaround', 'shop', '{}', [
        '{to: [{ipBlock: {cidr: 0.0.0.0/0}}, {namespaceSelector: {}}]}',
      ]),
      { 'b/o.yaml': clusterwide('{toEntities: [host, remote-node]}') },
      [],
    ],
    [
      'that allows nothing: an empty entry isolates',
      any('shop'),
      { 'a/o.yaml': clusterwide('{}') },
      blocked,
    ],
    [
      'that is for the host',
      any('shop'),
      {
        'a/o.yaml': clusterwide('{toEntities: [all]}').replace('endpointSelector', 'nodeSelector'),
      },
      blocked,
    ],
  ])('%s', (_name, text, others, expected) => {
    expect(severitiesWith(text, others)).toEqual(expected);
  });

  it('has the edit that is not saved yet win over the file', () => {
    const text = `${any('shop')}---\n${everything('shop')}`;
    expect(severitiesWith(text, { 'a/np.yaml': any('shop') })).toEqual([]);
  });
});

describe('a long list', () => {
  const peers = (count: number, address: (index: number) => string) =>
    networkPolicy('many', 'shop', '{}', [
      `{to: [${Array.from({ length: count }, (_, index) => `{ipBlock: {cidr: ${address(index)}}}`).join(', ')}]}`,
    ]);

  it('of 600 private addresses has one finding', () => {
    const text = peers(600, (index) => `10.9.${Math.floor(index / 250)}.${index % 250}/32`);
    expect(found(text)).toEqual(['in-cluster-range info']);
    const [finding] = lintText(text).findings.filter(({ rule }) => rule.startsWith('ipblock-'));
    expect(finding?.message).toMatch(/The same applies to 599 more in this list\.$/);
  });

  it('of 600 addresses of the Internet has none', () => {
    const text = peers(600, (index) => `20.9.${Math.floor(index / 250)}.${index % 250}/32`);
    expect(found(text)).toEqual([]);
  });

  it('has its finding where the range is written', () => {
    const text = peers(3, (index) => (index === 1 ? '0.0.0.0/0' : `20.9.0.${index}/32`));
    const [finding] = lintText(text).findings.filter(({ rule }) => rule.startsWith('ipblock-'));
    expect(text.slice(finding?.range.start, finding?.range.end)).toBe('0.0.0.0/0');
  });
});

describe('the cluster', () => {
  const pods = networkPolicy('pods', 'shop', '{}', ['{to: [{ipBlock: {cidr: 10.244.0.0/16}}]}']);

  it.each([['azure'], ['none']] as const)('with the dataplane %s has no finding', (dataplane) => {
    const profile = { dataplane, podCidrs: ['10.244.0.0/16'] } as const;
    expect(found(any('shop'), { profile })).toEqual([]);
    expect(found(pods, { profile })).toEqual([]);
  });

  it('is judged alike in both editions', () => {
    const profile = { podCidrs: ['10.244.0.0/16'] };
    for (const edition of ['latest', '2025-05-22'] as const) {
      expect(found(any('shop'), { edition })).toEqual(blocked);
      expect(found(pods, { edition, profile })).toEqual(['in-cluster-range error']);
    }
  });

  it('has the place where its ranges are written beside the finding', () => {
    const uri = 'file:///work/aks-cilium.yaml';
    const project = readProjectFile(uri, 'profile:\n  podCidrs: [10.244.0.0/16]\n');
    const configuration = resolveConfiguration({
      project: { settings: project.settings, uri, folder: 'file:///work', places: project.places },
      path: 'np.yaml',
    });
    const snapshot = new Snapshot({ uri: 'file:///work/np.yaml', version: 1, text: pods });
    const { findings } = runToEnd(lint(snapshot, configuration));
    const [finding] = findings.filter(({ rule }) => rule === 'ipblock-in-cluster-range');
    expect(finding?.related).toEqual([
      {
        uri,
        range: project.places.get('profile.podCidrs'),
        message: 'The pod ranges of the cluster are set here.',
      },
    ]);
  });
});
