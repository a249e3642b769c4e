import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The text of a rule's page, from the package that the program was installed with. Undefined when the
 * program was copied out of its package.
 */
export function readRulePage(ruleName: string): string | undefined {
  try {
    return readFileSync(join(__dirname, '..', 'docs', 'rules', `${ruleName}.md`), 'utf8');
  } catch {
    return undefined;
  }
}

/** What a page explains: without its title and the parts that the program knows by itself. */
export function explanationOf(page: string): string {
  const [, ...sections] = page.split(/^(?=## )/m);
  return sections
    .filter((section) => !/^## (?:Options|References)\b/.test(section))
    .join('')
    .trim();
}

/** A cell of the page's header, such as `Severity`, as Markdown. */
export function headerCell(page: string, name: string): string | undefined {
  return new RegExp(`^\\| ${name} \\| (.*?) \\|$`, 'm').exec(page)?.[1];
}

/** The fixes that the page's header lists, with their safety; empty when it names none. */
export function fixesOf(page: string): readonly string[] {
  const cell = headerCell(page, 'Fixes');
  return cell === undefined || cell.startsWith('none') ? [] : cell.split('<br>');
}
