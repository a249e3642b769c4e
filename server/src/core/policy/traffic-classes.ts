import { ciliumClasses } from '../knowledge/cilium-kinds';
import { type KubernetesObject, mayBeOfGroup } from '../model/kubernetes-object';
import { stringAt } from '../model/string-map';
import { nodeOf, readString } from '../model/traced';
import type { Range } from '../text/range';

/** What hands an Ingress or Gateway over to Cilium. */
export interface TrafficClass {
  readonly at: Range;
  readonly why: string;
  readonly instead: string;
}

/** Where an Ingress, a Gateway, or a class of either says that Cilium serves it; undefined for all others. */
export function classForCilium(object: KubernetesObject): TrafficClass | undefined {
  const spec = nodeOf(object.node, 'spec');
  const { ingressAnnotation, ingressClassName, gatewayClassName, ...rest } = ciliumClasses;
  const written = () => {
    switch (object.kind) {
      case 'Ingress':
        return [
          [readString(spec, 'ingressClassName'), ingressClassName],
          [stringAt(object.annotations, ingressAnnotation), ingressClassName],
        ] as const;
      case 'IngressClass':
        return [[readString(spec, 'controller'), rest.ingressController]] as const;
      case 'Gateway':
        return [[readString(spec, 'gatewayClassName'), gatewayClassName]] as const;
      case 'GatewayClass':
        return [[readString(spec, 'controllerName'), rest.gatewayController]] as const;
      default:
        return [];
    }
  };
  const group = object.kind.startsWith('Ingress')
    ? 'networking.k8s.io'
    : 'gateway.networking.k8s.io';
  if (!mayBeOfGroup(object, group)) {
    return undefined;
  }
  const { why, instead } = rest;
  for (const [value, wanted] of written()) {
    if (value.state === 'known' && value.value === wanted) {
      return { at: value.range, why, instead };
    }
  }
  return undefined;
}
