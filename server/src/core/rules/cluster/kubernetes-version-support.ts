import { defineRule } from '../../engine/define-rule';
import { lastSupport, longTermSupport, supportAt } from '../../knowledge/support-calendar';
import { urlsOf } from '../../knowledge/types';
import { compareMinor, minorOf } from '../../knowledge/version-number';
import { ciliumVersionsFor } from '../../knowledge/versions';
import type { AksCluster } from '../../model/aks/aks-cluster';
import type { Setting } from '../../model/aks/setting';
import { ciliumSetting } from '../../policy/cluster/cluster-cilium';
import {
  isDeclared,
  type KnownSetting,
  poolTitle,
  says,
} from '../../policy/cluster/cluster-network';
import { settingName } from '../../policy/cluster/setting-names';

/** The version of Kubernetes decides about the version of Cilium, and both about who repairs them. */
export default defineRule({
  meta: {
    name: 'kubernetes-version-support',
    title: 'Kubernetes version that AKS no longer supports',
    category: 'cluster',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      ended:
        '{{who}} Kubernetes {{version}}, whose support on AKS {{when}}: it no longer gets fixes{{cilium}}, and Azure refuses new clusters with it.',
      longTerm:
        '{{who}} Kubernetes {{version}}, which AKS offers only with long-term support (until {{until}}): without {{planName}} "{{plan}}" and {{tierName}} "{{tier}}", Azure refuses a new cluster ({{code}}).',
    },
    references: urlsOf(longTermSupport),
  },
  check(cluster, { report, today, profile }) {
    const cilium = ciliumSetting(cluster);
    if (today === undefined || cilium === undefined || !isDeclared(cluster)) {
      return;
    }
    for (const { who, version } of versionsOf(cluster)) {
      const state = supportAt(version.value, today);
      const shipped = ciliumVersionsFor(version.value, profile.edition.value);
      const data = {
        who,
        version: minorOf(version.value) ?? version.value,
        when: endText(version.value),
        until: lastSupport(version.value) ?? '',
        cilium: shipped.length === 1 ? `, nor does its Cilium ${shipped[0]}` : '',
        planName: settingName(cluster, 'supportPlan'),
        tierName: settingName(cluster, 'sku.tier'),
        plan: longTermSupport.supportPlan,
        tier: longTermSupport.tier,
        code: longTermSupport.code,
      };
      if (state === 'ended') {
        report({ messageId: 'ended', at: version.range, data, restsOn: [version, cilium] });
      }
      const plan = missingPlan(cluster);
      if (state === 'long-term' && plan !== undefined) {
        report({
          messageId: 'longTerm',
          at: version.range,
          data,
          restsOn: [version, cilium, ...plan],
        });
      }
    }
  },
});

interface VersionOf {
  readonly who: string;
  readonly version: KnownSetting<string>;
}

/** The version of the cluster, and those of pools that are older. */
function versionsOf(cluster: AksCluster): readonly VersionOf[] {
  const own = cluster.text('kubernetesVersion');
  const pools = cluster.pools.flatMap((pool): readonly VersionOf[] => {
    const version = pool.text('orchestratorVersion');
    const isOlder =
      version.state === 'known' &&
      own.state === 'known' &&
      (compareMinor(version.value, own.value) ?? 0) < 0;
    return isOlder && pool.condition === 'yes'
      ? [{ who: `${poolTitle(pool)} is set to run`, version }]
      : [];
  });
  return own.state === 'known'
    ? [{ who: 'The cluster is set to run', version: own }, ...pools]
    : pools;
}

/** What says that the cluster has no long-term support; undefined where it has, or may have. */
function missingPlan(cluster: AksCluster): readonly Setting<string>[] | undefined {
  const plan = cluster.text('supportPlan');
  const tier = cluster.sku.text('tier');
  const lacks = (setting: Setting<string>, value: string) =>
    setting.state === 'absent' || (setting.state === 'known' && !says(setting, value));
  const missing = [
    ...(lacks(plan, longTermSupport.supportPlan) ? [plan] : []),
    ...(lacks(tier, longTermSupport.tier) ? [tier] : []),
  ];
  return missing.length === 0 ? undefined : missing;
}

function endText(version: string): string {
  const end = lastSupport(version);
  return end === undefined ? 'has ended' : `ended in ${end}`;
}
