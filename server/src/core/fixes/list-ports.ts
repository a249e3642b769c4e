import { policyLimits } from '../knowledge/policy-vocabulary';
import type { EditResult, PlainValue } from '../model/edits';
import { replaceByItems } from '../model/list-edits';
import { known } from '../model/traced';
import { type AnyPolicy, isCiliumPolicy } from '../policy/any-policy';
import type { WrittenPort } from '../policy/ports/written-ports';
import { outsideTemplateBlocks } from './template-guard';

/** More ports than these make a list nobody wants to read. */
const maxListed = 16;

/**
 * Writes every port of a range as an item of its own, in place of the `endPort`; undefined when they are too many
 * for a list, or for an item of `toPorts`.
 */
export function listPorts(policy: AnyPolicy, written: WrittenPort): EditResult | undefined {
  const from = known(written.port);
  const to = known(written.endPort);
  if (typeof from !== 'number' || to === undefined || to - from >= maxListed) {
    return undefined;
  }
  const isCilium = isCiliumPolicy(policy);
  const most = policyLimits.portsPerRule.value;
  if (isCilium && written.list.items.length + to - from > most) {
    return undefined;
  }
  const { protocol } = written;
  if (protocol.state !== 'known' && protocol.state !== 'absent') {
    return { disabledReason: 'A template writes the protocol; change it by hand.' };
  }
  const items: PlainValue[] = [];
  for (let port = from + 1; port <= to; port++) {
    items.push(itemLike(written, isCilium ? `${port}` : port));
  }
  return outsideTemplateBlocks(
    policy,
    written.range.start,
    replaceByItems(policy.object, written.list, written.node, 'endPort', items),
  );
}

/** An item for another port, with its fields in the order of the one that is written. */
function itemLike({ node, protocol }: WrittenPort, port: PlainValue): PlainValue {
  const value = known(protocol);
  const names = node.kind === 'map' ? node.entries.map(({ name }) => name) : [];
  const isProtocolFirst = names.indexOf('protocol') < names.indexOf('port');
  if (value === undefined) {
    return { port };
  }
  return isProtocolFirst ? { protocol: value, port } : { port, protocol: value };
}
