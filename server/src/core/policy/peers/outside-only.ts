import type { FactView } from '../../facts/facts';
import { ciliumSpecFactsOf, type PolicyFact, type RuleFact } from '../../facts/policy-fact';
import type { CiliumEntry, CiliumPolicy, CiliumSection } from '../../model/cilium-policy';
import { known } from '../../model/traced';
import type { Range } from '../../text/range';
import { coversPorts } from '../ports/ports';
import { allowedPorts } from '../rules-beside';
import { saysEverything, saysNodes } from '../stated-purpose';
import { ciliumPorts } from './cilium-peers';

/** An entity that stands for less than its author may think. */
export interface NarrowEntity {
  readonly section: CiliumSection;
  readonly entry: CiliumEntry;
  readonly at: Range;
  /** `world` is outside the cluster only; `host` is the own node only. */
  readonly entity: 'world' | 'host';
  /** The words of a comment or the name that say that more is meant. */
  readonly words: string | undefined;
}

/** The entities of a policy that leave out what nothing else allows, whether the file says that it is meant or not. */
export function narrowEntities(policy: CiliumPolicy, facts: FactView): readonly NarrowEntity[] {
  return ciliumSpecFactsOf(policy).flatMap(({ rule, fact }) =>
    rule.sections
      .filter(({ isDeny, isComplete }) => !isDeny && isComplete)
      .flatMap((section) =>
        section.entries.flatMap((entry) => narrowIn(policy, fact, section, entry, facts)),
      ),
  );
}

const wide = ['all', 'cluster'];

function narrowIn(
  policy: CiliumPolicy,
  fact: PolicyFact,
  section: CiliumSection,
  entry: CiliumEntry,
  facts: FactView,
): readonly NarrowEntity[] {
  const entities = known(entry.entities) ?? [];
  const names = entities.map(known);
  if (
    !entry.isComplete ||
    names.includes(undefined) ||
    names.some((name) => wide.includes(name ?? ''))
  ) {
    return [];
  }
  return entities.flatMap((each): readonly NarrowEntity[] => {
    const name = known(each);
    if (each.state !== 'known' || (name !== 'world' && name !== 'host')) {
      return [];
    }
    const words =
      name === 'world' ? saysEverything(policy, entry.range) : saysNodes(policy, entry.range);
    const isMissed =
      name === 'world'
        ? !isAllowed(fact, section, entry, facts, ({ allPods }) => allPods)
        : !section.entries.some(namesOtherNodes) &&
          !isAllowed(fact, section, entry, facts, ({ otherNodes }) => otherNodes);
    return isMissed ? [{ section, entry, at: each.range, entity: name, words }] : [];
  });
}

/** Who names the other nodes knows the difference. */
function namesOtherNodes({ entities }: CiliumEntry): boolean {
  return (known(entities) ?? []).some((entity) => known(entity) === 'remote-node');
}

/** Whether other rules for the same pods allow, on the ports of the entry, what it leaves out. */
function isAllowed(
  fact: PolicyFact,
  { direction }: CiliumSection,
  entry: CiliumEntry,
  facts: FactView,
  isMeant: (rule: RuleFact) => boolean,
): boolean {
  return coversPorts(allowedPorts(fact, direction, facts, isMeant), ciliumPorts(entry));
}
