import type { Report, ReportFinding } from '../../../server/src/cli/report';

/** A finding with what most tests do not care about filled in. */
export function finding(change: Partial<ReportFinding> = {}): ReportFinding {
  return {
    file: 'policies/egress.yaml',
    rule: 'ipblock-any-excludes-pods',
    severity: 'warning',
    message: 'On Cilium, ipBlock 0.0.0.0/0 matches only addresses outside the cluster.',
    range: { start: { line: 11, column: 19 }, end: { line: 11, column: 28 } },
    documentation: 'https://example.com/rules/ipblock-any-excludes-pods.md',
    related: [],
    fixes: [],
    source: [{ number: 11, text: '            cidr: 0.0.0.0/0' }],
    fingerprint: '0123456789abcdef:1',
    ...change,
  };
}

export function report(findings: readonly ReportFinding[], change: Partial<Report> = {}): Report {
  const count = (wanted: string) => findings.filter(({ severity }) => severity === wanted).length;
  return {
    version: '1.2.3',
    findings,
    failures: [],
    profile: [
      { property: 'edition', value: 'latest', source: 'default' },
      { property: 'kubernetesVersion', value: '1.33', source: 'aks-cilium.yaml' },
      { property: 'podCidrs', value: ['10.244.0.0/16'], source: 'infra/main.bicep' },
    ],
    clusters: [],
    rules: [
      rule('ipblock-any-excludes-pods', 'ipBlock for every address does not reach pods', 'warning'),
      rule('end-port-ignored', 'endPort has no effect', 'error'),
      rule('all-pods-peer', 'Many policies list every pod', 'info'),
      { ...rule('redundant-peer', 'Peer that adds nothing', 'hint'), recommended: false },
    ],
    root: { uri: 'file:///home/me/shop/', prefix: '' },
    ...change,
    summary: {
      files: 3,
      documents: 5,
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      hints: count('hint'),
      skipped: [],
      skippedDocuments: [],
      ...change.summary,
    },
  };
}

/** One finding of every severity, with everything a finding can have. */
export function richReport(): Report {
  return report(
    [
      finding({
        rule: 'end-port-ignored',
        severity: 'error',
        message: 'endPort is ignored before Cilium 1.17: only port 8000 is allowed.',
        range: { start: { line: 14, column: 11 }, end: { line: 16, column: 22 } },
        documentation: 'https://example.com/rules/end-port-ignored.md',
        source: [
          { number: 14, text: '        - port: 8000' },
          { number: 15, text: '          protocol: TCP' },
          { number: 16, text: '          endPort: 9000' },
        ],
        related: [
          {
            file: 'infra/main.bicep',
            range: { start: { line: 7, column: 3 }, end: { line: 7, column: 30 } },
            message: 'The cluster runs Kubernetes 1.29.',
          },
        ],
        fixes: [
          { title: 'List the ports one by one', safety: 'safe' },
          { title: 'Allow every port', safety: 'unsafe' },
        ],
        fingerprint: '1111111111111111:1',
        lineHash: 'abcdef0123456789:1',
      }),
      finding({
        fixes: [
          { title: 'Allow pods in all namespaces too', safety: 'suggestion' },
          { title: 'Make Internet-only explicit', safety: 'suggestion' },
        ],
      }),
      finding({
        file: 'policies/scrape.yaml',
        rule: 'all-pods-peer',
        severity: 'info',
        message: '12 policies here have a peer for every pod.',
        range: { start: { line: 3, column: 1 }, end: { line: 3, column: 1 } },
        source: [{ number: 3, text: 'spec: {}' }],
        fingerprint: '2222222222222222:2',
      }),
      finding({
        file: 'policies/web.yaml',
        rule: 'redundant-peer',
        severity: 'hint',
        message: 'This peer adds nothing.',
        range: { start: { line: 1, column: 1 }, end: { line: 1, column: 5 } },
        source: [],
        fingerprint: '3333333333333333:1',
      }),
    ],
    {
      failures: [{ file: 'policies/web.yaml', rule: 'all-pods-peer', error: 'Error: oops' }],
      summary: {
        files: 3,
        documents: 5,
        errors: 1,
        warnings: 1,
        infos: 1,
        hints: 1,
        skipped: [{ file: 'data.yaml', reason: 'is a binary file (NUL at byte offset 12)' }],
        skippedDocuments: [
          { file: 'chart/policy.yaml', line: 1, reason: 'The template cannot be read as YAML.' },
        ],
        fixed: 2,
        baseline: { hidden: 3, stale: [{ file: 'old.yaml', rule: 'all-pods-peer', count: 1 }] },
      },
    },
  );
}

function rule(name: string, title: string, severity: ReportFinding['severity']) {
  return {
    name,
    title,
    category: 'network-policy' as const,
    severity,
    recommended: true,
    documentation: `https://example.com/rules/${name}.md`,
  };
}
