import { describe, expect, it } from 'vitest';
import { objectsOf } from '../../../server/src/core/model/kinds';
import {
  saysAllNamespaces,
  saysEverything,
  saysNodes,
} from '../../../server/src/core/policy/stated-purpose';
import { YamlDocument } from '../../../server/src/core/syntax/yaml/document';

function said(read: typeof saysEverything, name: string, comment = '') {
  const [policy] = objectsOf(
    new YamlDocument(`apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: ${name}}
spec:
  endpointSelector: {}
  egress:
    # ${comment}
    - toEntities: [world]
`),
    'CiliumPolicy',
  );
  const place = policy?.rules[0]?.sections[1]?.entries[0]?.range;
  return policy && place && read(policy, place);
}

describe('what names and comments say', () => {
  it.each([
    ['allow-all-egress', '', 'allow all'],
    ['web', 'any destination', 'any destination'],
    ['web', 'everything else', 'everything'],
    ['allow-all', 'to the Internet', undefined],
    ['allow-all-external', '', undefined],
    ['web', 'all but pods', undefined],
    ['small-shop', 'calls the API', undefined],
  ])('%s, %s: everything', (name, comment, words) => {
    expect(said(saysEverything, name, comment)).toBe(words);
  });

  it.each([
    ['from-nodes', '', 'nodes'],
    ['web', 'scrapes of all nodes', 'nodes'],
    ['web', 'not for nodes', undefined],
    ['node-exporter', '', undefined],
  ])('%s, %s: nodes', (name, comment, words) => {
    expect(said(saysNodes, name, comment)).toBe(words);
  });

  it.each([
    ['from-all-namespaces', '', 'all namespaces'],
    ['web', 'from the whole cluster', 'whole cluster'],
    ['web', 'not from other namespaces', undefined],
    ['namespaces', '', undefined],
  ])('%s, %s: namespaces', (name, comment, words) => {
    expect(said(saysAllNamespaces, name, comment)).toBe(words);
  });
});
