import { daemonSetWithoutLimits } from '../knowledge/cilium-config';
import { type KubernetesObject, mayBeOfGroup } from '../model/kubernetes-object';
import { fieldOf, known, nodeOf, readItems, readString } from '../model/traced';
import { workloadOf } from '../model/workload';
import type { YamlNode } from '../syntax/yaml/tree';
import type { Range } from '../text/range';

/** Something that puts limits on the pods of Cilium's DaemonSet, or asks for them. */
export interface DaemonSetLimits {
  readonly by: 'patch' | 'range' | 'autoscaler' | 'admission';
  readonly at: Range;
}

/** Where an object limits Cilium's DaemonSet; undefined for all that do not. */
export function daemonSetLimits(object: KubernetesObject): DaemonSetLimits | undefined {
  switch (object.kind) {
    case 'DaemonSet':
      return isThere(object) && known(object.name) === daemonSetWithoutLimits.name
        ? patchedLimits(object)
        : undefined;
    case 'LimitRange':
      return isThere(object) && mayBeOfGroup(object, '') ? limitRange(object) : undefined;
    case 'VerticalPodAutoscaler':
      return isThere(object) && mayBeOfGroup(object, 'autoscaling.k8s.io')
        ? autoscaler(object)
        : undefined;
    default:
      return admission(object);
  }
}

function isThere({ namespace }: KubernetesObject): boolean {
  return known(namespace) === daemonSetWithoutLimits.namespace;
}

/** A DaemonSet without an image changes the one there is; with images it is somebody's own Cilium. */
function patchedLimits(object: KubernetesObject): DaemonSetLimits | undefined {
  const containers = workloadOf(object)?.containers ?? [];
  const isPatch = containers.every(({ image }) => image.state === 'absent');
  const limits = containers
    .map((container) => container.limits)
    .find(({ state }) => state === 'known');
  return isPatch && limits?.state === 'known' ? { by: 'patch', at: limits.range } : undefined;
}

function limitRange(object: KubernetesObject): DaemonSetLimits | undefined {
  const limits = readItems(nodeOf(object.node, 'spec'), 'limits', (node) => node).items;
  const isForPods = limits.some((node) => {
    const type = known(readString(node, 'type'));
    const isAny = ['default', 'max', 'maxLimitRequestRatio'].some((name) => fieldOf(node, name));
    return (type === 'Container' || type === 'Pod') && isAny;
  });
  return isForPods ? { by: 'range', at: object.kindRange } : undefined;
}

function autoscaler(object: KubernetesObject): DaemonSetLimits | undefined {
  const spec = nodeOf(object.node, 'spec');
  const target = nodeOf(spec, 'targetRef');
  const name = readString(target, 'name');
  const isCilium =
    known(readString(target, 'kind')) === 'DaemonSet' &&
    known(name) === daemonSetWithoutLimits.name;
  const mode = known(readString(nodeOf(spec, 'updatePolicy'), 'updateMode'));
  return isCilium && name.state === 'known' && mode !== 'Off'
    ? { by: 'autoscaler', at: name.range }
    : undefined;
}

/** Constraints of Gatekeeper, as Azure Policy has them, and policies of Kyverno that name the namespace. */
function admission(object: KubernetesObject): DaemonSetLimits | undefined {
  const spec = nodeOf(object.node, 'spec');
  if (object.group === 'constraints.gatekeeper.sh') {
    const asksForLimits = /ContainerLimits|RequiredResources/.test(object.kind);
    return asksForLimits ? namingIt(nodeOf(spec, 'match')) : undefined;
  }
  const isKyverno = object.group === 'kyverno.io' && /^(?:Cluster)?Policy$/.test(object.kind);
  const rules = isKyverno ? readItems(spec, 'rules', (node) => node).items : [];
  return rules.map(kyvernoRule).find((found) => found !== undefined);
}

function kyvernoRule(rule: YamlNode): DaemonSetLimits | undefined {
  const pattern = nodeOf(nodeOf(nodeOf(rule, 'validate'), 'pattern'), 'spec');
  const asksForLimits = readItems(pattern, 'containers', (node) => node).items.some(
    (container) => fieldOf(nodeOf(container, 'resources'), 'limits') !== undefined,
  );
  const match = nodeOf(rule, 'match');
  const filters = [
    match,
    ...['any', 'all'].flatMap((name) => readItems(match, name, (node) => node).items),
  ];
  const found = filters.map((filter) => namingIt(nodeOf(filter, 'resources')));
  return asksForLimits ? found.find((each) => each !== undefined) : undefined;
}

function namingIt(parent: YamlNode | undefined): DaemonSetLimits | undefined {
  const item = readItems(parent, 'namespaces', (node) => node).items.find(
    (node) => node.kind === 'scalar' && node.text === daemonSetWithoutLimits.namespace,
  );
  return item && { by: 'admission', at: item.range };
}
