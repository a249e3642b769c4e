import { defineRule } from '../../engine/define-rule';
import { linuxOnly } from '../../knowledge/cilium-config';
import { issues } from '../../knowledge/issues';
import { sources } from '../../knowledge/sources';
import { stringEntry } from '../../model/string-map';
import { known } from '../../model/traced';
import type { Workload } from '../../model/workload';
import { hasWindowsPools } from '../../profile/answers';

/** Clusters with Cilium have Linux nodes only. */
export default defineRule({
  meta: {
    name: 'windows-workload',
    title: 'Pods that need a Windows node',
    category: 'workload',
    severity: 'info',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    mentions: /\bwindows\b/,
    appliesTo: 'Workload',
    messages: {
      pending:
        'A cluster with Azure CNI Powered by Cilium has no Windows nodes, so these pods stay pending.',
      nowhere:
        'A cluster with Azure CNI Powered by Cilium has no Windows nodes, so this DaemonSet gets no pods.',
    },
    references: [sources.ciliumPage.url, issues.windows.url],
  },
  check(workload, { profile, report }) {
    const at = hasWindowsPools(profile) === 'yes' ? undefined : windowsPlace(workload);
    if (at !== undefined) {
      const isDaemonSet = workload.object.kind === 'DaemonSet';
      report({
        messageId: isDaemonSet ? 'nowhere' : 'pending',
        at,
        // Such a DaemonSet mostly stands beside one for Linux, and does no harm.
        ...(isDaemonSet ? { severity: 'hint' } : {}),
      });
    }
  },
});

function windowsPlace({ os, nodeSelector }: Workload) {
  const { otherSystem, nodeLabels } = linuxOnly;
  if (os.state === 'known' && os.value === otherSystem) {
    return os.range;
  }
  const entries = nodeLabels.map((label) => stringEntry(nodeSelector, label));
  const value = entries.find((entry) => entry && known(entry.value) === otherSystem)?.value;
  return value?.state === 'known' ? value.range : undefined;
}
