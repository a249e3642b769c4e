import type { CiliumPolicy, CiliumPortRule } from '../../model/cilium-policy';
import { known } from '../../model/traced';
import type { YamlNode, YamlSequence } from '../../syntax/yaml/tree';
import { ciliumEntries, type PlacedEntry } from './cilium-entries';

/** An item of `toPorts`, and where it stands. */
export interface PlacedPortRule {
  readonly placed: PlacedEntry;
  readonly portRule: CiliumPortRule;
  readonly list: YamlSequence;
  readonly index: number;
}

/** Every item of `toPorts` of a policy, in the order they are written; one that aliases repeat is there once per kind of section. */
export function ciliumPortRules(policy: CiliumPolicy): readonly PlacedPortRule[] {
  const seen = new Map<string, Set<YamlNode>>();
  return ciliumEntries(policy).flatMap((placed) => {
    const { entry, sectionName } = placed;
    const nodes = seen.get(sectionName) ?? new Set();
    seen.set(sectionName, nodes);
    const list = known(entry.toPortsList);
    return entry.toPorts.flatMap((portRule, index) => {
      if (list === undefined || nodes.has(portRule.node)) {
        return [];
      }
      nodes.add(portRule.node);
      return [{ placed, portRule, list, index }];
    });
  });
}

/** What of layer 7 a rule asks for, without what a template may add. Deny rules have no such rules. */
export function layer7Kinds({
  placed,
  portRule,
}: PlacedPortRule): readonly ('http' | 'kafka' | 'dns' | 'l7')[] {
  const { layer7 } = portRule;
  const kinds = ['http', 'kafka', 'dns', 'l7'] as const;
  return placed.section.isDeny ? [] : kinds.filter((kind) => layer7[kind].items.length > 0);
}
