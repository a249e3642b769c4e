import type { Fix } from '../engine/finding';
import type { FactView } from '../facts/facts';
import type { EditResult } from '../model/edits';
import { addEntries } from '../model/list-edits';
import type { AnyPolicy } from '../policy/any-policy';
import type { HostNetworkPeer } from '../policy/peers/host-network';
import { fixFrom } from './fix-from';
import { toPortsFor } from './node-policy';
import { outsideTemplateBlocks } from './template-guard';
import { allowNodes } from './wide-block-fixes';

/** Lets the nodes through that the peer's pods are taken for, on the ports of its rule. */
export function hostNetworkPeerFixes(
  policy: AnyPolicy,
  { rule }: HostNetworkPeer,
  facts: FactView,
): readonly Fix[] {
  const { written } = rule;
  return 'rule' in written
    ? [{ ...allowNodes(written.policy, written.rule, facts), preferred: true }]
    : [fixFrom('Allow nodes as well', 'suggestion', addNodes(policy, rule, written.section), true)];
}

function addNodes(
  policy: AnyPolicy,
  { direction, fact }: HostNetworkPeer['rule'],
  section: Parameters<typeof addEntries>[1],
): EditResult {
  const toPorts = toPortsFor(fact.ports);
  if ('disabledReason' in toPorts) {
    return toPorts;
  }
  const entities = direction === 'egress' ? 'toEntities' : 'fromEntities';
  const entry = { [entities]: ['host', 'remote-node'], ...toPorts.value };
  const start = section.field?.keyRange.start ?? policy.object.range.start;
  return outsideTemplateBlocks(policy, start, addEntries(policy.object, section, [entry]));
}
