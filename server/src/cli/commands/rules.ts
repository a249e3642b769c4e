import { documentationUrl, rules } from '../../core/index';
import { stringify } from '../formatters/json';
import type { Host } from '../options';
import { styleFor, wantsColour } from '../terminal';

/** `aks-cilium rules`: what there is, by category. */
export function listRules(format: 'text' | 'json', host: Host): number {
  if (format === 'json') {
    const list = rules.map(({ name, messages, ...meta }) => ({
      name,
      ...meta,
      documentation: documentationUrl(name),
      messages,
    }));
    host.stdout.write(`${stringify(list)}\n`);
    return 0;
  }
  const style = styleFor(wantsColour(host.stdout, host.env));
  const longest = Math.max(...rules.map(({ name }) => name.length));
  const lines: string[] = [];
  for (const category of new Set(rules.map((rule) => rule.category))) {
    lines.push(style.bold(category));
    for (const rule of rules.filter((rule) => rule.category === category)) {
      const strict = rule.recommended ? '' : style.dim(' (strict only)');
      lines.push(
        `  ${rule.name.padEnd(longest)}  ${rule.severity.padEnd(7)}  ${rule.title}${strict}`,
      );
    }
    lines.push('');
  }
  lines.push(style.dim('For what a rule means and why, run: aks-cilium explain RULE'));
  host.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}
