import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../server/src/core/engine/collected-facts';
import type { PolicyFact } from '../../../server/src/core/facts/policy-fact';
import type { Finding } from '../../../server/src/core/index';
import { applyEdits } from '../../../server/src/core/text/range';
import { deployedFiles } from '../../support/kustomize';
import { lintText } from '../../support/lint';

type Files = Readonly<Record<string, string>>;

/** The findings in one file of a workspace. */
function findingsIn(files: Files, path: string): readonly Finding[] {
  const deployed = deployedFiles(files);
  return lintText(files[path] ?? '', { profile: { kubernetesVersion: '1.33' } }, path, {
    revision: 1,
    get: (uri) => deployed.get(uri),
    all: () => [...deployed.values()],
  }).findings;
}

/** Those of a rule: how grave they are, and the texts in other files that they lead to. */
function found(rule: string, files: Files, path: string) {
  return findingsIn(files, path)
    .filter((finding) => finding.rule === rule)
    .map(({ severity, related }) => [
      severity,
      ...related.map(({ uri, range }) => {
        const file = uri.replace('file:///work/', '');
        return `${file}: ${(files[file] ?? '').slice(range.start, range.end)}`;
      }),
    ]);
}

const agent = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  template:
    metadata: {labels: {app: agent}}
    spec: {containers: [{name: agent, image: agent}]}
`;
const policyFor = (labels: string, more = '') => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: agent}
spec:
  podSelector: {matchLabels: {${labels}}}
  policyTypes: [Ingress]
${more}`;
const base = {
  'base/kustomization.yaml': 'resources: [agent.yaml, policy.yaml]\n',
  'base/agent.yaml': agent,
  'base/policy.yaml': policyFor('app: agent'),
};
const onNode = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  template:
    spec:
      hostNetwork: true
`;
const patching = 'resources: [../base]\nnamespace: shop\npatches: [{path: node.yaml}]\n';
const rule = 'policy-selects-host-network';

describe('hostNetwork in an overlay', () => {
  it('is found, where the patch sets it', () => {
    const files = { ...base, 'dev/kustomization.yaml': patching, 'dev/node.yaml': onNode };
    expect(found(rule, files, 'base/policy.yaml')).toEqual([
      ['warning', 'dev/node.yaml: hostNetwork'],
    ]);
    expect(found(rule, base, 'base/policy.yaml')).toEqual([]);
  });

  it.each([
    [
      'YAML',
      'ops.yaml',
      '- {op: test, path: /kind, value: DaemonSet}\n- op: add\n  path: /spec/template/spec/hostNetwork\n  value: true\n',
      '/spec/template/spec/hostNetwork',
    ],
    [
      'JSON',
      'ops.json',
      '[{"op": "add", "path": "/metadata/labels", "value": {"a": "b"}},\n {"op": "replace", "path": "/spec/template/spec", "value": {"hostNetwork": true}}]',
      '"/spec/template/spec"',
    ],
  ])('is found in the file of operations that sets it: %s', (_language, name, text, place) => {
    const files = {
      ...base,
      'dev/kustomization.yaml': patching.replace(
        'path: node.yaml',
        `path: ${name}, target: {kind: DaemonSet}`,
      ),
      [`dev/${name}`]: text,
    };
    expect(found(rule, files, 'base/policy.yaml')).toEqual([['warning', `dev/${name}: ${place}`]]);
  });

  it('is found inside of the kustomization, and in operations', () => {
    const patch = (text: string) => ({
      ...base,
      'dev/kustomization.yaml': `resources: [../base]\nnamespace: shop\npatches:\n${text}`,
    });
    const inside = patch(`  - patch: |-\n${onNode.replace(/^/gm, '      ')}`);
    const related = ['warning', 'dev/kustomization.yaml: patch'];
    expect(found(rule, inside, 'base/policy.yaml')).toEqual([related]);
    const operations = patch(`  - target: {kind: DaemonSet}
    patch: '[{op: add, path: /spec/template/spec/hostNetwork, value: true}]'
