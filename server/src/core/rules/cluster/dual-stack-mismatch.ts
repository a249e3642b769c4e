import { defineRule } from '../../engine/define-rule';
import { combinationRule } from '../../knowledge/combination-rules';
import { featureMinimum } from '../../knowledge/feature-minimums';
import { urlsOf } from '../../knowledge/types';
import { compareMinor } from '../../knowledge/version-number';
import { parseCidr } from '../../policy/addresses/cidr';
import { isDeclared, networkOf, placesOf, says } from '../../policy/cluster/cluster-network';
import { networkNames, settingName } from '../../policy/cluster/setting-names';

const fact = combinationRule('dual-stack-too-old');
const familiesPath = 'networkProfile.ipFamilies';
const lists = ['podCidrs', 'serviceCidrs'] as const;

/** Two address families need a version that has them, and a range for each. */
export default defineRule({
  meta: {
    name: 'dual-stack-mismatch',
    title: 'Address families that do not match the version or the ranges',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      tooOld:
        '{{setting}} has IPv6, but the cluster is set to run Kubernetes {{version}}: with Cilium, AKS supports dual-stack since Kubernetes {{minimum}}.',
      ranges:
        '{{name}} has {{ranges}}, but {{setting}} is {{families}}: Azure expects one range per family, in the same order.',
    },
    references: urlsOf(fact),
  },
  check(cluster, { report, profile }) {
    const families = cluster.texts(familiesPath);
    if (!isDeclared(cluster) || families.state !== 'known') {
      return;
    }
    const setting = settingName(cluster, familiesPath);
    const { dataplane } = networkOf(cluster);
    const version = cluster.text('kubernetesVersion');
    const minimum = featureMinimum('dual-stack', profile.edition.value)?.kubernetes;
    const hasIpv6 = families.value.some((family) => family.toLowerCase() === 'ipv6');
    if (
      hasIpv6 &&
      says(dataplane, 'cilium') &&
      version.state === 'known' &&
      minimum !== undefined &&
      (compareMinor(version.value, minimum) ?? 0) < 0
    ) {
      report({
        messageId: 'tooOld',
        at: families.range,
        data: { setting, version: version.value, minimum },
        restsOn: [families, dataplane, version],
        related: placesOf([
          [version, settingName(cluster, 'kubernetesVersion')],
          [dataplane, networkNames(cluster).dataplane],
        ]),
      });
    }
    for (const name of lists) {
      const ranges = cluster.texts(`networkProfile.${name}`);
      const found = ranges.state === 'known' ? familiesOf(ranges.value) : undefined;
      if (ranges.state === 'known' && found && !isSame(found, families.value)) {
        report({
          messageId: 'ranges',
          at: ranges.range,
          data: {
            setting,
            name: settingName(cluster, `networkProfile.${name}`),
            ranges: listed(found, 'no range'),
            families: listed(families.value, 'empty'),
          },
          restsOn: [ranges, families],
          related: [{ range: families.range, message: 'The families are listed here.' }],
        });
      }
    }
  },
});

/** The family of each range; undefined when one of them is none, which is another finding. */
function familiesOf(ranges: readonly string[]): readonly string[] | undefined {
  const families = ranges.map((range) => parseCidr(range)?.family);
  return families.every((family) => family !== undefined) && families.length > 0
    ? families
    : undefined;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return (
    a.length === b.length &&
    a.every((family, index) => family.toLowerCase() === b[index]?.toLowerCase())
  );
}

function listed(families: readonly string[], none: string): string {
  return families.length === 0 ? none : families.join(', ');
}
