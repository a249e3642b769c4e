import { describe, expect, it } from 'vitest';
import {
  evidenceIn,
  isAboutOutside,
} from '../../../../server/src/core/policy/addresses/address-evidence';
import { lintText } from '../../../support/lint';

describe('the words of a comment or a name', () => {
  it.each([
    ['Pod CIDR', 'pods', 'Pod CIDR'],
    ['podCIDR of the cluster', 'pods', 'podCIDR'],
    ["the pods' IPs", 'pods', "pods' IPs"],
    ['allow-pod-network', 'pods', 'pod-network'],
    ['cluster CIDR', 'pods', 'cluster CIDR'],
    ['node IPs', 'nodes', 'node IPs'],
    ['Node subnet, for the kubelet', 'nodes', 'Node subnet'],
    ['node pool addresses', 'nodes', 'node pool addresses'],
    ['kubelet addresses', 'nodes', 'kubelet addresses'],
    ['service CIDR', 'services', 'service CIDR'],
    ['the clusterIP of redis', 'services', 'clusterIP'],
    ['kube-dns', 'services', 'kube-dns'],
    ['CoreDNS', 'services', 'CoreDNS'],
    ['API server', 'outside', 'API server'],
    ['kube-apiserver, and the node IPs', 'outside', 'apiserver'],
    ['Kubernetes API', 'outside', 'Kubernetes API'],
    ['on-prem', 'outside', 'on-prem'],
    ['private endpoint of the storage', 'outside', 'private endpoint'],
    ['Site VPN', 'outside', 'VPN'],
  ])('%s', (text, subject, words) => {
    expect(evidenceIn(text)).toEqual({ subject, words });
  });

  it.each([
    '',
    'the database',
    'a pod may call this',
    'pods',
    'nodes',
    'kind network CIDR',
    'not the pod CIDR',
    'everything without the pod network',
    'outside of the node subnet',
    'podcast addresses',
    'DNS servers of the office',
  ])('say nothing: %s', (text) => {
    expect(evidenceIn(text)).toBeUndefined();
  });
});

describe('words that mean the outside', () => {
  it.each([
    'allow the whole internet',
    'External (controlled via policies)',
    'Allow to any IP (internet)',
    'third-party APIs',
    'public endpoints',
    'the outside world',
  ])('%s', (text) => {
    expect(isAboutOutside(text)).toBe(true);
  });

  it.each([
    '',
    'everything',
    'Allow egress to any destination',
    'not the internet',
    'the internet and all pods',
    'internal and external services',
    'external-dns needs this',
    'This will still block pod and node IPs.',
  ])('others do not: %s', (text) => {
    expect(isAboutOutside(text)).toBe(false);
  });
});

describe('where words count', () => {
  const policy = (lines: readonly string[], name = 'a') => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
spec:
  podSelector: {}
  ingress:
${lines.join('\n')}
`;
  const block = [
    '    - from:',
    '        - ipBlock:',
    '            cidr: 10.60.0.0/14',
    '            except:',
    '              - 10.61.0.0/16',
  ];
  const withComment = (line: number, comment: string) =>
    block.map((text, index) => (index === line ? `${text} # ${comment}` : text));
  const above = (line: number, comment: string) =>
    block.flatMap((text, index) => (index === line ? [`${comment}`, text] : [text]));

  it.each([
    ['behind the range', withComment(2, 'pod CIDR'), 'warning'],
    ['behind the ipBlock', withComment(1, 'pod CIDR'), 'warning'],
    ['above the range', above(2, '            # pod CIDR'), 'warning'],
    ['above the ipBlock', above(1, '        # pod CIDR'), 'warning'],
    ['above the rule', above(0, '    # pod CIDR'), 'warning'],
    ['behind an exception', withComment(4, 'pod CIDR'), 'info'],
    ['above an exception', above(4, '              # pod CIDR'), 'info'],
    ['nowhere', block, 'info'],
  ])('%s', (_name, lines, severity) => {
    expect(severitiesOf(policy(lines))).toEqual([severity]);
  });

  it('in the name of the policy', () => {
    expect(severitiesOf(policy(block, 'from-pod-network'))).toEqual(['warning']);
  });

  function severitiesOf(text: string) {
    return lintText(text)
      .findings.filter(({ rule }) => rule === 'ipblock-in-cluster-range')
      .map(({ severity }) => severity);
  }
});
