import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { listPorts } from '../../fixes/list-ports';
import { featureMinimum } from '../../knowledge/feature-minimums';
import { issues } from '../../knowledge/issues';
import {
  newestKubernetesBefore,
  oldestKubernetesWith,
} from '../../knowledge/kubernetes-for-cilium';
import { sources } from '../../knowledge/sources';
import { known } from '../../model/traced';
import { lastPort } from '../../policy/ports/ports';
import { type WrittenPort, writtenPorts } from '../../policy/ports/written-ports';
import { ciliumAtLeast, hasFeature } from '../../profile/answers';
import type { ClusterProfile } from '../../profile/profile';

/** Older Cilium stores the field and goes by the first port alone. */
export default defineRule({
  meta: {
    name: 'end-port-ignored',
    title: 'endPort that Cilium ignores',
    category: 'network-policy',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    judgesDefaults: true,
    appliesTo: ['NetworkPolicy', 'CiliumPolicy'],
    messages: {
      ignored:
        'Cilium before {{cilium}} ignores endPort, and this cluster runs an older version: of ports {{from}}-{{to}}, this rule {{does}} only {{from}}.',
      undocumented:
        'Cilium supports endPort since {{cilium}}, but Microsoft documents it only since {{documented}} (Kubernetes {{newer}}): check on the cluster whether this rule {{does}} all of {{from}}-{{to}}.',
      whenOlder:
        'On Kubernetes {{kubernetes}} and older, Cilium ignores endPort: of ports {{from}}-{{to}}, this rule {{does}} only {{from}}.',
    },
    references: [issues.endPort.url, issues.endPortIgnored.url, sources.npmMigration.url],
  },
  check(policy, { profile, report }) {
    const isSupported = hasFeature(profile, 'end-port');
    if (isSupported === 'yes') {
      return;
    }
    const { messageId, ...versions } = verdictFor(profile, isSupported === 'no');
    for (const written of writtenPorts(policy)) {
      const span = spanOf(written);
      if (span === undefined) {
        continue;
      }
      report({
        messageId,
        at: span.at,
        data: { ...versions, ...span.ports, does: written.isDeny ? 'denies' : 'allows' },
        ...(messageId === 'ignored' ? {} : { severity: milder[messageId] }),
        fixes: () => {
          const edits = listPorts(policy, written);
          return edits === undefined
            ? []
            : [fixFrom('List the ports one by one', 'suggestion', edits, true)];
        },
      });
    }
  },
});

function verdictFor(profile: ClusterProfile, isMissing: boolean) {
  const edition = profile.edition.value;
  const { cilium = '', documentedCilium = '' } = featureMinimum('end-port', edition) ?? {};
  const kubernetes = newestKubernetesBefore(cilium, edition) ?? '';
  const mayBeOlder = ciliumAtLeast(profile, cilium) !== 'yes';
  const messageId = isMissing ? 'ignored' : mayBeOlder ? 'whenOlder' : 'undocumented';
  const newer = oldestKubernetesWith(documentedCilium, edition) ?? '';
  return { messageId, cilium, documented: documentedCilium, kubernetes, newer } as const;
}

/** The versions that may ignore it are out of support, so a cluster that nothing is known of hardly runs them. */
const milder = { whenOlder: 'hint', undocumented: 'info' } as const;

/** What the API server refuses is no range, and a range of one port loses nothing. */
function spanOf({ port, endPort }: WrittenPort) {
  const from = known(port);
  if (typeof from !== 'number' || from < 1 || endPort.state !== 'known') {
    return undefined;
  }
  const to = endPort.value;
  return to > from && to <= lastPort ? { at: endPort.range, ports: { from, to } } : undefined;
}
