import { didYouMean, documentationUrl, findRule, rules } from '../../core/index';
import { UsageError } from '../errors';
import { renderMarkdown } from '../markdown';
import type { Host } from '../options';
import { explanationOf, fixesOf, headerCell, readRulePage } from '../rule-page';
import { neutralise, type Style, styleFor, wantsColour } from '../terminal';

type RegisteredRule = NonNullable<ReturnType<typeof findRule>>;

/** Longer lines are hard to read, however wide the terminal is. */
const widest = 100;

/** `aks-cilium explain RULE`. */
export function explainRule(name: string, host: Host): number {
  const rule = findRule(name);
  if (rule === undefined) {
    throw new UsageError(
      `there is no rule "${name}"${suggestion(name)}; "aks-cilium rules" lists them`,
    );
  }
  const style = styleFor(wantsColour(host.stdout, host.env));
  const width = Math.min(host.stdout.columns ?? widest, widest);
  const page = readRulePage(rule.name);
  const fixes = page === undefined ? [] : fixesOf(page);
  const explanation =
    page === undefined ? [] : renderMarkdown(explanationOf(page), { style, width });
  const lines = [
    `${style.bold(rule.name)}: ${rule.title}`,
    '',
    ...facts(rule, page),
    ...(explanation.length === 0 ? [] : ['', ...explanation]),
    '',
    style.bold('What it says'),
    ...Object.values(rule.messages).flatMap((message) => messageLines(message, style, width)),
    ...(fixes.length === 0 ? [] : ['', style.bold('Fixes')]),
    ...fixes.flatMap((fix) => renderMarkdown(`- ${fix}`, { style, width })),
    ...options(rule.defaultOptions, style),
    '',
    style.bold('To turn it off or change it'),
    `  in aks-cilium.yaml        rules: { ${rule.name}: off }    or hint, info, warning, error`,
    `  for one place in a file   # aks-cilium-disable-next-line ${rule.name} -- reason`,
    '',
    style.bold('References'),
    ...rule.references.map((reference) => `  ${reference}`),
    `  ${documentationUrl(rule.name)}`,
  ];
  host.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

function facts(rule: RegisteredRule, page: string | undefined): string[] {
  const severity = page === undefined ? undefined : headerCell(page, 'Severity');
  return [
    `  Category   ${rule.category}`,
    `  Severity   ${neutralise((severity ?? rule.severity).replaceAll('`', ''))}`,
    `  On         ${rule.recommended ? 'by default' : 'with "extends: strict" in aks-cilium.yaml'}`,
    `  Applies    ${rule.anyDataplane ? 'to every cluster' : 'where Cilium is the dataplane'}`,
    `  Since      ${rule.since}`,
  ];
}

/** Placeholders of a message as words: `{{range}}` becomes `<range>`. */
function messageLines(message: string, style: Style, width: number): string[] {
  const readable = message.replace(/\{\{(\w+)\}\}/g, (_, name: string) => `\\<${name}\\>`);
  return renderMarkdown(`- ${readable}`, { style, width });
}

function options(defaults: Readonly<Record<string, unknown>>, style: Style): string[] {
  const entries = Object.entries(defaults);
  return entries.length === 0
    ? []
    : [
        '',
        style.bold('Options, with their defaults'),
        ...entries.map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
      ];
}

/** People also type a part of a name. */
function suggestion(name: string): string {
  const names = rules.map((rule) => rule.name);
  const longer = names.find((candidate) => candidate.includes(name));
  const similar = name === '' ? undefined : (longer ?? didYouMean(name, names)?.text);
  return similar === undefined ? '' : `; did you mean "${similar}"?`;
}
