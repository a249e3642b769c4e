import { defineRule } from '../../engine/define-rule';
import { settingFix } from '../../fixes/setting-fixes';
import { formerCliFlags } from '../../knowledge/cli';
import { urlsOf } from '../../knowledge/types';
import type { AzCommand } from '../../model/aks/az-command';

const enabling = '--enable-acns';
const former = formerCliFlags.filter(({ replacement }) => replacement?.startsWith(enabling));

/** Advanced Container Networking Services had other flags while they were a preview. */
export default defineRule({
  meta: {
    name: 'renamed-acns-flag',
    title: 'Preview name of a flag of Advanced Container Networking Services',
    category: 'cluster',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AzCommand',
    messages: {
      renamed:
        '{{flag}} is a preview name, and a current Azure CLI does not accept it: {{replacement}} does the same.',
    },
    references: [...new Set(former.flatMap(urlsOf))],
  },
  check(command, { report }) {
    for (const flag of command.flags) {
      const replacement = former.find(({ name }) => name === flag.name)?.replacement;
      if (replacement !== undefined) {
        const missing = missingOf(replacement, command);
        report({
          messageId: 'renamed',
          at: flag.range,
          data: { flag: flag.name, replacement },
          tags: ['deprecated'],
          fixes: () => [
            missing === ''
              ? settingFix(`Remove ${flag.name}`, 'safe', [command.edits.remove(flag.name)], true)
              : settingFix(
                  `Replace it with ${missing}`,
                  'safe',
                  [command.edits.replace(flag, missing)],
                  true,
                ),
          ],
        });
      }
    }
  },
});

/** What the command does not say yet. */
function missingOf(replacement: string, command: AzCommand): string {
  return replacement
    .split(/ (?=--)/)
    .filter((part) => command.flag(part.split(' ')[0] ?? '') === undefined)
    .join(' ');
}
