import type { Comparison } from './agreement';
import { explanations } from './differences';
import type { OracleRecord } from './record';

/** `docs/oracle.md`: what was compared, and how the rules did. */
export function oraclePage(record: OracleRecord, compared: Comparison): string {
  const releases = Object.values(record.releases).join(', ');
  const policies = Math.max(...[...compared.counts.values()].map((count) => count.compared));
  const real = Object.keys(record.real).length;
  return `# The rules beside Cilium itself

Whether a policy is valid is not a matter of opinion: Cilium's code decides. So the rules are compared with it. Programs in
\`test/oracle\`, one for each minor version that AKS runs, are built from the Go modules of Cilium ${releases} and of Kubernetes, and do with a policy
what a cluster does:

1. Like the API server, they drop the fields that the schema of that version does not know, and validate the rest against it. What a client with strict
   validation, such as kubectl, refuses because of unknown or duplicate fields is recorded separately.
2. Like Cilium's operator and agents, they call \`Parse()\`, which calls \`Sanitize()\`, with the options that AKS sets: node labels and SCTP off, ICMP
   on, default deny switches on since Cilium 1.17, and the layer 7 proxy once on, as with Advanced Container Networking Services, and once off.

\`npm run oracle\` runs the comparison again; it needs Go. The verdicts are stored in \`test/oracle/verdicts.json\`, so the tests can compare without it.
They fail if the rules and Cilium disagree.

## What is compared

* ${policies} policies made for this purpose: for each condition of the schema and of \`Sanitize()\` some that meet it and some that do not, combinations
  of two, valid policies with a slip (a field moved, duplicated, emptied, misspelled, or of another type), and what only YAML can express.
* ${real} documents with policies from other projects, including Cilium's own examples, where they are available.

A policy is *invalid* if a strict client or the API server refuses it, or if Cilium does not enforce it. The rules agree if they report an error on a
cluster with exactly that Cilium version, and none otherwise. Rules about valid policies that do not mean what they seem to are left out, and so is
anything that only AKS refuses.

## How far they agree

Of the policies made for this purpose:

${countsTable(record, compared)}

## What is explained

${explanationsTable(compared)}
`;
}

/** How many policies are judged alike, by version. */
export function countsTable(record: OracleRecord, { counts, differences }: Comparison): string {
  const rows = [...counts].map(([version, { compared, alike }]) => {
    const minor = version.split(' ')[0] ?? '';
    const release = record.releases[minor] ?? '';
    const explained = differences.filter(
      (difference) =>
        difference.explanation !== undefined &&
        (difference.withL7 ? difference.minor : `${difference.minor} without L7`) === version,
    ).length;
    const judged = ((100 * (alike + explained)) / compared).toFixed(
      compared === alike + explained ? 0 : 2,
    );
    return `| ${version.replace(minor, release)} | ${compared} | ${alike} | ${explained} | ${judged} % |`;
  });
  return [
    '| Cilium | Policies | The same | Explained | Together |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function explanationsTable({ differences }: Comparison): string {
  const rows = explanations.map(({ name, reason }) => {
    const ids = new Set(
      differences
        .filter(({ explanation }) => explanation?.name === name)
        .map(({ input }) => input.id),
    );
    return `| ${name} | ${ids.size} | ${reason} |`;
  });
  return ['| Name | Policies | Why |', '| --- | --- | --- |', ...rows].join('\n');
}
