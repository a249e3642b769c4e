import { commandsByScript } from '../../model/aks/az-files';
import { touches } from '../../text/range';
import type { Snapshot } from '../../workspace/snapshot';
import type { ClusterWord } from './word';

/** The word at the offset in a command of the Azure CLI; undefined when it is in none that concerns clusters. */
export function azWordAt(snapshot: Snapshot, offset: number): ClusterWord | undefined {
  for (const command of commandsByScript(snapshot).flat()) {
    const { name, range: owner, flags } = command;
    if (touches(owner, offset)) {
      return { kind: 'command', name, range: owner };
    }
    const flag = flags.find((each) => touches(each.range, offset));
    if (flag !== undefined) {
      return { kind: 'flag', flag: flag.name, command: name, range: flag.range, owner };
    }
    for (const { name: of, values } of flags) {
      for (const value of values) {
        if (value.state !== 'absent' && touches(value.range, offset)) {
          const text = value.state === 'known' ? value.value : undefined;
          return { kind: 'flag value', flag: of, command: name, text, range: value.range, owner };
        }
      }
    }
  }
  return undefined;
}
