import { kubeProxy } from '../knowledge/cilium-config';
import { ciliumPolicyOf } from '../model/cilium-policy';
import { configMapOf } from '../model/config-map';
import type { KubernetesObject } from '../model/kubernetes-object';
import { mayBeOfGroup } from '../model/kubernetes-object';
import type { LabelSelector } from '../model/label-selector';
import { plainLabelKey, readSelector } from '../model/label-selector';
import { networkPolicyOf, sectionsOf } from '../model/network-policy';
import { serviceOf } from '../model/service';
import {
  fieldOf,
  known,
  nodeOf,
  readBoolean,
  readItems,
  readPort,
  readString,
  type Traced,
} from '../model/traced';
import { workloadOf } from '../model/workload';
import type { YamlNode } from '../syntax/yaml/tree';
import type { Range } from '../text/range';

/** A place that counts on kube-proxy, and what for. */
export interface KubeProxyPlace {
  readonly use: 'volume' | 'folder' | 'patch' | 'settings' | 'service' | 'policy' | 'monitor';
  readonly at: Range;
}

/** Where an object counts on kube-proxy, in the order it is written. */
export function kubeProxyPlaces(object: KubernetesObject): readonly KubeProxyPlace[] {
  const monitored = monitorPlaces(object);
  return (
    monitored ?? [
      ...ofWorkload(object),
      ...ofSettings(object),
      ...ofService(object),
      ...ofPolicy(object),
    ]
  );
}

function isOfKubeProxy({ name, namespace }: KubernetesObject): boolean {
  const isSystem = namespace.state === 'absent' || known(namespace) === kubeProxy.namespace;
  return known(name) === kubeProxy.name && isSystem;
}

function ofWorkload(object: KubernetesObject): readonly KubeProxyPlace[] {
  const workload = workloadOf(object);
  const volumes = readItems(workload?.spec, 'volumes', (node) => node).items;
  const places = volumes.flatMap((volume) => [...configMapPlaces(volume), ...folderPlaces(volume)]);
  // What changes a DaemonSet leaves its images out, and what deletes one does no harm.
  const isPatch =
    object.kind === 'DaemonSet' &&
    isOfKubeProxy(object) &&
    fieldOf(object.node, '$patch') === undefined &&
    (workload?.containers ?? []).every(({ image }) => image.state === 'absent');
  return isPatch && object.name.state === 'known'
    ? [{ use: 'patch', at: object.name.range }, ...places]
    : places;
}

function configMapPlaces(volume: YamlNode): readonly KubeProxyPlace[] {
  const projected = readItems(nodeOf(volume, 'projected'), 'sources', (node) => node).items;
  return [volume, ...projected].flatMap((source) => {
    const configMap = nodeOf(source, 'configMap');
    const name = readString(configMap, 'name');
    return name.state === 'known' &&
      name.value === kubeProxy.name &&
      known(readBoolean(configMap, 'optional')) !== true
      ? [{ use: 'volume' as const, at: name.range }]
      : [];
  });
}

function folderPlaces(volume: YamlNode): readonly KubeProxyPlace[] {
  const path = readString(nodeOf(volume, 'hostPath'), 'path');
  const { hostFolder } = kubeProxy;
  return path.state === 'known' &&
    (path.value === hostFolder || path.value.startsWith(`${hostFolder}/`))
    ? [{ use: 'folder', at: path.range }]
    : [];
}

function ofSettings(object: KubernetesObject): readonly KubeProxyPlace[] {
  return configMapOf(object) !== undefined &&
    isOfKubeProxy(object) &&
    object.name.state === 'known' &&
    fieldOf(object.node, '$patch') === undefined
    ? [{ use: 'settings', at: object.name.range }]
    : [];
}

function ofService(object: KubernetesObject): readonly KubeProxyPlace[] {
  const selector = serviceOf(object)?.selector;
  const labels = selector === undefined ? [] : (known(selector)?.entries ?? []);
  return labels
    .filter(({ key, value }) => isLabel(key, value))
    .slice(0, 1)
    .map(({ keyRange }) => ({ use: 'service', at: keyRange }));
}

function ofPolicy(object: KubernetesObject): readonly KubeProxyPlace[] {
  const policy = networkPolicyOf(object);
  const selectors: readonly Traced<LabelSelector>[] =
    policy === undefined
      ? (ciliumPolicyOf(object)?.rules ?? []).map(({ endpointSelector }) => endpointSelector)
      : [
          policy.podSelector,
          ...sectionsOf(policy)
            .flatMap(({ rules }) => rules)
            .flatMap(({ peers }) => peers)
            .map(({ podSelector }) => podSelector),
        ];
  return selectors.flatMap((selector) => {
    const at = labelIn(known(selector));
    return at === undefined ? [] : [{ use: 'policy' as const, at }];
  });
}

/** The places of a ServiceMonitor or PodMonitor; undefined for any other object. */
function monitorPlaces(object: KubernetesObject): readonly KubeProxyPlace[] | undefined {
  const isMonitor = object.kind === 'ServiceMonitor' || object.kind === 'PodMonitor';
  if (!isMonitor || !mayBeOfGroup(object, 'monitoring.coreos.com')) {
    return undefined;
  }
  const spec = nodeOf(object.node, 'spec');
  const bySelector = labelIn(known(readSelector(spec, 'selector')));
  const ports = ['endpoints', 'podMetricsEndpoints'].flatMap((name) =>
    readItems(spec, name, (node) => [
      readPort(node, 'targetPort'),
      readPort(node, 'portNumber'),
    ]).items.flat(),
  );
  const byPort = ports.find((port) => Number(known(port)) === kubeProxy.metricsPort);
  const at = bySelector ?? (byPort?.state === 'known' ? byPort.range : undefined);
  return at === undefined ? [] : [{ use: 'monitor', at }];
}

/** The requirement of a selector by which only pods of kube-proxy fulfil it. */
function labelIn(selector: LabelSelector | undefined): Range | undefined {
  const label = selector?.matchLabels.find(({ key, value }) => isLabel(key, value));
  const expression = selector?.matchExpressions.find(
    ({ key, operator, values }) =>
      known(operator) === 'In' &&
      values.length === 1 &&
      values.every((value) => isLabel(known(key) ?? '', value)),
  );
  return label?.keyRange ?? expression?.range;
}

function isLabel(key: string, value: Traced<string>): boolean {
  const keys: readonly string[] = kubeProxy.labelKeys;
  return keys.includes(plainLabelKey(key)) && known(value) === kubeProxy.name;
}
