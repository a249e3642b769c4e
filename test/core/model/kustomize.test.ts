import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import {
  deployedDocument,
  judgedDocument,
} from '../../../server/src/core/model/deployment/deployed-document';
import { kubernetesObjects } from '../../../server/src/core/model/kubernetes-object';
import { deployedFiles, plainFrom } from '../../support/kustomize';
import { repositoryRoot } from '../../support/repository';

type Plain = { readonly [key: string]: unknown };

/** The objects that are deployed from a file, or as findings are looked for in them. */
function objectsIn(
  files: Readonly<Record<string, string>>,
  path: string,
  tree = deployedDocument,
): readonly Plain[] {
  const file = deployedFiles(files).get(`file:///work/${path}`);
  return (file?.documents ?? []).flatMap(({ document }) =>
    kubernetesObjects(tree(document)).map(({ node }) => plainFrom(node) as Plain),
  );
}

/** Lists whose order means nothing are sorted, and what is null is left out. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value.map(sorted);
    const texts = items.map((item) => JSON.stringify(item));
    return texts.some((text) => /"(?:name|port|containerPort)":/.test(text))
      ? texts.sort().map((text) => JSON.parse(text))
      : items;
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, each]) => each !== null)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, each]) => [key, sorted(each)]),
      )
    : value;
}

/** Namespaces are given elsewhere. */
function comparable({ metadata, ...rest }: Plain): unknown {
  const { namespace: _, ...own } = metadata as Plain;
  return sorted({ ...rest, metadata: own });
}

describe('a base, components and an overlay', () => {
  const folder = join(repositoryRoot, 'test/fixtures/kustomize');
  const paths = readdirSync(join(folder, 'shop'), { recursive: true }).map(String);
  const files = Object.fromEntries(
    paths
      .filter((path) => path.endsWith('.yaml'))
      .map((path) => [
        path.replaceAll('\\', '/'),
        readFileSync(join(folder, 'shop', path), 'utf8'),
      ]),
  );
  // What `kubectl kustomize shop/overlay` prints, with kustomize 5.5.0.
  const deployed = parseAllDocuments(readFileSync(join(folder, 'shop.deployed.yaml'), 'utf8'));
  const expected = deployed.map((document) => comparable(document.toJS() as Plain));

  it('give the objects that kustomize gives', () => {
    const own = ['base/app.yaml', 'base/net.yaml', 'comp/extra.yaml'];
    const found = own.flatMap((path) => objectsIn(files, path)).map(comparable);
    const byText = (objects: readonly unknown[]) =>
      objects.map((object) => JSON.stringify(object, undefined, 1)).sort();
    expect(byText(found)).toEqual(byText(expected));
    expect(found).toHaveLength(16);
  });
});

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, image: web, ports: [{containerPort: 80}]}]
`;
const base = { 'base/kustomization.yaml': 'resources: [app.yaml]\n', 'base/app.yaml': deployment };

/** The pod template of the only object of the base, with one more kustomization for each text. */
function podOf(overlays: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const others = overlays.map((text, index) => [`o${index}/kustomization.yaml`, text]);
  const [object] = objectsIn({ ...base, ...Object.fromEntries(others), ...more }, 'base/app.yaml');
  return (object?.spec as { readonly template: Plain } | undefined)?.template;
}

const hostNetwork = (value: string) => `resources: [../base]
patches:
  - target: {kind: Deployment}
    patch: |-
      - {op: add, path: /spec/template/spec/hostNetwork, value: ${value}}
