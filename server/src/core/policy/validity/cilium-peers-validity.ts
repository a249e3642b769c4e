import { layer3Members } from '../../knowledge/policy-validity';
import type { PeerMember } from '../../model/cilium-policy';
import type { Field } from '../../model/traced';
import { hasItems, memberName, type PlacedEntry } from './cilium-entries';

/** A field of a rule that is written, and holds something. */
export interface WrittenField {
  readonly name: string;
  readonly field: Field;
}

/** The layer 3 members of a rule of which Cilium takes one only, in the order they are written. Empty lists do not count. */
export function layer3Fields({ entry, sectionName }: PlacedEntry): readonly WrittenField[] {
  const { direction } = entry;
  const members: readonly PeerMember[] =
    layer3Members[direction === 'ingress' ? direction : (sectionName as 'egress' | 'egressDeny')];
  return members
    .flatMap((member) => {
      const field = entry.members.get(member);
      return field !== undefined && hasItems(field.node)
        ? [{ name: memberName(entry, member), field }]
        : [];
    })
    .sort((a, b) => a.field.keyRange.start - b.field.keyRange.start);
}
