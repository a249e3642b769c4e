import { describe, expect, it } from 'vitest';
import { placementsFrom, Snapshot } from '../../../server/src/core/index';

/** The namespaces that files get, by the paths of both. */
function placed(files: Readonly<Record<string, string>>) {
  const uriOf = (path: string) => `file:///repo/${path}`;
  const snapshots = Object.entries(files).map(
    ([path, text]) => new Snapshot({ uri: uriOf(path), version: 1, text }),
  );
  const placements = placementsFrom(
    snapshots,
    snapshots.map(({ uri }) => uri),
  );
  return (path: string) => {
    const placement = placements.of(uriOf(path));
    return placement?.namespace && `${placement.namespace}${placement.replaces ? '!' : ''}`;
  };
}

const policy = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n';

describe('kustomizations', () => {
  it('give their files the namespace they name, also without saying what they are', () => {
    const of = placed({
      'a/kustomization.yaml':
        'namespace: shop\nresources:\n  - policy.yaml\n  - ./sub/other.yaml\n',
      'a/policy.yaml': policy,
      'a/unlisted.yaml': policy,
    });
    expect(of('a/policy.yaml')).toBe('shop!');
    expect(of('a/sub/other.yaml')).toBe('shop!');
    expect(of('a/unlisted.yaml')).toBeUndefined();
  });

  it('give it to their bases and components, the outermost first', () => {
    const of = placed({
      'base/kustomization.yml': 'namespace: inner\nresources: [policy.yaml]\n',
      'base/policy.yaml': policy,
      'component/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [more.yaml]\n',
      'overlay/kustomization.yaml':
        'namespace: outer\nbases:\n  - ../base\ncomponents:\n  - ../component/\n',
    });
    expect(of('base/policy.yaml')).toBe('outer!');
    expect(of('component/more.yaml')).toBe('outer!');
  });

  it('take it from a base, or from a component, where they name none', () => {
    const of = placed({
      'base/kustomization.yaml': 'namespace: inner\nresources: [policy.yaml]\n',
      'component/kustomization.yaml': 'kind: Component\nnamespace: given\n',
      'one/kustomization.yaml': 'resources: [../base]\n',
      'two/kustomization.yaml': 'components: [../component]\nresources: [own.yaml]\n',
    });
    expect(of('base/policy.yaml')).toBe('inner!');
    expect(of('two/own.yaml')).toBe('given!');
  });

  it('that give different ones leave it open', () => {
    const base = { 'base/kustomization.yaml': 'resources: [policy.yaml]\n' };
    const overlay = (namespace: string) => `${namespace}resources: [../base]\n`;
    const of = (one: string, two: string) =>
      placed({
        ...base,
        'dev/kustomization.yaml': overlay(one),
        'prod/kustomization.yaml': overlay(two),
      })('base/policy.yaml');
    expect(of('namespace: dev\n', 'namespace: prod\n')).toBeUndefined();
    expect(of('namespace: dev\n', '')).toBeUndefined();
    expect(of('namespace: both\n', 'namespace: both\n')).toBe('both!');
    expect(of('namespace: {{ .x }}\n', 'namespace: {{ .x }}\n')).toBeUndefined();
  });

  it('that name each other, themselves, other repositories or nothing at all come to an end', () => {
    const of = placed({
      'a/kustomization.yaml': 'namespace: a\nresources: [../b, ., a.yaml]\n',
      'b/kustomization.yaml': 'namespace: b\nresources: [../a, b.yaml]\n',
      'c/kustomization.yaml':
        'namespace: c\nresources:\n  - https://example.com/x?ref=v1\n  - ../../../../x.yaml\n  - c.yaml\n  - 7\n',
      'd/kustomization.yaml': 'resources: nothing\n',
      'e/kustomization.yaml': ': broken: [\n',
      'f/kustomization.yaml': '',
    });
    expect(of('c/c.yaml')).toBe('c!');
    expect(of('d/d.yaml')).toBeUndefined();
  });

  it('in thousands that include each other twice come to an end', () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, level) => [
        `l${level}/kustomization.yaml`,
        `resources: [../l${level + 1}, ../l${level + 1}/., own.yaml]\n`,
      ]),
    );
    expect(placed(files)('l39/own.yaml')).toBeUndefined();
  });
});

const flux = (path: string, more = '') =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: x}\nspec:\n  path: ${path}\n${more}`;
const argo = (path: string, namespace: string, more = '') =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: x}\nspec:\n  source:\n    path: ${path}\n${more}  destination: {namespace: ${namespace}}\n`;

describe('what deploys folders', () => {
  it('gives them a namespace: Flux to all objects, Argo CD to those that have none', () => {
    const of = placed({
      'clusters/prod/shop.yaml': flux('./apps/shop', '  targetNamespace: shop\n'),
      'clusters/prod/bank.yaml': argo('apps/bank', 'bank'),
      'apps/shop/deep/policy.yaml': policy,
      'apps/bank/policy.yaml': policy,
      'apps/bank/deep/policy.yaml': policy,
    });
    expect(of('apps/shop/deep/policy.yaml')).toBe('shop!');
    expect(of('apps/bank/policy.yaml')).toBe('bank');
    expect(of('apps/bank/deep/policy.yaml')).toBeUndefined();
  });

  it('stands around kustomizations, and knows the templates of a chart', () => {
    const of = placed({
      'flux.yaml': flux('./apps/one', '  targetNamespace: outer\n'),
      'argo.yaml': `${argo('apps/two', 'fallback')}---\n${argo('charts/three', 'release')}`,
      'apps/one/kustomization.yaml': 'namespace: inner\nresources: [a.yaml]\n',
      'apps/two/kustomization.yaml': 'resources: [b.yaml]\n',
      'charts/three/Chart.yaml': 'name: three\n',
      'charts/three/templates/net/policy.yaml': policy,
    });
    expect(of('apps/one/a.yaml')).toBe('outer!');
    expect(of('apps/two/b.yaml')).toBe('fallback');
    expect(of('charts/three/templates/net/policy.yaml')).toBe('release');
  });

  it('gives all objects a namespace where an Application names one for kustomize', () => {
    const application = argo('apps', 'fallback', '    kustomize: {namespace: given}\n');
    const of = placed({
      'argo.yaml': application,
      'apps/kustomization.yaml': 'namespace: inner\nresources: [a.yaml]\n',
    });
    expect(of('apps/a.yaml')).toBe('given!');
  });

  it('says nothing of folders that are not there, nor where a template or another one contradicts', () => {
    const of = placed({
      'a.yaml': argo('elsewhere', 'x'),
      'b.yaml': argo('apps', 'one'),
      'c.yaml': argo('apps', 'two'),
      'd.yaml': argo('other', '"{{ns}}"'),
      'apps/policy.yaml': policy,
      'other/policy.yaml': policy,
    });
    expect(of('elsewhere/policy.yaml')).toBeUndefined();
    expect(of('apps/policy.yaml')).toBeUndefined();
    expect(of('other/policy.yaml')).toBeUndefined();
  });
});
