import type { Fix } from '../engine/finding';
import { clusterDns, namespaceLabels } from '../knowledge/policy-vocabulary';
import type { EditResult } from '../model/edits';
import type { LabelSelector } from '../model/label-selector';
import { addPort, addToPeer, replaceInPeer } from '../model/list-edits';
import type { NetworkPolicy } from '../model/network-policy';
import { known } from '../model/traced';
import type { DnsMistake } from '../policy/dns/dns-peers';
import { fixFrom } from './fix-from';
import { outsideTemplateBlocks } from './template-guard';

/** What a rule for cluster DNS was meant to say. */
export function dnsFixes(policy: NetworkPolicy, mistake: DnsMistake): readonly Fix[] {
  const { object } = policy;
  switch (mistake.is) {
    case 'namespace label': {
      const key = namespaceLabels.ofNamespace;
      // Both labels may stand there; two entries of one key would be another mistake.
      return hasKey(known(mistake.peer.namespaceSelector), key)
        ? []
        : [fix(`Select by ${key}`, replaceInPeer(object, mistake.peer, mistake.at, key))];
    }
    case 'pod label': {
      const { value } = clusterDns.podLabel;
      return [fix(`Select ${value}`, replaceInPeer(object, mistake.peer, mistake.at, value))];
    }
    case 'own namespace': {
      const selector = {
        matchLabels: { [namespaceLabels.ofNamespace]: clusterDns.namespace },
      };
      const edits = addToPeer(object, mistake.peer, 'namespaceSelector', selector);
      return [fix(`Select them in ${clusterDns.namespace}`, guarded(policy, mistake, edits))];
    }
    case 'one protocol': {
      const protocol = mistake.allowed === 'UDP' ? 'TCP' : 'UDP';
      const edits = addPort(object, mistake.rule, { protocol, port: clusterDns.port });
      return [fix(`Allow ${protocol} as well`, guarded(policy, mistake, edits))];
    }
    default:
      return mistake satisfies never;
  }
}

function fix(title: string, edits: EditResult): Fix {
  return fixFrom(title, 'suggestion', edits, true);
}

function guarded(policy: NetworkPolicy, { rule }: DnsMistake, edits: EditResult): EditResult {
  return outsideTemplateBlocks(policy, rule.range.start, edits);
}

function hasKey(selector: LabelSelector | undefined, key: string): boolean {
  return (selector?.matchLabels ?? []).some((label) => label.key === key);
}
