import { settingsSchema } from '../../server/src/core/config/schema';
import type { RegisteredRule } from '../../server/src/core/engine/registry';
import { type Example, examplesUnder, findingLines, lintExamples } from './examples';
import { code, escapeMarkdown, markdownBlocks, table } from './markdown';
import { categoryTitle } from './rules-page';

export const headerStart = '<!-- generated: header -->';
export const headerEnd = '<!-- /generated -->';

/** The headings of a rule's page, in their order. */
export const pageHeadings = [
  '## What it does',
  '## Why it matters',
  '## Example',
  '### Bad',
  '### Good',
  '## Fix',
  '## Options',
  '## When it stays silent',
  '## References',
] as const;

/**
 * A rule's page with its header and the findings of its bad examples brought up to date. The rest stays as people
 * wrote it.
 */
export function withGeneratedParts(page: string, rule: RegisteredRule): string {
  return withHeader(withFindings(page, rule.name), rule);
}

function withHeader(page: string, rule: RegisteredRule): string {
  const header = [headerStart, ruleHeader(page, rule), headerEnd].join('\n');
  const start = page.indexOf(headerStart);
  const end = page.indexOf(headerEnd, start);
  if (start !== -1 && end !== -1) {
    return page.slice(0, start) + header + page.slice(end + headerEnd.length);
  }
  const [title = '', ...rest] = page.split('\n');
  return [title, '', header, ...(rest[0] === '' ? [] : ['']), ...rest].join('\n');
}

/** What pages say of templates is about the template as it stands. */
const chartText =
  'the [defaults of the values](../templates.md#helm-charts) are checked too, as info at most';

function ruleHeader(page: string, rule: RegisteredRule): string {
  const rows = [
    [`**${escapeMarkdown(rule.title)}**`, ''],
    ['Category', categoryTitle(rule.category)],
    ['Severity', severityText(page, rule)],
    ['On by default', rule.recommended ? 'yes' : 'no, `extends: strict` turns it on'],
    ['Dataplane', rule.anyDataplane === true ? 'any' : 'Cilium'],
    ['Fixes', fixesText(page, rule)],
    ...(rule.judgesDefaults === true ? [['Helm charts', chartText]] : []),
    ['Since', rule.since],
  ];
  return table(rows);
}

/** Says so when the bad examples are judged differently in an older edition of the documentation. */
function severityText(page: string, rule: RegisteredRule): string {
  const bad = examplesUnder(page, 'Bad');
  const [newest, ...older] = settingsSchema.properties.edition.enum.map((edition) => ({
    edition,
    severities: lintExamples(bad, 'strict', edition).flatMap(({ findings }) =>
      findings.filter(({ rule: name }) => name === rule.name).map(({ severity }) => severity),
    ),
  }));
  const different = older.filter(({ severities }) => `${severities}` !== `${newest?.severities}`);
  const notes = different.map(({ edition, severities }) =>
    severities.length === 0
      ? `silent about the example in edition ${code(edition)}`
      : `${[...new Set(severities)].join(', ')} for the example in edition ${code(edition)}`,
  );
  return [rule.severity, ...notes].join('; ');
}

function fixesText(page: string, rule: RegisteredRule): string {
  const fixes = lintExamples(examplesUnder(page, 'Bad'), 'strict').flatMap(({ findings }) =>
    findings
      .filter(({ rule: name }) => name === rule.name)
      .flatMap((finding) => finding.fixes())
      .map(({ title, safety }) => `${escapeMarkdown(title)} (${safety})`),
  );
  return fixes.length === 0 ? 'none for the example' : [...new Set(fixes)].join('<br>');
}

/** Every bad example that leads to findings shows them in a block of text directly below it. */
function withFindings(page: string, rule: string): string {
  const results = lintExamples(examplesUnder(page, 'Bad'), 'strict');
  const lines = page.split('\n');
  // From the last to the first, so that the places of the others stay what they are.
  for (const result of [...results].reverse()) {
    const found = findingLines(result, rule);
    const old = outputBelow(page, result.example);
    const block = found.length === 0 ? [] : ['', '```text', ...found, '```'];
    lines.splice(
      result.example.fence.end,
      (old ?? result.example.fence.end) - result.example.fence.end,
      ...block,
    );
  }
  return lines.join('\n');
}

/** The line behind the block of text that stands directly below an example; undefined when there is none. */
function outputBelow(page: string, { fence }: Example): number | undefined {
  const lines = page.split('\n');
  const next = markdownBlocks(page).find(({ line }) => line >= fence.end);
  const isBelow =
    next?.kind === 'fence' &&
    next.language === 'text' &&
    lines.slice(fence.end, next.line).every((line) => line.trim() === '');
  return isBelow ? next.end : undefined;
}
