import type { KubernetesObject } from '../model/kubernetes-object';

const cilium = 'cilium.io';

/**
 * The API group of an object. Where a template writes it, the kinds that only Cilium has tell it; undefined when
 * neither does.
 */
export function groupOfKind({ group, kind }: KubernetesObject): string | undefined {
  return group ?? (kind.startsWith('Cilium') ? cilium : undefined);
}
