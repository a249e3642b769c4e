import type { Fix } from '../engine/finding';
import type { FactView } from '../facts/facts';
import { clusterDns } from '../knowledge/policy-vocabulary';
import { addRule, type EditResult, type PlainValue } from '../model/edits';
import { addEntries } from '../model/list-edits';
import { type AnyPolicy, isCiliumPolicy } from '../policy/any-policy';
import type { LocalDnsGap } from '../policy/dns/local-dns';
import { localDns } from '../policy/dns/local-dns-range';
import { addCiliumPolicy, plainSubject } from './cilium-policy';
import { fixFrom } from './fix-from';
import { outsideTemplateBlocks } from './template-guard';

/** Lets pods reach LocalDNS: as the node where it counts as that, and by its range where it does not. */
export function localDnsFixes(
  policy: AnyPolicy,
  gap: LocalDnsGap,
  facts: FactView,
): readonly Fix[] {
  const entries = entriesFor(gap);
  if (isCiliumPolicy(policy)) {
    const { section } = gap.rules;
    const added: EditResult =
      'entries' in section
        ? addEntries(policy.object, section, entries)
        : { disabledReason: 'The rules are not written as a list.' };
    return [fixFrom('Allow LocalDNS', 'suggestion', guarded(policy, gap, added), true)];
  }
  const newPolicy = {
    suffix: 'local-dns',
    endpointSelector: plainSubject(policy),
    sections: { egress: entries },
  };
  const open = guarded(policy, gap, addRule(policy, policy.egress, { ports: dnsPorts('number') }));
  return [
    fixFrom(
      'Add a CiliumNetworkPolicy for LocalDNS',
      'suggestion',
      addCiliumPolicy(policy.object, newPolicy, facts),
      true,
    ),
    fixFrom(`Allow port ${clusterDns.port} to every destination`, 'suggestion', open),
  ];
}

function entriesFor({ isNode }: LocalDnsGap): readonly PlainValue[] {
  const toPorts = [{ ports: dnsPorts('text') }];
  return [
    ...(isNode === 'no' ? [] : [{ toEntities: ['host'], toPorts }]),
    ...(isNode === 'yes' || localDns === undefined ? [] : [{ toCIDR: [localDns.cidr], toPorts }]),
  ];
}

/** Cilium's policies write numbers as texts. */
function dnsPorts(form: 'number' | 'text'): readonly PlainValue[] {
  const { port, protocols } = clusterDns;
  return protocols.map((protocol) =>
    form === 'text' ? { port: `${port}`, protocol } : { protocol, port },
  );
}

function guarded(policy: AnyPolicy, { rules }: LocalDnsGap, result: EditResult): EditResult {
  return outsideTemplateBlocks(policy, rules.at.start, result);
}
