import { fieldOf, known, nodeOf } from '../model/traced';
import type { Workload } from '../model/workload';
import { hostPortsOf } from '../policy/ports/host-ports';
import type { Range } from '../text/range';
import { namespaceText, textOrTemplate } from './subject';

/** A host port of a workload, and on which nodes its pods may be. */
export interface HostPortFact {
  readonly kind: string;
  readonly name: string | undefined;
  /** As written; empty when it is not. */
  readonly namespace: string;
  readonly port: number;
  readonly protocol: string;
  /** Undefined for every address of the node. */
  readonly address: string | undefined;
  /** Labels that its nodes have. */
  readonly nodeLabels: readonly { readonly key: string; readonly value: string }[];
  /** Nothing else decides on which nodes the pods are: no affinity, no node by name. */
  readonly isOnEverySuchNode: boolean;
}

/** A fact, and where it is written. */
export interface PlacedHostPort {
  readonly fact: HostPortFact;
  readonly range: Range;
}

/** The host ports of a workload; none for one in a template, which may be there or not. */
export function hostPortFactsOf(workload: Workload): readonly PlacedHostPort[] {
  const { object, spec } = workload;
  const selector = known(workload.nodeSelector);
  const isPlain =
    fieldOf(nodeOf(spec, 'affinity'), 'nodeAffinity') === undefined &&
    fieldOf(spec, 'nodeName') === undefined &&
    (workload.nodeSelector.state === 'absent' || selector?.isComplete === true);
  const labels = (selector?.entries ?? []).flatMap(({ key, value }) =>
    value.state === 'known' ? [{ key, value: value.value }] : [],
  );
  const ports = object.document.isTemplate ? [] : hostPortsOf(workload);
  return ports.map(({ port, protocol, address, range }) => ({
    fact: {
      kind: object.kind,
      name: textOrTemplate(object.document, object.name),
      namespace: namespaceText(object),
      port,
      protocol,
      address,
      nodeLabels: labels,
      isOnEverySuchNode: object.kind === 'DaemonSet' && isPlain,
    },
    range,
  }));
}

/** Whether no node can have the pods of both: they ask for different values of a node label. */
export function areApart(a: HostPortFact, b: HostPortFact): boolean {
  return a.nodeLabels.some(({ key, value }) =>
    b.nodeLabels.some((other) => other.key === key && other.value !== value),
  );
}

/** Whether the two come from one object, written twice as in a base and an overlay. */
export function areOfOneWorkload(a: HostPortFact, b: HostPortFact): boolean {
  const isSameNamespace = a.namespace === b.namespace || a.namespace === '' || b.namespace === '';
  return a.kind === b.kind && a.name === b.name && isSameNamespace;
}