`);
    expect(found(rule, operations, 'base/policy.yaml')).toEqual([related]);
  });

  it('of which another one knows nothing is not found', () => {
    const files = {
      ...base,
      'dev/kustomization.yaml': patching,
      'dev/node.yaml': onNode,
      'prod/kustomization.yaml': 'resources: [../base]\nnamespace: shop\n',
    };
    expect(found(rule, files, 'base/policy.yaml')).toEqual([]);
  });

  it('counts once, and the patch is no workload of its own', () => {
    const files = {
      'one/kustomization.yaml': 'resources: [policy.yaml]\npatches: [{path: node.yaml}]\n',
      'one/policy.yaml': policyFor('app: agent'),
      'one/node.yaml': agent.replace('containers:', 'hostNetwork: true, containers:'),
    };
    expect(found(rule, files, 'one/policy.yaml')).toEqual([]);
    expect(findingsIn(files, 'one/node.yaml')).toEqual([]);
    const { 'one/kustomization.yaml': _, ...unlisted } = files;
    expect(found(rule, unlisted, 'one/policy.yaml')).toHaveLength(1);
  });
});

describe('a fix that adds a policy', () => {
  it.each(['', 'namespace: shop\n', 'namePrefix: a-\nnameSuffix: -b\nnamespace: shop\n'])(
    'takes the name that is written, and none twice: %j',
    (kustomization) => {
      const path = 'one/policy.yaml';
      const any = 'from: [{ipBlock: {cidr: 0.0.0.0/0}}]';
      let text = policyFor(
        'app: agent',
        `  ingress: [{${any}, ports: [{port: 80}]}, {${any}, ports: [{port: 81}]}]\n`,
      );
      const files = { 'one/kustomization.yaml': `resources: [policy.yaml]\n${kustomization}` };
      for (const index of [0, 1]) {
        const finding = findingsIn({ ...files, [path]: text }, path).filter(
          (each) => each.rule === 'ipblock-any-excludes-pods',
        )[index];
        const fix = finding?.fixes().find(({ title }) => title.includes('for nodes'));
        text = applyEdits(text, fix?.edits ?? []);
      }
      expect(text.match(/name: agent-nodes.*/g)?.sort()).toEqual([
        'name: agent-nodes',
        'name: agent-nodes-2',
      ]);
    },
  );
});

describe('a fix that allows cluster DNS', () => {
  const fixed = (kustomization: string) => {
    const path = 'one/policy.yaml';
    const egress = '  egress: [{to: [{podSelector: {}}]}]\n';
    const files: Files = {
      'one/kustomization.yaml': `resources: [policy.yaml]\n${kustomization}`,
      [path]: policyFor('app: agent', egress).replace('[Ingress]', '[Egress]'),
    };
    const [finding] = findingsIn(files, path).filter((each) => each.rule === 'egress-without-dns');
    const fixes = finding?.fixes() ?? [];
    const text = applyEdits(files[path] ?? '', fixes[0]?.edits ?? []);
    const left = findingsIn({ ...files, [path]: text }, path);
    expect(left.map((each) => each.rule)).not.toContain('egress-without-dns');
    return text;
  };

  it('selects DNS pods so that they get no labels of a kustomization', () => {
    const text = fixed('commonLabels: {team: shop}\n');
    expect(text).toContain('matchExpressions');
    expect(text).not.toContain('k8s-app: kube-dns');
  });

  it.each(['', 'labels: [{pairs: {team: shop}, includeTemplates: true}]\n'])(
    'selects them by their label, if nothing is added to that: %j',
    (kustomization) => {
      expect(fixed(kustomization)).toContain('k8s-app: kube-dns');
    },
  );
});

describe('labels of a kustomization', () => {
  const kustomized = (labels: string) => ({
    ...base,
    'base/agent.yaml': agent.replace('containers:', 'hostNetwork: true, containers:'),
    'base/policy.yaml': policyFor('team: shop'),
    'dev/kustomization.yaml': `resources: [../base]\nnamespace: shop\n${labels}`,
  });

  it('join a policy and pods', () => {
    for (const labels of [
      'commonLabels: {team: shop}\n',
      'labels: [{pairs: {team: shop}, includeTemplates: true}]\n',
      'labels: [{pairs: {team: shop}, includeSelectors: true}]\n',
    ]) {
      expect(found(rule, kustomized(labels), 'base/policy.yaml')).toHaveLength(1);
    }
  });

  it('that are for objects only, or have another value, do not', () => {
    for (const labels of [
      '',
      'labels: [{pairs: {team: shop}}]\n',
      'labels: [{pairs: {team: bank}, includeTemplates: true}]\n',
      'commonLabels: {{ labels }}\n',
    ]) {
      expect(found(rule, kustomized(labels), 'base/policy.yaml')).toEqual([]);
    }
  });

  it('are asked of the DNS pods, too, where a peer names those', () => {
    const egress = `  egress:
    - to:
        - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}
          podSelector: {matchLabels: {k8s-app: kube-dns}}
