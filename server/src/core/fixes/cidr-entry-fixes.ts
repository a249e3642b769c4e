import type { Fix } from '../engine/finding';
import { namespaceLabels } from '../knowledge/policy-vocabulary';
import type { CiliumPolicy } from '../model/cilium-policy';
import type { PlainValue } from '../model/edits';
import { addEntries } from '../model/list-edits';
import type { CidrMiss } from '../policy/addresses/cidr-entries';
import { addClusterDnsEntry } from './cluster-dns';
import { fixFrom } from './fix-from';
import { samePorts } from './same-ports';
import { outsideTemplateBlocks } from './template-guard';

/** Names beside a range those whom it misses, on the same ports; nothing for a range that denies. */
export function cidrEntryFixes(policy: CiliumPolicy, miss: CidrMiss): readonly Fix[] {
  if (miss.section.isDeny) {
    return [];
  }
  const to = miss.section.direction === 'egress' ? 'to' : 'from';
  const pods = {
    [`${to}Endpoints`]: [
      { matchExpressions: [{ key: `k8s:${namespaceLabels.ofEndpoint}`, operator: 'Exists' }] },
    ],
  };
  const nodes = { [`${to}Entities`]: ['host', 'remote-node'] };
  switch (missed(miss)) {
    case 'api server':
      return [
        beside(policy, miss, 'Allow the API server as well', {
          [`${to}Entities`]: ['kube-apiserver'],
        }),
      ];
    case 'dns':
      return [
        fixFrom(
          'Allow cluster DNS as well',
          'suggestion',
          addClusterDnsEntry(policy, miss.section),
          true,
        ),
      ];
    case 'pods':
      return [beside(policy, miss, 'Allow the pods of all namespaces as well', pods)];
    case 'nodes':
      return [beside(policy, miss, 'Allow the nodes as well', nodes)];
    default:
      return [
        beside(policy, miss, 'Allow the whole cluster as well', { [`${to}Entities`]: ['cluster'] }),
      ];
  }
}

function missed(miss: CidrMiss): 'api server' | 'dns' | 'pods' | 'nodes' | 'cluster' {
  if (miss.isApiServer) {
    return 'api server';
  }
  switch (miss.is) {
    case 'inside':
      return miss.role === 'node' ? 'nodes' : miss.role === 'pod' ? 'pods' : service(miss);
    case 'said':
      return miss.evidence.subject === 'nodes'
        ? 'nodes'
        : miss.evidence.subject === 'pods'
          ? 'pods'
          : service(miss);
    case 'customary':
      return miss.role === 'pod' ? 'pods' : service(miss);
    default:
      return 'cluster';
  }
}

function service({ isForDns }: CidrMiss): 'dns' | 'pods' {
  return isForDns ? 'dns' : 'pods';
}

function beside(
  policy: CiliumPolicy,
  { entry, section }: CidrMiss,
  title: string,
  peers: { readonly [name: string]: PlainValue },
): Fix {
  const toPorts = samePorts(entry);
  if ('disabledReason' in toPorts) {
    return fixFrom(title, 'suggestion', toPorts);
  }
  const added = addEntries(policy.object, section, [{ ...peers, ...toPorts.value }]);
  return fixFrom(title, 'suggestion', outsideTemplateBlocks(policy, entry.range.start, added));
}
