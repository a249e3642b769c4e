import type { Finding } from '../../server/src/core/index';
import { type Difference, explanationOf } from './differences';
import type { Input } from './inputs/policy';
import { judgedBy } from './judged';
import { decode, type Fate, type OracleRecord, type RecordedInput } from './record';

/** What comparing the rules with the oracle came to. */
export interface Comparison {
  /** Of each version, with and without L7: how many policies, and how many of them were judged alike. */
  readonly counts: ReadonlyMap<string, { readonly compared: number; readonly alike: number }>;
  readonly differences: readonly Difference[];
  readonly doubles: readonly string[];
}

/** Rules about valid policies that mean something else than they look; their errors say nothing of validity. */
const notAboutValidity: ReadonlySet<string> = new Set([
  'authentication-blackhole',
  'cidr-misses-cluster-ips',
  'clusterwide-isolates-system',
  'clusterwide-policy-unsupported',
  'dns-endpoint-mismatch',
  'empty-rule-denies',
  'fqdn-without-dns-rule',
  'l7-in-clusterwide-policy',
]);

/** What AKS refuses at admission, whatever Cilium would say: not held against policies that Cilium takes. */
const refusedByAks: ReadonlySet<string> = new Set(['fqdn-needs-acns', 'l7-needs-acns']);

/** Compares what the rules say of policies with the recorded verdicts of Cilium, for every version. */
export function compare(
  record: OracleRecord,
  inputs: readonly (readonly [Input, RecordedInput])[],
): Comparison {
  const counts = new Map<string, { compared: number; alike: number }>();
  const differences: Difference[] = [];
  const doubles: string[] = [];
  for (const [input, [, ...codes]] of inputs) {
    const judged = judgedBy(input);
    Object.keys(record.releases).forEach((minor, version) => {
      const outcomes = decode(record, codes[version] ?? '');
      // Only rules for layer 7 need the proxy.
      for (const withL7 of input.text.includes('rules') ? [true, false] : [true]) {
        const found = judged.findings(minor, withL7);
        outcomes.forEach((outcome, index) => {
          const findings = found[index] ?? [];
          const fate = withL7 ? outcome.withL7 : outcome.withoutL7;
          const key = withL7 ? minor : `${minor} without L7`;
          const count = counts.get(key) ?? { compared: 0, alike: 0 };
          counts.set(key, count);
          count.compared++;
          if (isAlike(findings, fate)) {
            count.alike++;
          } else {
            const difference = { input, minor, withL7, fate, findings };
            differences.push({ ...difference, explanation: explanationOf(difference) });
          }
          doubles.push(...doublesOf(findings).map((text) => `${input.id} (${key}): ${text}`));
        });
      }
    });
  }
  return { counts, differences, doubles };
}

function isAlike(findings: readonly Finding[], { is }: Fate): boolean {
  const errors = findings.filter(
    ({ rule, severity }) => severity === 'error' && !notAboutValidity.has(rule),
  );
  return is === 'good' ? errors.every(({ rule }) => refusedByAks.has(rule)) : errors.length > 0;
}

/** Where `cilium-policy-schema` and another rule call the same place an error. */
function doublesOf(findings: readonly Finding[]): readonly string[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const mine = errors.filter(({ rule }) => rule === 'cilium-policy-schema');
  return mine.flatMap((one) =>
    errors
      .filter(
        ({ rule, range }) =>
          rule !== one.rule &&
          !refusedByAks.has(rule) &&
          range.start === one.range.start &&
          range.end === one.range.end,
      )
      .map((other) => `"${one.message}" and ${other.rule}: "${other.message}"`),
  );
}