`;
    const allowsDns = (kustomization: string) => {
      const text = policyFor('app: agent', egress).replace('[Ingress]', '[Egress]');
      const files = { 'a/kustomization.yaml': kustomization, 'a/policy.yaml': text };
      const [policy] = deployedFiles(files).get('file:///work/a/policy.yaml')?.documents ?? [];
      const [told] = policy === undefined ? [] : factsOf(policy.document);
      return (told?.facts[0]?.fact as PolicyFact | undefined)?.egress[0]?.clusterDns;
    };
    const resources = 'resources: [policy.yaml]\n';
    expect(allowsDns(resources)).toBe(true);
    expect(allowsDns(`${resources}labels: [{pairs: {a: b}, includeTemplates: true}]\n`)).toBe(true);
    expect(allowsDns(`${resources}commonLabels: {a: b}\n`)).toBe(false);
  });
});

describe('names of a kustomization', () => {
  const config = `apiVersion: v1
kind: ConfigMap
metadata: {name: cilium-config, namespace: kube-system}
data: {labels: "!app", debug: "true"}
`;
  const files = (more: string) => ({
    'a/kustomization.yaml': `resources: [config.yaml, policy.yaml]\n${more}`,
    'a/config.yaml': config,
    'a/policy.yaml': policyFor('app: agent'),
  });

  it('decide whether a ConfigMap is that of Cilium', () => {
    expect(found('selector-on-excluded-label', files(''), 'a/policy.yaml')).toHaveLength(1);
    expect(found('cilium-config-edited', files(''), 'a/config.yaml')).toHaveLength(1);
    const open = ['namePrefix: "{{ x }}"\n', 'transformers: [t]\n'];
    for (const more of ['namePrefix: dev-\n', 'nameSuffix: -v2\n', ...open]) {
      expect(found('selector-on-excluded-label', files(more), 'a/policy.yaml')).toEqual([]);
      expect(found('cilium-config-edited', files(more), 'a/config.yaml')).toEqual([]);
    }
  });

  it('that may be others make nothing graver', () => {
    const keeps = {
      'a/kustomization.yaml': 'resources: [config.yaml, policy.yaml]\n',
      'a/config.yaml': config.replace('"!app"', '"kubernetes.io/team"'),
      'a/policy.yaml': policyFor('kubernetes.io/team: shop'),
    };
    const graveIn = (more: string) =>
      found(
        'selector-on-excluded-label',
        { ...keeps, 'a/kustomization.yaml': `${keeps['a/kustomization.yaml']}${more}` },
        'a/policy.yaml',
      ).filter(([severity]) => severity === 'warning' || severity === 'error');
    expect(graveIn('')).toEqual([]);
    expect(graveIn('transformers: [t]\n')).toEqual([]);
    expect(graveIn('namePrefix: "{{ x }}"\n')).toEqual([]);
    // Surely not Cilium's any more.
    expect(graveIn('namePrefix: x-\n')).toHaveLength(1);
  });

  it('change those of ConfigMaps that pods name, and of pods that are told apart by them', () => {
    const pods = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - {name: a, ports: [{containerPort: 53, hostPort: 53, protocol: UDP}]}
    - {name: b, ports: [{containerPort: 54, hostPort: 53, protocol: TCP}]}
  volumes: [{name: x, configMap: {name: kube-proxy}}]
`;
    const rulesWith = (more: string) => {
      const kustomization = `resources: [pod.yaml]\n${more}`;
      const workspace = { 'a/kustomization.yaml': kustomization, 'a/pod.yaml': pods };
      return findingsIn(workspace, 'a/pod.yaml').map(({ rule: name }) => name);
    };
    expect(rulesWith('')).toContain('kube-proxy-reference');
    for (const more of ['namePrefix: x-\n', 'transformers: [t]\n']) {
      expect(rulesWith(more)).not.toContain('kube-proxy-reference');
      expect(rulesWith(more)).not.toContain('host-port-protocol-clash');
    }
  });

  it('stay as they are in Cilium policies: a local redirect policy goes on naming cluster DNS', () => {
    const redirect = `apiVersion: cilium.io/v2
kind: CiliumLocalRedirectPolicy
metadata: {name: dns, namespace: kube-system}
spec:
  redirectFrontend: {serviceMatcher: {serviceName: kube-dns, namespace: kube-system}}
  redirectBackend:
    localEndpointSelector: {matchLabels: {k8s-app: node-local-dns}}
    toPorts: [{port: "53", name: dns, protocol: UDP}]
`;
    const policy = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  endpointSelector: {matchLabels: {app: web}}
  egress:
    - toEndpoints: [{matchLabels: {k8s:io.kubernetes.pod.namespace: kube-system, k8s-app: kube-dns}}]
      toPorts: [{ports: [{port: "53", protocol: ANY}]}]
`;
    const workspace = (kustomization: string) => ({
      'a/kustomization.yaml': kustomization,
      'a/dns.yaml': redirect,
      'b/web.yaml': policy,
    });
    const ruleName = 'dns-endpoint-mismatch';
    const plain = found(ruleName, workspace(''), 'b/web.yaml');
    expect(plain).toHaveLength(1);
    const prefixed = workspace('resources: [dns.yaml]\nnamePrefix: x-\n');
    expect(found(ruleName, prefixed, 'b/web.yaml')).toEqual(plain);
    // It is for other pods then.
    const labelled = workspace(
      'resources: [dns.yaml]\nlabels: [{pairs: {k8s-app: other}, fields: [{path: spec/redirectBackend/localEndpointSelector/matchLabels}]}]\n',
    );
    expect(found(ruleName, labelled, 'b/web.yaml')).toEqual([]);
  });
});

describe('findings about what a kustomization changes', () => {
  const service = `apiVersion: v1
kind: Service
metadata: {name: agent}
spec:
  type: LoadBalancer
  selector: {app: agent}
  ports: [{port: 80}]
`;
  const files = (more: string) => ({
    ...base,
    'base/kustomization.yaml': 'resources: [agent.yaml, policy.yaml, service.yaml]\n',
    'base/service.yaml': service,
    'base/policy.yaml': policyFor(
      'app: agent',
      '  ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]\n',
    ),
    'dev/kustomization.yaml': `resources: [../base]\nnamespace: shop\n${more}`,
  });
  const local = (value: string) => `patches:
  - target: {kind: Service}
    patch: '[{op: add, path: /spec/externalTrafficPolicy, value: ${value}}]'
`;
  const ruleName = 'load-balancer-ingress-dropped';

  it('are gone with it', () => {
    expect(found(ruleName, files(''), 'base/service.yaml')).toHaveLength(1);
    expect(found(ruleName, files(local('Local')), 'base/service.yaml')).toEqual([]);
    expect(found(ruleName, files('transformers: [t]\n'), 'base/service.yaml')).toEqual([]);
    const open = `patches:
  - target: {kind: NetworkPolicy}
    patch: '[{op: add, path: /spec/ingress/-, value: {}}]'
`;
    expect(found(ruleName, files(open), 'base/service.yaml')).toEqual([]);
    expect(found('ipblock-any-excludes-pods', files(''), 'base/policy.yaml')).toHaveLength(1);
    const other = open
      .replace('/spec/ingress/-, value: {}', '/spec/ingress, value: []')
      .replace('add', 'replace');
    expect(found('ipblock-any-excludes-pods', files(other), 'base/policy.yaml')).toEqual([]);
  });

  it('stand at nothing that is not written', () => {
    const labels = 'commonLabels: {statefulset.kubernetes.io/pod-name: web-0, "a b": c}\n';
    const named = findingsIn(files(labels), 'base/policy.yaml').map(({ rule: name }) => name);
    expect(named).not.toContain('selector-on-excluded-label');
    expect(named).not.toContain('invalid-network-policy');
  });
});

describe('a patch file', () => {
  const part = (spec: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: agent}
spec:
${spec}`;
  const files = (patch: string) => ({
    ...base,
    'dev/kustomization.yaml': 'resources: [../base]\npatchesStrategicMerge: [part.yaml]\n',
    'dev/part.yaml': patch,
  });

  it('has no findings for what it leaves out', () => {
    const parts = [
      part('  policyTypes: [Ingress, Egress]\n'),
      part('  ingress: [{}]\n'),
      part('  egress: [{}]\n'),
      part('  egress: null\n'),
      `${part('  podSelector: null\n')}---\n${part('  $patch: replace\n')}`,
      'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: x}\nspec:\n  egress: [{toFQDNs: [{matchName: a.com}]}]\n',
      'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: x}\n$patch: delete\n',
      'apiVersion: v1\nkind: Service\nmetadata: {name: x}\nspec: {type: LoadBalancer, ports: [{port: 53}]}\n',
    ];
    for (const patch of parts) {
      const rules = findingsIn(files(patch), 'dev/part.yaml').map(({ rule: name }) => name);
      expect(rules.filter((name) => name !== 'fqdn-needs-acns')).toEqual([]);
    }
  });

  it('has those for what it says', () => {
    const patch = part('  ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/33}}]}]\n');
    const rules = findingsIn(files(patch), 'dev/part.yaml').map(({ rule: name }) => name);
    expect(rules).toEqual(['invalid-network-policy']);
  });

  it('that is a resource as well is judged as a whole', () => {
    const patch = part('  policyTypes: [Egress]\n  egress: []\n');
    const both = {
      ...files(patch),
      'prod/kustomization.yaml': 'resources: [../dev/part.yaml]\n',
    };
    const rules = (all: Files) => findingsIn(all, 'dev/part.yaml').map(({ rule: name }) => name);
    expect(rules(files(patch))).toEqual([]);
    expect(rules(both)).not.toEqual([]);
  });
});
