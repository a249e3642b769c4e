import type {
  CiliumEntry,
  CiliumPolicy,
  CiliumRule,
  CiliumSection,
} from '../../model/cilium-policy';
import { known } from '../../model/traced';
import type { YamlNode, YamlSequence } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';

/** An item of `ingress`, `egress`, `ingressDeny` or `egressDeny`, and where it stands. */
export interface PlacedEntry {
  readonly rule: CiliumRule;
  readonly section: CiliumSection;
  /** The name of the section. */
  readonly sectionName: 'ingress' | 'egress' | 'ingressDeny' | 'egressDeny';
  readonly entry: CiliumEntry;
  readonly list: YamlSequence;
  readonly index: number;
}

/** Every entry of a policy, `specs` included, in the order they are written; one that aliases repeat is there once. */
export function ciliumEntries({ rules }: CiliumPolicy): readonly PlacedEntry[] {
  const seen = new Map<string, Set<YamlNode>>();
  return rules.flatMap((rule) =>
    rule.sections.flatMap((section) => {
      const sectionName = nameOf(section);
      const nodes = seen.get(sectionName) ?? new Set();
      seen.set(sectionName, nodes);
      const list = known(section.list);
      return section.entries.flatMap((entry, index) => {
        if (list === undefined || nodes.has(entry.node)) {
          return [];
        }
        nodes.add(entry.node);
        return [{ rule, section, sectionName, entry, list, index }];
      });
    }),
  );
}

function nameOf({ direction, isDeny }: CiliumSection): PlacedEntry['sectionName'] {
  return isDeny ? `${direction}Deny` : direction;
}

/** The name of a layer 3 member as it is written in an entry. */
export function memberName({ direction }: CiliumEntry, member: string): string {
  return `${direction === 'egress' ? 'to' : 'from'}${member}`;
}

/** Whether a list is written and holds something; what a template may add does not count. */
export function hasItems(node: YamlNode | undefined): node is YamlSequence {
  return node?.kind === 'sequence' && node.items.length > 0;
}

/** Where to point at for a map as a whole: its first key, rather than all of its lines. */
export function beginningOf(node: YamlNode): Range {
  const first = node.kind === 'map' && !node.flow ? node.entries[0] : undefined;
  return first === undefined || first.merged ? node.range : first.keyRange;
}
