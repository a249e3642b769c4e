import { defineRule } from '../../engine/define-rule';
import { settingFix } from '../../fixes/setting-fixes';
import { type CliCondition, cliCondition } from '../../knowledge/cli-conditions';
import { urlsOf } from '../../knowledge/types';
import type { AzCommand, AzFlag } from '../../model/aks/az-command';
import { says } from '../../policy/cluster/cluster-network';

const policies = '--acns-advanced-networkpolicies';

/** Flags that the CLI does not take together. */
interface Conflict {
  readonly fact: CliCondition;
  /** The one that turns something off, and those that want it. */
  readonly off: AzFlag;
  readonly others: readonly AzFlag[];
}

/** The CLI checks these flags against each other before it asks Azure. */
export default defineRule({
  meta: {
    name: 'acns-flag-conflict',
    title: 'Flags of Advanced Container Networking Services that exclude each other',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AzCommand',
    messages: {
      conflict: 'The Azure CLI refuses {{off}} together with {{others}}.{{reason}}',
    },
    references: urlsOf(cliCondition('acns-enable-and-disable')),
  },
  check(command, { report }) {
    const conflict = conflictIn(command);
    if (conflict === undefined) {
      return;
    }
    const { fact, off, others } = conflict;
    report({
      messageId: 'conflict',
      at: off.range,
      data: {
        off: off.name,
        others: others.map(({ name }) => name).join(' and '),
        reason: ` ${fact.text}`,
      },
      related: others.map(({ name, range }) => ({ range, message: `${name} is here.` })),
      fixes: () => [
        settingFix(`Remove ${off.name}`, 'suggestion', [command.edits.remove(off.name)]),
        settingFix(
          `Remove ${others.map(({ name }) => name).join(' and ')}`,
          'suggestion',
          others.map(({ name }) => command.edits.remove(name)),
        ),
      ],
    });
  },
});

function conflictIn(command: AzCommand): Conflict | undefined {
  const enabled = command.flag('--enable-acns');
  const disabled = command.flag('--disable-acns');
  const noObservability = command.flag('--disable-acns-observability');
  const noSecurity = command.flag('--disable-acns-security');
  if (disabled !== undefined) {
    const others = command.flags.filter(({ name }) => /^--(?:disable-acns-|acns-)/.test(name));
    return enabled === undefined
      ? conflict('acns-disable-and-other', disabled, others)
      : conflict('acns-enable-and-disable', disabled, [enabled]);
  }
  if (noSecurity === undefined) {
    return undefined;
  }
  if (enabled !== undefined && noObservability !== undefined) {
    return conflict('acns-enable-nothing', noSecurity, [enabled, noObservability]);
  }
  const wanted = command.flag(policies);
  return wanted === undefined || says(command.text(policies), 'none')
    ? undefined
    : conflict('acns-policies-without-security', noSecurity, [wanted]);
}

function conflict(
  id: CliCondition['id'],
  off: AzFlag,
  others: readonly AzFlag[],
): Conflict | undefined {
  return others.length === 0 ? undefined : { fact: cliCondition(id), off, others };
}
