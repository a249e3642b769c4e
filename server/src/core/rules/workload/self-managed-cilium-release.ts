import { defineRule } from '../../engine/define-rule';
import { ciliumCharts } from '../../knowledge/cilium-kinds';
import { sources } from '../../knowledge/sources';
import type { HelmChart } from '../../model/helm-release';
import { known, nodeOf, readBoolean } from '../../model/traced';

/** A second Cilium beside the one AKS runs would fight with it over the same nodes. */
export default defineRule({
  meta: {
    name: 'self-managed-cilium-release',
    title: 'Helm release of Cilium on top of the managed one',
    category: 'workload',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    mentions: /\b(?:cilium|hubble)\b/,
    appliesTo: 'HelmRelease',
    messages: {
      cilium:
        'AKS runs and configures Cilium itself on this cluster, and this release installs another one over it: the two overwrite each other, and pods lose network connectivity.',
      maybeCilium:
        'On clusters with Azure CNI Powered by Cilium, AKS runs Cilium itself, and another release of it breaks the pod network; it belongs only on clusters without a CNI from AKS (network plugin "none").',
      hubble:
        'On AKS, Hubble comes with Advanced Container Networking Services; your own Hubble has nothing to read from on the managed Cilium.',
    },
    references: [sources.ciliumPage.url, sources.byoCni.url, sources.acnsOverview.url],
  },
  check(release, { profile, report }) {
    // The operator of k3s and RKE2: those clusters are not of AKS.
    if (release.object.group === 'helm.cattle.io') {
      return;
    }
    const isAssumed = profile.dataplane.source.kind === 'default';
    for (const chart of release.charts) {
      const name = known(chart.name)?.replace(/^.*\//, '') ?? '';
      if (name === ciliumCharts.cilium && !isForByoCni(chart)) {
        report({
          messageId: isAssumed ? 'maybeCilium' : 'cilium',
          at: chart.range,
          ...(isAssumed ? { severity: 'info' } : {}),
        });
      } else if (ciliumCharts.hubble.test(name)) {
        report({ messageId: 'hubble', at: chart.range, severity: 'info' });
      }
    }
  },
});

/** The chart's own word for AKS without a CNI. */
function isForByoCni(chart: HelmChart): boolean {
  const values = known(chart.values);
  const setting = ciliumCharts.byoCniValue;
  return values?.kind === 'scalar'
    ? new RegExp(`^${setting}:\\s+(?:\\{\\s*)?enabled:\\s*true\\b`, 'm').test(values.text)
    : known(readBoolean(nodeOf(values, setting), 'enabled')) === true;
}
