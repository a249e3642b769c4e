import { defineRule } from '../../engine/define-rule';
import { settingFix } from '../../fixes/setting-fixes';
import { formerCliFlags } from '../../knowledge/cli';
import { urlsOf } from '../../knowledge/types';

const dataplane = '--network-dataplane';
const former = formerCliFlags.filter(({ replacement }) => replacement?.startsWith(dataplane));

/** Guides of the preview still name the flags that chose Cilium then. */
export default defineRule({
  meta: {
    name: 'removed-dataplane-flag',
    title: 'Flag that chose Cilium in a preview of the CLI',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AzCommand',
    messages: {
      removed:
        'The Azure CLI has no {{flag}}, so the command fails: Cilium is selected with {{replacement}}.',
    },
    references: [...new Set(former.flatMap(urlsOf))],
  },
  check(command, { report }) {
    for (const flag of command.flags) {
      const replacement = former.find(({ name }) => name === flag.name)?.replacement;
      if (replacement !== undefined) {
        report({
          messageId: 'removed',
          at: flag.range,
          data: { flag: flag.name, replacement },
          tags: ['deprecated'],
          fixes: () => [
            command.flag(dataplane) === undefined
              ? settingFix(
                  `Replace it with ${replacement}`,
                  'safe',
                  [command.edits.replace(flag, replacement)],
                  true,
                )
              : settingFix(`Remove ${flag.name}`, 'safe', [command.edits.remove(flag.name)], true),
          ],
        });
      }
    }
  },
});
