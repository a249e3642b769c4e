import { known } from '../model/traced';
import type { Workload } from '../model/workload';
import type { Range } from '../text/range';
import { namespaceText, type Requirement, textOrTemplate } from './subject';

/** A port of a container that has a name, in pods with an address of their own. */
export interface NamedPortFact {
  readonly name: string;
  readonly protocol: string;
  /** Undefined when a template writes it. */
  readonly number: number | undefined;
  /** Kind and name of the workload. */
  readonly workload: string;
  /** As written, a template expression included; empty when it is not written. */
  readonly namespace: string;
  /** The labels of the pods, as far as they are readable. */
  readonly labels: readonly Requirement[];
}

/**
 * The named ports of a workload, and where they are written; none when its pods are, or may be, on the network of
 * their node.
 */
export function namedPortFactsOf(
  workload: Workload,
): readonly { readonly fact: NamedPortFact; readonly range: Range }[] {
  const { object, hostNetwork, containers } = workload;
  const isOnNode = hostNetwork.state !== 'absent' && known(hostNetwork) !== false;
  if (isOnNode) {
    return [];
  }
  const labels = (known(workload.labels)?.entries ?? []).flatMap(({ key, value }) => {
    const text = textOrTemplate(object.document, value);
    return text === undefined ? [] : [{ key, operator: 'In', values: [text] }];
  });
  const shared = {
    workload: `${object.kind} ${textOrTemplate(object.document, object.name) ?? ''}`.trim(),
    namespace: namespaceText(object),
    labels,
  };
  return containers
    .filter(({ role }) => role === 'main')
    .flatMap(({ ports }) => ports.items)
    .flatMap(({ range, name, protocol, containerPort }) => {
      const written = protocol.state === 'absent' ? 'TCP' : known(protocol);
      return name.state === 'known' && written !== undefined
        ? [
            {
              fact: {
                ...shared,
                name: name.value,
                protocol: written,
                number: known(containerPort),
              },
              range,
            },
          ]
        : [];
    });
}
