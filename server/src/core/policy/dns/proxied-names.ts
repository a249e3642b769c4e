import type { CiliumEntry, CiliumPortRule } from '../../model/cilium-policy';
import { known } from '../../model/traced';
import { ciliumPorts } from '../peers/cilium-peers';
import type { PortSet } from '../ports/ports';

/** The look-ups that a rule sends through the DNS proxy, which learns the addresses of names from the answers. */
export interface ProxiedNames {
  /** Names and patterns of names. */
  readonly patterns: readonly string[];
  /** Every one of them is readable, and no template adds any. */
  readonly isComplete: boolean;
  /** The ports that `rules.dns` stands at. */
  readonly ports: PortSet;
}

/** What the `rules.dns` of an entry say; undefined when there are none. An empty list says nothing. */
export function proxiedNames(entry: CiliumEntry): ProxiedNames | undefined {
  const items = entry.toPorts.filter(hasDnsRules);
  if (items.length === 0) {
    return undefined;
  }
  const names = items.flatMap(({ layer7 }) => layer7.dns.items);
  const patterns = names.flatMap(({ matchName, matchPattern }) => {
    const text = known(matchName) ?? known(matchPattern);
    return text === undefined ? [] : [text];
  });
  return {
    patterns,
    isComplete:
      patterns.length === names.length && items.every(({ layer7 }) => layer7.dns.isComplete),
    ports: ciliumPorts({ ...entry, toPorts: items }),
  };
}

/** Whether an item of `toPorts` sends look-ups through the proxy, or may do so through a template. */
export function hasDnsRules({ rules, layer7 }: CiliumPortRule): boolean {
  return layer7.dns.items.length > 0 || (rules !== undefined && !layer7.dns.isComplete);
}
