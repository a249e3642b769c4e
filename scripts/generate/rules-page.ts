import type { RuleCategory } from '../../server/src/core/index';
import { rules } from '../../server/src/core/index';
import { escapeMarkdown, table } from './markdown';

const categories: Readonly<Record<RuleCategory, string>> = {
  'network-policy': 'NetworkPolicy',
  'cilium-policy': 'Cilium policies',
  workload: 'Workloads, Services and other objects',
  cluster: 'Clusters',
  project: 'Files of this project',
};

/** How documentation names a category. */
export function categoryTitle(category: RuleCategory): string {
  return categories[category];
}

/** `docs/rules/README.md`: every rule with its page, by category. */
export function rulesPage(): string {
  const sections = Object.entries(categories).flatMap(([category, title]) => {
    const rows = rules
      .filter((rule) => rule.category === category)
      .map((rule) => [
        `[\`${rule.name}\`](${rule.name}.md)`,
        escapeMarkdown(rule.title),
        rule.severity,
        rule.recommended ? 'yes' : '',
      ]);
    const head = ['Rule', 'What it finds', 'Severity', 'On by default'];
    return rows.length === 0 ? [] : ['', `## ${title}`, '', table([head, ...rows])];
  });
  return [
    '# Rules',
    '',
    '<!-- Written by `npm run generate` from the rules themselves. -->',
    '',
    `There are ${rules.length} rules. Each has a page that says what it finds, why that matters, how to fix it, and when`,
    'it stays silent. A rule that is off by default is turned on by naming it under `rules`, or with all others by',
    '`extends: strict`; see [Settings](../settings.md). Where a finding depends on a cluster that is not known well enough,',
    'it is milder than the severity here, and says so.',
    ...sections,
    '',
  ].join('\n');
}
