import { defineRule } from '../../engine/define-rule';
import type { Fix } from '../../engine/finding';
import { settingFix } from '../../fixes/setting-fixes';
import { apiVersionHas } from '../../knowledge/api-properties';
import { combinationRule } from '../../knowledge/combination-rules';
import { sources } from '../../knowledge/sources';
import { urlsOf } from '../../knowledge/types';
import type { AksCluster } from '../../model/aks/aks-cluster';
import { known } from '../../model/traced';
import { acnsFeatures, acnsPaths } from '../../policy/cluster/cluster-acns';
import { dataplaneInstead } from '../../policy/cluster/cluster-cilium';
import { isDeclared, placesOf } from '../../policy/cluster/cluster-network';
import { networkNames } from '../../policy/cluster/setting-names';

const fact = combinationRule('acns-security-without-cilium');

/** Advanced Container Networking Services are one switch, and features that need it and, most of them, Cilium. */
export default defineRule({
  meta: {
    name: 'acns-contradiction',
    title: 'Advanced Container Networking setting that contradicts another one',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      otherDataplane:
        'This asks for {{feature}}, which Advanced Container Networking Services offer only with Cilium, but {{dataplane}} is "{{other}}": Azure refuses the cluster.',
      noDataplane:
        'This asks for {{feature}}, which Advanced Container Networking Services offer only with Cilium, but {{dataplane}} is not set: Azure refuses the cluster.',
      off: 'This asks for {{feature}}, but advancedNetworking.enabled is false: Advanced Container Networking Services stay off, and the cluster does not get it.',
      notOn:
        'This asks for {{feature}}, but advancedNetworking.enabled is not set and is false by default: Advanced Container Networking Services stay off, and the cluster does not get it.',
      policiesOff:
        'advancedNetworkPolicies is "{{level}}", but security.enabled is false, so the cluster refuses FQDN and L7 policies: the two contradict each other.',
    },
    references: [...urlsOf(fact), sources.containerServiceSdk.url],
  },
  check(cluster, { report }) {
    if (cluster.isExisting) {
      return;
    }
    const names = networkNames(cluster);
    const asked = acnsFeatures(cluster);
    // The switch of the security features says nothing that one of them does not say.
    const isNamed = asked.some(({ setting }) => typeof setting.value === 'string');
    const features = asked.filter(({ name }) => name !== 'security' || !isNamed);
    const enabled = cluster.boolean(acnsPaths.enabled);
    // By default of a parameter it is a switch that somebody else turns on.
    const isOff = enabled.state === 'known' && !enabled.value && !enabled.defaults?.length;
    const isNotOn = enabled.state === 'absent' && hasSwitch(cluster);
    const instead = dataplaneInstead(cluster);
    for (const { name, title, setting } of features) {
      const data = { feature: title };
      if (instead !== undefined && name !== 'observability') {
        const { dataplane } = instead;
        report({
          messageId: dataplane.state === 'known' ? 'otherDataplane' : 'noDataplane',
          at: setting.range,
          data: { ...data, dataplane: names.dataplane, other: instead.name },
          restsOn: [setting, dataplane],
          related: placesOf([[dataplane, names.dataplane]]),
        });
      } else if (cluster.syntax !== 'az' && (isOff || isNotOn)) {
        report({
          messageId: isOff ? 'off' : 'notOn',
          at: setting.range,
          data,
          restsOn: [setting, enabled],
          // What Azure answers is not known.
          severity: 'warning',
          related: isOff ? [{ range: enabled.range, message: 'It is turned off here.' }] : [],
          fixes: () => [switchFix(cluster)],
        });
      }
    }
    const policies = features.find(({ name }) => name === 'FQDN' || name === 'L7');
    const security = instead === undefined ? securityTurnedOff(cluster) : undefined;
    if (security !== undefined && policies !== undefined) {
      report({
        messageId: 'policiesOff',
        at: policies.setting.range,
        data: { level: policies.name },
        restsOn: [policies.setting, security],
        related: [{ range: security.range, message: 'Security features are turned off here.' }],
        fixes: () => policyFixes(cluster),
      });
    }
  },
});

/** Where the security features are turned off. The command line tool refuses such flags itself, a finding of its own. */
function securityTurnedOff(cluster: AksCluster) {
  const security = cluster.boolean(acnsPaths.security);
  return cluster.syntax !== 'az' && security.state === 'known' && !security.value
    ? security
    : undefined;
}

function policyFixes({ edits }: AksCluster): readonly Fix[] {
  return [
    settingFix('Set security.enabled to true', 'suggestion', [edits.set(acnsPaths.security, true)]),
    settingFix('Remove advancedNetworkPolicies', 'suggestion', [edits.remove(acnsPaths.policies)]),
  ];
}

function switchFix({ edits }: AksCluster): Fix {
  const edit = edits.set(acnsPaths.enabled, true);
  return settingFix('Set advancedNetworking.enabled to true', 'suggestion', [edit], true);
}

/** The switch came later than the features. */
function hasSwitch(cluster: AksCluster): boolean {
  const version = known(cluster.apiVersion);
  return (
    isDeclared(cluster) &&
    version !== undefined &&
    apiVersionHas(acnsPaths.enabled, version) === 'yes'
  );
}
