import { describe, expect, it } from 'vitest';
import { isMap, parseAllDocuments } from 'yaml';

import { type Finding, isAtLeast, type Settings } from '../server/src/core/index';
import { lintText, ruleNames } from './support/lint';
import { readSnippets, type Snippet, tabStops, withDefaults } from './support/snippets';

const snippets = readSnippets('kubernetes');
const presets = ['recommended', 'strict'] as const;
const cases = snippets.map(([name, snippet]) => [name, snippet] as const);

/** A cluster that has everything the snippet says it needs. With LocalDNS, only one of them reaches DNS. */
const completeCluster = ({ prefix }: Snippet): Settings => ({
  profile: {
    dataplane: 'cilium',
    kubernetesVersion: '1.33',
    ipam: 'overlay',
    podCidrs: ['10.244.0.0/16'],
    serviceCidrs: ['10.0.0.0/16'],
    nodeCidrs: ['10.224.0.0/16'],
    acns: true,
    acnsNetworkPolicies: 'L7',
    localDns: prefix === 'akscilium-local-dns',
  },
});

/** What may be said of a snippet on a cluster nobody has described: that it needs what its description says. */
const needs: Readonly<Record<string, string>> = {
  'akscilium-fqdn': 'fqdn-needs-acns',
  'akscilium-l7-http': 'l7-needs-acns',
};

/**
 * Off unless asked for, and then inherent in limited egress: a list of what behaves otherwise than on Azure NPM, which
 * let every pod reach its own node.
 */
const inherentInStrict = 'npm-local-node-egress';

describe('snippets of Kubernetes objects', () => {
  it('cover what the dataplane treats specially', () => {
    expect(snippets.map(([, { prefix }]) => prefix)).toEqual([
      'akscilium-default-deny',
      'akscilium-ipblock-with-pods',
      'akscilium-internet-only',
      'akscilium-allow-all-egress',
      'akscilium-local-dns',
      'akscilium-ingress-controller',
      'akscilium-load-balancer',
      'akscilium-fqdn',
      'akscilium-l7-http',
      'akscilium-to-nodes',
      'akscilium-from-nodes',
      'akscilium-api-server',
    ]);
  });

  it('have prefixes of their own, and descriptions that name the kind and end a sentence', () => {
    const prefixes = snippets.map(([, { prefix }]) => prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
    for (const [, { prefix, description, body }] of snippets) {
      expect(prefix).toMatch(/^akscilium-[a-z0-9-]+$/);
      const kind = /^kind: (\w+)$/m.exec(body.join('\n'))?.[1];
      expect(description).toMatch(new RegExp(`^${kind}: .+\\.$`));
    }
  });

  it.each(cases)('%s: tab stops count from 1 and end with $0', (_name, snippet) => {
    const stops = tabStops(snippet).map(({ number }) => number);
    const numbered = [...new Set(stops)].filter((stop) => stop > 0).sort((a, b) => a - b);
    expect(numbered.length).toBeGreaterThan(0);
    expect(numbered).toEqual(numbered.map((_, index) => index + 1));
    expect(stops.filter((stop) => stop === 0)).toEqual([0]);
    expect(snippet.body.join('\n').endsWith('$0')).toBe(true);
  });

  it.each(cases)('%s: is valid YAML of a Kubernetes object', (_name, snippet) => {
    const documents = parseAllDocuments(withDefaults(snippet));
    for (const { errors, warnings, contents } of documents) {
      expect([...errors, ...warnings]).toEqual([]);
      expect(isMap(contents)).toBe(true);
      for (const key of ['apiVersion', 'kind', 'metadata', 'spec']) {
        expect(isMap(contents) && contents.has(key), key).toBe(true);
      }
    }
  });

  it.each(cases)('%s: has no finding on a cluster that has what it needs', (_name, snippet) => {
    for (const preset of presets) {
      const findings = findingsOn(snippet, { ...completeCluster(snippet), extends: preset });
      expect(ruleNames(findings), preset).toEqual([]);
    }
  });

  it.each(cases)('%s: has no other finding on a cluster nobody has described', (_name, snippet) => {
    for (const preset of presets) {
      const others = findingsOn(snippet, { extends: preset }).filter(
        ({ rule, severity }) => rule !== needs[snippet.prefix] || isAtLeast(severity, 'warning'),
      );
      expect(ruleNames(others), preset).toEqual([]);
    }
  });
});

/** Without what is inherent in the preset. */
function findingsOn(snippet: Snippet, settings: Settings): readonly Finding[] {
  const { findings, failures } = lintText(withDefaults(snippet), settings);
  expect(failures).toEqual([]);
  return findings.filter(({ rule }) => settings.extends !== 'strict' || rule !== inherentInStrict);
}
