import type { Namespace } from '../model/namespace';
import { known } from '../model/traced';

/** The labels that a file gives a Namespace. */
export interface NamespaceFact {
  readonly name: string;
  readonly labels: readonly { readonly key: string; readonly value: string | undefined }[];
  /** No template adds labels. */
  readonly isComplete: boolean;
}

/** The fact of a Namespace whose name is readable. */
export function namespaceFactsOf({ object, labels }: Namespace): readonly NamespaceFact[] {
  if (object.name.state !== 'known') {
    return [];
  }
  const entries = known(labels)?.entries ?? [];
  return [
    {
      name: object.name.value,
      labels: entries.map(({ key, value }) => ({ key, value: known(value) })),
      isComplete: labels.state === 'absent' || known(labels)?.isComplete === true,
    },
  ];
}