`;

describe('several overlays of a base', () => {
  it('leave open what differs, and what only some say', () => {
    const labels = (text: string) => `resources: [../base]\ncommonLabels: {${text}}\n`;
    expect(podOf([labels('a: x, b: x'), labels('a: x, b: y, c: z')])).toMatchObject({
      metadata: { labels: { app: 'web', a: 'x', b: '?', '?': '?' } },
    });
    expect(podOf([hostNetwork('true'), hostNetwork('false')])).toMatchObject({
      spec: { hostNetwork: '?' },
    });
    expect(podOf([hostNetwork('true'), 'resources: [../base]\n'])?.spec).toEqual({
      containers: [{ name: 'web', image: 'web', ports: [{ containerPort: 80 }] }],
      '?': '?',
    });
    expect(podOf([hostNetwork('true'), hostNetwork('true')])).toMatchObject({
      spec: { hostNetwork: true },
    });
  });

  it('in great number leave everything open', () => {
    const many = Array.from({ length: 40 }, (_, index) => hostNetwork(`"${index}"`));
    expect(podOf(many)).toMatchObject({ metadata: { labels: { '?': '?' } } });
  });
});

describe('what cannot be told', () => {
  const everything = {
    metadata: { labels: { '?': '?' }, '?': '?' },
    spec: { containers: ['?'], '?': '?' },
    '?': '?',
  };

  it.each([
    ['a transformer', 'transformers: [t.yaml]\n'],
    ['a component that is not here', 'components: [../elsewhere]\n'],
    ['a component of another repository', 'components: ["https://github.com/a/b//c?ref=v1"]\n'],
    ['a part that is not here', 'patchesStrategicMerge: [missing.yaml]\n'],
    ['a part that is no text', 'patchesStrategicMerge: [{a: b}]\n'],
    ['a patch without a target and a name', 'patches: [{patch: "a: b"}]\n'],
    ['operations without a target', 'patches: [{patch: "[{op: remove, path: /spec}]"}]\n'],
    ['a patch that does not parse', 'patches: [{target: {kind: Deployment}, patch: "a: ["}]\n'],
    [
      'operations that move',
      'patches: [{target: {kind: Deployment}, patch: "[{op: move, from: /spec, path: /x}]"}]\n',
    ],
    [
      'another kind',
      'patches: [{target: {kind: Deployment}, options: {allowKindChange: true}, patch: "kind: X"}]\n',
    ],
    ['other rules for labels', 'configurations: [missing.yaml]\n'],
    ['replacements that are not here', 'replacements: [{path: missing.yaml}]\n'],
  ])('leaves everything open: %s', (_what, text) => {
    expect(podOf([`resources: [../base]\n${text}`])).toEqual(everything);
  });

  it('is no more than what a target means', () => {
    const patch = (target: string) =>
      `resources: [../base]\npatches: [{target: ${target}, path: x}]\n`;
    const whole = podOf(['resources: [../base]\n']);
    expect(podOf([patch('{kind: Service}')])).toEqual(whole);
    expect(podOf([patch('{kind: Deployment, name: we}')])).toEqual(whole);
    expect(podOf([patch('{labelSelector: "app=web"}')])).toEqual(whole);
    expect(podOf([patch('{kind: "Deploy.*", name: web|db}')])).toEqual(everything);
    // Patterns beyond those are not evaluated.
    expect(podOf([patch('{name: "(w|e)+$"}')])).toEqual(everything);
    expect(podOf([patch('{annotationSelector: "x=y"}')])).toEqual(everything);
  });

  it('is a field that a replacement goes to', () => {
    const replacement = `resources: [../base]
replacements:
  - source: {kind: ConfigMap, name: x}
    targets:
      - select: {kind: Deployment}
        fieldPaths: [spec.template.metadata.labels.app, 'spec.template.spec.containers.[name=web].image']
`;
    expect(podOf([replacement])).toEqual({
      metadata: { labels: { app: '?' } },
      spec: { containers: ['?'] },
    });
  });

  it('is a label that a template writes, and whether there are more', () => {
    expect(podOf(['resources: [../base]\ncommonLabels:\n  a: ${X}\n  {{ b }}: c\n'])).toMatchObject(
      {
        metadata: { labels: { app: 'web', a: '?' } },
      },
    );
    const unsure = 'resources: [../base]\nlabels: [{pairs: {a: b}, includeTemplates: "yes"}]\n';
    expect(podOf([unsure])).toMatchObject({ metadata: { labels: { app: 'web', '?': '?' } } });
  });

  it('is a label that two steps give different values in different places', () => {
    const twice = `resources: [../base]
commonLabels: {a: first}
labels: [{pairs: {a: second, b: only}}]
patchesJson6902:
  - target: {kind: Deployment}
    patch: '[{op: add, path: /spec/template/metadata/labels/b, value: other}]'
`;
    // Kustomize does labels before commonLabels.
    expect(podOf([twice])).toMatchObject({ metadata: { labels: { a: 'first', b: 'other' } } });
    const layered = podOf(['resources: [../mid]\nlabels: [{pairs: {a: outer}}]\n'], {
      'mid/kustomization.yaml': 'resources: [../base]\ncommonLabels: {a: inner}\n',
    });
    expect(layered).toMatchObject({ metadata: { labels: { app: 'web', a: '?' } } });
  });

  it('is a list that nobody knows how to merge', () => {
    const patch = `resources: [../base]
patches:
  - patch: |-
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: web},
       spec: {template: {spec: {tolerations: [{key: a}], containers: [{image: b}]}}}}
`;
    expect(podOf([patch])).toMatchObject({
      spec: { tolerations: [{ key: 'a' }], containers: '?' },
    });
  });
});

describe('odd kustomizations', () => {
  it('come to an end, and change nothing', () => {
    const whole = podOf(['resources: [../base]\n']);
    for (const text of [
      'resources: [../base]\ncommonLabels:\nlabels:\npatches:\nnamePrefix:\n',
      'resources: [../base]\nlabels: {a: b}\npatches: 7\n',
      'resources: [../base, "github.com/a/b//c?ref=v1", ../../../../x]\n',
      'resources: [../base]\nlabels: [{}]\n',
    ]) {
      expect(podOf([text])).toEqual(whole);
    }
  });

  it('go in circles, also by their components', () => {
    const found = podOf(['resources: [../base]\ncomponents: [../c]\n'], {
      'c/kustomization.yaml': 'kind: Component\ncomponents: [../d]\ncommonLabels: {c: c}\n',
      'd/kustomization.yaml': 'kind: Component\ncomponents: [../c]\ncommonLabels: {d: d}\n',
    });
    expect(found).toMatchObject({ metadata: { labels: { app: 'web', c: 'c', d: 'd' } } });
  });

  it('have anchors, keys that are no fields, and patches that take away what is not there', () => {
    const found = podOf([
      `x: &labels {a: b, __proto__: c}
