import { ciliumPolicyOf } from '../model/cilium-policy';
import { objectsOf } from '../model/kinds';
import type { KubernetesObject } from '../model/kubernetes-object';
import { networkPolicyOf } from '../model/network-policy';
import { type Service, type ServicePort, serviceOf } from '../model/service';
import { known } from '../model/traced';
import { type Workload, workloadOf } from '../model/workload';
import type { YamlDocument } from '../syntax/yaml/document';
import { shiftRange } from '../text/range';
import type { Snapshot } from '../workspace/snapshot';
import { clusterDrafts } from './clusters/symbols';
import { ciliumPolicySymbols, networkPolicySymbols } from './symbols/policies';
import {
  type Budget,
  type DocumentSymbol,
  type Draft,
  finish,
  type SymbolRole,
  textOf,
} from './symbols/symbol';

export type { DocumentSymbol, SymbolRole } from './symbols/symbol';

/** More than this is no outline any more. */
const mostSymbols = 20_000;

/**
 * The Kubernetes objects of a file as an outline: policies with their directions, rules, peers and ports, Services with
 * their ports, workloads with their containers, everything else by kind and name. Of templates and scripts the clusters,
 * their networks and pools, and the commands that create or change them. Empty for files without any of these.
 */
export function documentSymbols(snapshot: Snapshot): readonly DocumentSymbol[] {
  const budget: Budget = { left: mostSymbols };
  const objects = snapshot.documents.flatMap(({ document, start }) =>
    objectsOf(document, 'KubernetesObject').flatMap((object) => {
      const symbol = finish(objectDraft(object), object.range, budget);
      return symbol === undefined ? [] : [shifted(symbol, start)];
    }),
  );
  const whole = { start: 0, end: snapshot.text.length };
  const clusters = clusterDrafts(snapshot).flatMap((draft) => finish(draft, whole, budget) ?? []);
  return [...objects, ...clusters];
}

function shifted(symbol: DocumentSymbol, by: number): DocumentSymbol {
  return by === 0
    ? symbol
    : {
        ...symbol,
        range: shiftRange(symbol.range, by),
        selectionRange: shiftRange(symbol.selectionRange, by),
        children: symbol.children.map((child) => shifted(child, by)),
      };
}

function objectDraft(object: KubernetesObject): Draft {
  const { document, kind, name, namespace, range, kindRange } = object;
  return {
    ...contentOf(object),
    name: [kind, textOf(name, document)].filter((part) => part !== undefined).join(' '),
    detail: textOf(namespace, document),
    range,
    selectionRange: name.state === 'absent' ? kindRange : name.range,
  };
}

function contentOf(object: KubernetesObject): {
  readonly role: SymbolRole;
  readonly children: readonly Draft[];
} {
  const networkPolicy = networkPolicyOf(object);
  if (networkPolicy !== undefined) {
    return { role: 'policy', children: networkPolicySymbols(networkPolicy) };
  }
  const ciliumPolicy = ciliumPolicyOf(object);
  if (ciliumPolicy !== undefined) {
    return { role: 'policy', children: ciliumPolicySymbols(ciliumPolicy) };
  }
  const service = serviceOf(object);
  if (service !== undefined) {
    return { role: 'service', children: portDrafts(service) };
  }
  const workload = workloadOf(object);
  return workload === undefined
    ? { role: 'object', children: [] }
    : { role: 'workload', children: containerDrafts(workload) };
}

function portDrafts({ object, ports }: Service): readonly Draft[] {
  return ports.items.map((port, index) => ({
    role: 'port',
    name: servicePortText(port, object.document),
    detail: textOf(port.name, object.document),
    range: known(ports.list)?.itemRanges[index] ?? port.range,
  }));
}

function servicePortText({ port, targetPort, protocol }: ServicePort, document: YamlDocument) {
  const number = textOf(port, document) ?? '…';
  const target = textOf(targetPort, document) ?? number;
  const mapping = target === number ? number : `${number} → ${target}`;
  return `port ${textOf(protocol, document) ?? 'TCP'} ${mapping}`;
}

function containerDrafts({ object, containers }: Workload): readonly Draft[] {
  return containers.map(({ role, name, image, range }) => ({
    role: 'container',
    name: `${role === 'main' ? '' : `${role} `}container ${textOf(name, object.document) ?? ''}`,
    detail: textOf(image, object.document),
    range,
  }));
}
