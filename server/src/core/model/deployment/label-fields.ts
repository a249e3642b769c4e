import type { LabelField } from '../../syntax/yaml/placement';
import type { TargetObject } from './patch-target';

// Where kustomize puts labels, as its version 5 has it. What no kind of Kubernetes has, such as the selectors of a
// CiliumNetworkPolicy, gets none, unless a kustomization says so with `fields`.

const apps = { group: 'apps' } as const;
const batch = { group: 'batch' } as const;
const podLabels = 'spec/template/metadata/labels';

/** The labels of the objects themselves. */
export const ownLabels: readonly LabelField[] = [{ path: 'metadata/labels', create: true }];

/** Those of pods and of whatever else an object is a template for. */
export const templateLabels: readonly LabelField[] = [
  { version: 'v1', kind: 'ReplicationController', path: podLabels, create: true },
  { kind: 'Deployment', path: podLabels, create: true },
  { kind: 'ReplicaSet', path: podLabels, create: true },
  { kind: 'DaemonSet', path: podLabels, create: true },
  { ...apps, kind: 'StatefulSet', path: podLabels, create: true },
  { ...batch, kind: 'Job', path: podLabels, create: true },
  { ...batch, kind: 'CronJob', path: 'spec/jobTemplate/metadata/labels', create: true },
  { ...batch, kind: 'CronJob', path: `spec/jobTemplate/${podLabels}`, create: true },
];

const matched = 'spec/selector/matchLabels';
const policies = { group: 'networking.k8s.io', kind: 'NetworkPolicy', create: false } as const;

/** The labels of the pods to which a policy lets traffic out. */
export const labelsOfPeers = 'spec/egress/to/podSelector/matchLabels';

/** Selectors. Those of policies get labels only where they have some: a selector for all pods stays one. */
export const selectorLabels: readonly LabelField[] = [
  { version: 'v1', kind: 'Service', path: 'spec/selector', create: true },
  { version: 'v1', kind: 'ReplicationController', path: 'spec/selector', create: true },
  { kind: 'Deployment', path: matched, create: true },
  { kind: 'ReplicaSet', path: matched, create: true },
  { kind: 'DaemonSet', path: matched, create: true },
  { ...apps, kind: 'StatefulSet', path: matched, create: true },
  { ...batch, kind: 'Job', path: matched, create: false },
  { ...batch, kind: 'CronJob', path: `spec/jobTemplate/${matched}`, create: false },
  { ...policies, path: 'spec/podSelector/matchLabels' },
  { ...policies, path: 'spec/ingress/from/podSelector/matchLabels' },
  { ...policies, path: labelsOfPeers },
];

/** Whether the place is one of the object. */
export function isFieldOf({ group, version, kind }: LabelField, object: TargetObject): boolean {
  return (
    (group === undefined || group === object.group) &&
    (version === undefined || version === object.version) &&
    (kind === undefined || kind === object.kind)
  );
}

/** The keys that lead to a place. */
export function keysOf(path: string): readonly string[] {
  return path.split('/').map((key) => key.replace(/\[\]$/, ''));
}

/** Kinds whose names stay as they are. */
export function keepsName({ group, kind }: { readonly group: string; readonly kind: string }) {
  return (
    kind === 'Namespace' ||
    kind === 'CustomResourceDefinition' ||
    (kind === 'APIService' && group === 'apiregistration.k8s.io')
  );
}
