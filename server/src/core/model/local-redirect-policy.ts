import type { YamlMap, YamlNode } from '../syntax/yaml/tree';
import type { Range } from '../text/range';
import { type KubernetesObject, mayBeOfGroup } from './kubernetes-object';
import { type LabelSelector, readSelector } from './label-selector';
import {
  mapTraced,
  nodeOf,
  readBoolean,
  readItems,
  readNode,
  readString,
  type Traced,
  type TracedItems,
} from './traced';

/** `cilium.io` CiliumLocalRedirectPolicy: traffic to an address or a Service goes to a pod of the same node. */
export interface LocalRedirectPolicy {
  readonly object: KubernetesObject;
  readonly spec: YamlMap | undefined;
  /** `redirectFrontend.addressMatcher.ip`. */
  readonly address: Traced<string>;
  /** `redirectFrontend.serviceMatcher`. */
  readonly service: { readonly name: Traced<string>; readonly namespace: Traced<string> };
  readonly frontendPorts: TracedItems<RedirectPort>;
  /** `redirectBackend.localEndpointSelector`. */
  readonly backendSelector: Traced<LabelSelector>;
  readonly backendPorts: TracedItems<RedirectPort>;
  readonly skipRedirectFromBackend: Traced<boolean>;
}

export interface RedirectPort {
  readonly range: Range;
  /** As text, whether it is written in quotes or not. */
  readonly port: Traced<string>;
  readonly protocol: Traced<string>;
  readonly name: Traced<string>;
}

/** Views an object as a CiliumLocalRedirectPolicy; undefined when it is another kind. */
export function localRedirectPolicyOf(object: KubernetesObject): LocalRedirectPolicy | undefined {
  if (object.kind !== 'CiliumLocalRedirectPolicy' || !mayBeOfGroup(object, 'cilium.io')) {
    return undefined;
  }
  const spec = nodeOf(object.node, 'spec');
  const frontend = nodeOf(spec, 'redirectFrontend');
  const address = nodeOf(frontend, 'addressMatcher');
  const service = nodeOf(frontend, 'serviceMatcher');
  const backend = nodeOf(spec, 'redirectBackend');
  return {
    object,
    spec: spec?.kind === 'map' ? spec : undefined,
    address: readString(address, 'ip'),
    service: {
      name: readString(service, 'serviceName'),
      namespace: readString(service, 'namespace'),
    },
    frontendPorts: readItems(address ?? service, 'toPorts', portOf),
    backendSelector: readSelector(backend, 'localEndpointSelector'),
    backendPorts: readItems(backend, 'toPorts', portOf),
    skipRedirectFromBackend: readBoolean(spec, 'skipRedirectFromBackend'),
  };
}

function portOf(node: YamlNode): RedirectPort {
  return {
    range: node.range,
    port: mapTraced(readNode(node, 'port'), (value) =>
      value.kind === 'scalar' ? value.text : undefined,
    ),
    protocol: readString(node, 'protocol'),
    name: readString(node, 'name'),
  };
}
