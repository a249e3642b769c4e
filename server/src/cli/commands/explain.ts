import { closest, distance } from 'fastest-levenshtein';
import { documentationUrl, findRule, rules } from '../../core/index';
import { UsageError } from '../errors';
import type { Host } from '../options';
import { type Style, styleFor, wantsColour } from '../terminal';

/** `aks-cilium explain RULE`. */
export function explainRule(name: string, host: Host): number {
  const rule = findRule(name);
  if (rule === undefined) {
    throw new UsageError(
      `there is no rule "${name}"${suggestion(name)}; "aks-cilium rules" lists them`,
    );
  }
  const style = styleFor(wantsColour(host.stdout, host.env));
  const lines = [
    `${style.bold(rule.name)}: ${rule.title}`,
    '',
    `Category      ${rule.category}`,
    `Severity      ${rule.severity}, or milder where the cluster is not known well enough`,
    `On            ${rule.recommended ? 'by default' : 'with "extends: strict" in aks-cilium.yaml'}`,
    `Dataplane     ${rule.anyDataplane ? 'any' : 'Cilium'}`,
    `Since         ${rule.since}`,
    ...options(rule.defaultOptions),
    '',
    style.bold('What it says'),
    ...Object.values(rule.messages).map((message) => message_(message, style)),
    '',
    style.bold('What it means, why it matters, how to fix it'),
    `  ${documentationUrl(rule.name)}`,
    ...references(rule.references, style),
    '',
    style.bold('To turn it off or change it'),
    `  in aks-cilium.yaml          rules: { ${rule.name}: off }`,
    `  for one place in a file     # aks-cilium-disable-next-line ${rule.name} -- reason`,
  ];
  host.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

/** Placeholders of a message as words: `{{range}}` becomes `<range>`. */
function message_(message: string, style: Style): string {
  return `  - ${message.replace(/\{\{(\w+)\}\}/g, (_, name: string) => style.dim(`<${name}>`))}`;
}

function options(defaults: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(defaults).map(
    ([name, value], index) =>
      `${(index === 0 ? 'Options' : '').padEnd(14)}${name}: ${JSON.stringify(value)}`,
  );
}

function references(list: readonly string[], style: Style): string[] {
  return list.length === 0
    ? []
    : ['', style.bold('References'), ...list.map((reference) => `  ${reference}`)];
}

function suggestion(name: string): string {
  const names = rules.map((rule) => rule.name);
  const similar = names.find((candidate) => candidate.includes(name)) ?? closest(name, names);
  const isClose = similar.includes(name) || distance(name, similar) <= Math.max(2, name.length / 3);
  return isClose && name !== '' ? `; did you mean "${similar}"?` : '';
}
