import type { YamlNode } from '../syntax/yaml/tree';
import type { Range } from '../text/range';
import { type KubernetesObject, mayBeOfGroup } from './kubernetes-object';
import { absent, fieldOf, nodeOf, readItems, readNode, readString, type Traced } from './traced';

/** An object by which a controller installs Helm charts: of Flux, Argo CD, k3s or kustomize. */
export interface HelmRelease {
  readonly object: KubernetesObject;
  /** One, but an Argo CD Application or a Kustomization may have several; never none. */
  readonly charts: readonly HelmChart[];
}

export interface HelmChart {
  /** What names the chart, so the place to report on. */
  readonly range: Range;
  /** The chart's name, or the name of the object that leads to the chart. */
  readonly name: Traced<string>;
  /** Address of the repository; absent when another object holds it. */
  readonly repository: Traced<string>;
  /** Name of the object that holds the repository, when the release refers to one. */
  readonly source: Traced<string>;
  readonly version: Traced<string>;
  /** Namespace that the chart is installed into. */
  readonly namespace: Traced<string>;
  /** The values as they are written in the object; as text where the object takes them so. */
  readonly values: Traced<YamlNode>;
}

/** Views an object as Helm releases; undefined when it installs no chart. */
export function helmReleaseOf(object: KubernetesObject): HelmRelease | undefined {
  const charts = chartsOf(object).filter(({ name }) => name.state !== 'absent');
  return charts.length === 0 ? undefined : { object, charts };
}

function chartsOf(object: KubernetesObject): readonly HelmChart[] {
  const spec = nodeOf(object.node, 'spec');
  switch (object.kind) {
    case 'HelmRelease':
      return mayBeOfGroup(object, 'helm.toolkit.fluxcd.io') ? [fluxChart(object, spec)] : [];
    case 'Application':
      return mayBeOfGroup(object, 'argoproj.io') ? argoCharts(object, spec) : [];
    case 'HelmChart':
    case 'HelmChartConfig':
      return mayBeOfGroup(object, 'helm.cattle.io') ? [k3sChart(object, spec)] : [];
    case 'Kustomization':
      return mayBeOfGroup(object, 'kustomize.config.k8s.io')
        ? readItems(object.node, 'helmCharts', (node) => kustomizeChart(object, node)).items
        : [];
    default:
      return [];
  }
}

function fluxChart(object: KubernetesObject, spec: YamlNode | undefined): HelmChart {
  const chart = nodeOf(nodeOf(spec, 'chart'), 'spec');
  const reference = nodeOf(spec, 'chartRef');
  const isReference = fieldOf(spec, 'chart') === undefined;
  const name = isReference ? readString(reference, 'name') : readString(chart, 'chart');
  return chartFrom(object, name, {
    source: isReference
      ? readString(reference, 'name')
      : readString(nodeOf(chart, 'sourceRef'), 'name'),
    version: readString(chart, 'version'),
    namespace: orOwnNamespace(readString(spec, 'targetNamespace'), object),
    values: readNode(spec, 'values'),
  });
}

function argoCharts(object: KubernetesObject, spec: YamlNode | undefined): readonly HelmChart[] {
  const single = fieldOf(spec, 'source')?.node;
  const several = readItems(spec, 'sources', (node) => node).items;
  const destination = nodeOf(spec, 'destination');
  return (single === undefined ? several : [single, ...several]).map((source) => {
    const helm = nodeOf(source, 'helm');
    const asObject = readNode(helm, 'valuesObject');
    return chartFrom(object, readString(source, 'chart'), {
      repository: readString(source, 'repoURL'),
      version: readString(source, 'targetRevision'),
      namespace: readString(destination, 'namespace'),
      values: asObject.state === 'absent' ? readNode(helm, 'values') : asObject,
    });
  });
}

/** A HelmChartConfig has the name of the chart's object and adds values to it. */
function k3sChart(object: KubernetesObject, spec: YamlNode | undefined): HelmChart {
  const name = object.kind === 'HelmChart' ? readString(spec, 'chart') : object.name;
  return chartFrom(object, name, {
    repository: readString(spec, 'repo'),
    version: readString(spec, 'version'),
    namespace: orOwnNamespace(readString(spec, 'targetNamespace'), object),
    values: readNode(spec, 'valuesContent'),
  });
}

function kustomizeChart(object: KubernetesObject, node: YamlNode): HelmChart {
  return chartFrom(object, readString(node, 'name'), {
    repository: readString(node, 'repo'),
    version: readString(node, 'version'),
    namespace: readString(node, 'namespace'),
    values: readNode(node, 'valuesInline'),
  });
}

function chartFrom(
  object: KubernetesObject,
  name: Traced<string>,
  rest: Partial<Omit<HelmChart, 'range' | 'name'>>,
): HelmChart {
  return {
    range: name.state === 'absent' ? object.kindRange : name.range,
    name,
    repository: absent,
    source: absent,
    version: absent,
    namespace: absent,
    values: absent,
    ...rest,
  };
}

function orOwnNamespace(target: Traced<string>, object: KubernetesObject): Traced<string> {
  return target.state === 'absent' ? object.namespace : target;
}
