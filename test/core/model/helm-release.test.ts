import { describe, expect, it } from 'vitest';
import type { HelmChart } from '../../../server/src/core/model/helm-release';
import { show } from '../../support/yaml';
import { read, readOne, say } from './objects';

const tell = (chart: HelmChart | undefined) =>
  chart && [chart.name, chart.repository, chart.source, chart.version, chart.namespace].map(say);

const values = (chart: HelmChart | undefined) =>
  chart?.values.state === 'known' ? show(chart.values.value) : chart?.values.state;

describe('an object that installs a chart', () => {
  it('of Flux', () => {
    const { charts } = readOne(
      'HelmRelease',
      `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: cilium, namespace: kube-system}
        spec:
          chart:
            spec:
              chart: cilium
              version: 1.17.0
              sourceRef: {kind: HelmRepository, name: cilium-repo}
          values: {hubble: {enabled: true}}
      `,
    );
    expect(charts.map(tell)).toEqual([
      ['cilium', '<absent>', 'cilium-repo', '1.17.0', 'kube-system'],
    ]);
    expect(values(charts[0])).toBe('{hubble: {enabled: true}}');
  });

  it('of Flux by reference', () => {
    const { charts } = readOne(
      'HelmRelease',
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec: {chartRef: {kind: OCIRepository, name: cilium}, targetNamespace: x}\n',
    );
    expect(charts.map(tell)).toEqual([['cilium', '<absent>', 'cilium', '<absent>', 'x']]);
  });

  it('of Argo CD', () => {
    const { charts } = readOne(
      'HelmRelease',
      `
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        spec:
          destination: {namespace: kube-system}
          source:
            chart: cilium
            repoURL: https://helm.cilium.io
            targetRevision: 1.17.0
            helm: {valuesObject: {a: 1}, values: "a: 2"}
      `,
    );
    expect(charts.map(tell)).toEqual([
      ['cilium', 'https://helm.cilium.io', '<absent>', '1.17.0', 'kube-system'],
    ]);
    expect(values(charts[0])).toBe('{a: 1}');
  });

  it('of Argo CD with several sources, those of Git left out', () => {
    const { charts } = readOne(
      'HelmRelease',
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: {sources: [{repoURL: g, path: p}, {chart: a, helm: {values: "b: 1"}}, {chart: c}]}\n',
    );
    expect(charts.map(({ name }) => say(name))).toEqual(['a', 'c']);
    expect(values(charts[0])).toBe('"b: 1"');
  });

  it('of k3s', () => {
    const chart =
      'apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: x}\nspec: {chart: cilium, repo: r, valuesContent: "a: 1"}\n';
    expect(readOne('HelmRelease', chart).charts.map(tell)).toEqual([
      ['cilium', 'r', '<absent>', '<absent>', '<absent>'],
    ]);
    const config =
      'apiVersion: helm.cattle.io/v1\nkind: HelmChartConfig\nmetadata: {name: rke2-cilium, namespace: kube-system}\nspec: {valuesContent: "a: 1"}\n';
    expect(readOne('HelmRelease', config).charts.map(tell)).toEqual([
      ['rke2-cilium', '<absent>', '<absent>', '<absent>', 'kube-system'],
    ]);
  });

  it('of kustomize', () => {
    const { charts } = readOne(
      'HelmRelease',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nhelmCharts: [{name: cilium, repo: r, version: "1", namespace: net, valuesInline: {a: 1}}]\n',
    );
    expect(charts.map(tell)).toEqual([['cilium', 'r', '<absent>', '1', 'net']]);
    expect(values(charts[0])).toBe('{a: 1}');
  });

  it.each([
    [
      'a Kustomization without charts',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a]\n',
    ],
    [
      'a Kustomization of Flux',
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nhelmCharts: [{name: a}]\n',
    ],
    [
      'an Application of a folder',
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: {source: {path: p}}\n',
    ],
    [
      'an Application of somebody else',
      'apiVersion: app.k8s.io/v1\nkind: Application\nspec: {source: {chart: a}}\n',
    ],
    ['an empty release', 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\n'],
  ])('is not %s', (_name, text) => {
    expect(read('HelmRelease', text)).toEqual([]);
  });

  it('may be a template, in a List, or use merge keys', () => {
    const templated = readOne(
      'HelmRelease',
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    chart: {{ .x }}\n    repoURL: https://helm.cilium.io\n',
    );
    expect(templated.charts.map(tell)).toEqual([
      ['<unknown>', 'https://helm.cilium.io', '<absent>', '<absent>', '<absent>'],
    ]);
    const item =
      '{apiVersion: argoproj.io/v1alpha1, kind: Application, spec: {source: {<<: *s, chart: a}}}';
    const list = read(
      'HelmRelease',
      `apiVersion: v1\nkind: List\nx: &s {repoURL: r}\nitems: [${item}]\n`,
    );
    expect(list.flatMap(({ charts }) => charts.map(tell))).toEqual([
      ['a', 'r', '<absent>', '<absent>', '<absent>'],
    ]);
  });
});