resources: [../base]
labels: [{pairs: *labels, includeSelectors: true}]
patches:
  - patch: |-
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        none: null
        template: &t {spec: {dnsPolicy: &p Default, constructor: *p, $patch: merge}}
        other: *t
  - target: {kind: Deployment}
    patch: '[{op: remove, path: /spec/nothing/at/all}, {op: add, path: /spec/template/spec/containers/7, value: 1}, {op: test, path: /spec, value: 1}]'
`,
    ]);
    expect(found).toMatchObject({
      metadata: { labels: { app: 'web', a: 'b' } },
      spec: { dnsPolicy: 'Default', constructor: 'Default', containers: [{ name: 'web' }] },
    });
  });

  it('with more patches and objects than anybody has, or with aliases of aliases, come to an end', () => {
    const patch =
      "  - {target: {kind: Deployment, name: '.*.*.*b'}, patch: '[{op: test, path: /x}]'}\n";
    const list = Array.from({ length: 2000 }, () => deployment).join('---\n');
    const found = podOf([`resources: [../base]\npatches:\n${patch.repeat(2000)}`], {
      'base/app.yaml': list,
    });
    expect(found).toMatchObject({ spec: { '?': '?' } });
    const levels = Array.from(
      { length: 30 },
      (_, level) => `    l${level + 1}: &l${level + 1} [*l${level}, *l${level}]\n`,
    );
    const bomb = `resources: [../base]
patches: [{path: bomb.yaml}]
`;
    const part = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  bomb:
    l0: &l0 x
${levels.join('')}`;
    expect(podOf([bomb], { 'o0/bomb.yaml': part })).toMatchObject({ spec: { '?': '?' } });
  });

  it('take an object away', () => {
    const patch = `resources: [../base]
patches:
  - patch: |-
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, $patch: delete}
`;
    expect(podOf([patch])).toEqual(podOf(['resources: [../base]\ntransformers: [x]\n']));
  });
});

describe('Flux and Argo CD', () => {
  it('patch and label what they deploy', () => {
    const flux = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: x}
spec:
  path: ./base
  commonMetadata: {labels: {owner: flux}}
  patches:
    - target: {kind: Deployment}
      patch: |-
        - {op: add, path: /spec/template/spec/hostNetwork, value: true}
`;
    const [object] = objectsIn({ ...base, 'flux.yaml': flux }, 'base/app.yaml');
    expect(object).toMatchObject({
      metadata: { labels: { owner: 'flux' } },
      spec: { template: { metadata: { labels: { app: 'web' } }, spec: { hostNetwork: true } } },
    });
    const argo = (more: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: x}
spec: {source: {path: base, kustomize: {commonLabels: {a: b}, ${more}}}, destination: {namespace: n}}
`;
    const templates = (more: string) => {
      const [found] = objectsIn({ ...base, 'argo.yaml': argo(more) }, 'base/app.yaml');
      const spec = (found?.spec ?? {}) as { template?: { metadata: Plain } };
      return spec.template?.metadata.labels;
    };
    expect(templates('namePrefix: x')).toEqual({ app: 'web', a: 'b' });
    expect(templates('labelWithoutSelector: true')).toEqual({ app: 'web' });
    expect(templates('labelWithoutSelector: true, labelIncludeTemplates: true')).toEqual({
      app: 'web',
      a: 'b',
    });
  });
});

describe('the tree in which findings are looked for', () => {
  it('has what is written and deployed; the rest of it is open, but for labels', () => {
    const overlay = `resources: [../base]
commonLabels: {a: b}
patches:
  - target: {kind: Deployment}
    patch: |-
      - {op: add, path: /spec/template/spec/hostNetwork, value: true}
      - {op: replace, path: /spec/template/spec/containers/0/ports/0/containerPort, value: 81}
`;
    const files = { ...base, 'o/kustomization.yaml': overlay };
    const [object] = objectsIn(files, 'base/app.yaml', judgedDocument);
    expect(object?.spec).toEqual({
      selector: { matchLabels: { a: 'b' } },
      template: {
        metadata: { labels: { app: 'web', a: 'b' } },
        spec: {
          containers: [{ name: 'web', image: 'web', ports: [{ containerPort: '?' }] }],
          '?': '?',
        },
      },
    });
  });
});
