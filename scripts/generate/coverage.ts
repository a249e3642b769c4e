import {
  editions,
  hoverTopics,
  type Statement,
  type StatementKind,
  statements,
} from '../../server/src/core/knowledge';
import { type Coverage, coverage } from './coverage-map';
import { code, escapeMarkdown, table } from './markdown';

/** The headings of the page, and what stands under them. */
const sections: readonly (readonly [string, readonly StatementKind[]])[] = [
  ['Benefits', ['benefit']],
  ['IP address management and policy enforcement', ['ipam', 'enforcement']],
  ['Versions', ['version']],
  ['Limitations', ['limitation']],
  ['Considerations', ['consideration']],
  ['Prerequisites', ['prerequisite']],
  ['Creating a cluster', ['option']],
  ['Frequently asked questions', ['question']],
  ['Supported features', ['feature']],
];

/** `docs/coverage.md`: every statement of the page, and what answers for it. */
export function coveragePage(): string {
  const tables = sections.flatMap(([title, kinds]) => {
    const rows = statements.filter(({ kind }) => kinds.includes(kind)).map(row);
    const head = ['Statement', 'Edition', 'Rules', 'Hovers', 'Snippets'];
    return ['', `## ${title}`, '', table([head, ...rows])];
  });
  return [
    '# What of the page is covered',
    '',
    '<!-- Written by `npm run generate` from scripts/generate/coverage-map.ts. -->',
    '',
    "Every statement of Microsoft's page [Configure Azure CNI Powered by Cilium][page], in our words, and what covers it: a",
    'rule that finds where a file contradicts it, a word that a hover explains, a snippet that applies it. A statement applies',
    'to the edition that is named, or to both; see [editions](knowledge.md#editions).',
    ...tables,
    '',
    '[page]: https://learn.microsoft.com/en-us/azure/aks/azure-cni-powered-by-cilium',
    '',
  ].join('\n');
}

function row(statement: Statement): readonly string[] {
  const { id, text } = statement;
  const served: Coverage = coverage[id] ?? {};
  return [
    escapeMarkdown(text),
    editionOf(statement),
    served.note === undefined ? ruleCell(served) : escapeMarkdown(served.note),
    [...new Set((served.hovers ?? []).map(wordOf))].join(', '),
    (served.snippets ?? []).map(code).join(', '),
  ];
}

function ruleCell({ rules = [] }: Coverage): string {
  return rules.map((name) => `[\`${name}\`](rules/${name}.md)`).join(', ');
}

function editionOf({ editions: own }: Statement): string {
  return own.length === editions.length ? 'both' : own.join(', ');
}

/** What a hover stands on: the begin of its heading. */
function wordOf(id: string): string {
  const topic = hoverTopics.find((each) => each.id === id);
  const [word = id] = topic?.title.split(/: | \(/) ?? [];
  return word.includes(' ') ? escapeMarkdown(word) : code(word);
}
