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
\`test/oracle\`, one for each minor that AKS runs, are built from the Go modules of Cilium ${releases} and of Kubernetes, and do with a policy what
a cluster does:

1. Like the API server, they drop the fields that the schema of that version does not know, and hold the rest against it. What a client with strict
   validation, such as kubectl, refuses for unknown or doubled fields is kept apart.
2. Like Cilium's operator and agents, they call \`Parse()\`, which calls \`Sanitize()\`, with the options that AKS sets: labels of nodes and SCTP off, ICMP
   on, default deny switches on from Cilium 1.17 on, and the proxy for layer 7 once on, as with Advanced Container Networking Services, and once off.

\`npm run oracle\` asks again; it needs Go. The verdicts are kept in \`test/oracle/verdicts.json\`, so the tests compare without it. They fail when the
rules and Cilium part.

## What is compared

* ${policies} policies that are made for it: for each condition of the schema and of \`Sanitize()\` some that meet it and some that do not, combinations of
  two, valid policies with a slip (a field moved, doubled, emptied, misspelt, of another type), and what only YAML can say.
* ${real} documents with policies of other projects, Cilium's own examples among them, where they are at hand.

A policy is *invalid* when a strict client refuses it, when the API server does, or when Cilium does not enforce it. The rules agree when they report an error on a
cluster with exactly that Cilium, and none otherwise. Rules about valid policies that mean something else than they look are left out, and so is what only
AKS refuses.

## How far they agree

Of the policies that are made for it:

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
