import { defineRule } from '../../engine/define-rule';
import { cliFlag, cliFlagValues } from '../../knowledge/cli';
import { sources } from '../../knowledge/sources';
import { compareMinor } from '../../knowledge/version-number';
import type { AzCommand, AzFlag } from '../../model/aks/az-command';

/** A pinned CLI is pinned for good, and the flags for Cilium came one by one. */
export default defineRule({
  meta: {
    name: 'cli-version-too-old',
    title: 'Flag that the pinned Azure CLI does not have',
    category: 'cluster',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AzCommand',
    messages: {
      tooOld:
        'Azure CLI {{version}}, which is pinned here, does not support {{what}} in az {{command}}, so the command fails: support came with {{needed}}.',
    },
    references: [sources.cliReleaseNotes.url],
  },
  check(command, { report }) {
    const { cliVersion } = command;
    if (cliVersion.state !== 'known') {
      return;
    }
    for (const flag of command.flags) {
      const newer = neededFor(flag, command).find(
        ({ since }) => (compareMinor(cliVersion.value, since) ?? 0) < 0,
      );
      if (newer !== undefined) {
        report({
          messageId: 'tooOld',
          at: flag.range,
          data: {
            version: cliVersion.value,
            what: newer.what,
            command: command.name,
            needed: newer.since,
          },
          related: [{ range: cliVersion.range, message: 'The version is pinned here.' }],
        });
      }
    }
  },
});

interface Need {
  readonly what: string;
  readonly since: string;
}

/** Versions that the flag and its value need, the flag first. */
function neededFor({ name, values }: AzFlag, command: AzCommand): readonly Need[] {
  const since = cliFlag(name)?.commands.find((each) => each.command === command.name)?.since;
  const [value] = values;
  const later = cliFlagValues.filter(
    (each) => each.flag === name && value?.state === 'known' && each.value === value.value,
  );
  return [
    ...(since === undefined ? [] : [{ what: name, since }]),
    ...later.map((each) => ({ what: `${name} ${each.value}`, since: each.since })),
  ];
}
