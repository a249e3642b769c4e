import { defineRule, type Report } from '../../engine/define-rule';
import { hostRoutingPoolLimits } from '../../knowledge/acns-limits';
import { type FeatureId, featureMinimum } from '../../knowledge/feature-minimums';
import { sources } from '../../knowledge/sources';
import type { Edition } from '../../knowledge/types';
import { compareMinor } from '../../knowledge/version-number';
import type { AksCluster } from '../../model/aks/aks-cluster';
import { type AcnsFeature, acnsFeatures } from '../../policy/cluster/cluster-acns';
import { dataplaneInstead } from '../../policy/cluster/cluster-cilium';
import { placesOf, poolTitle, says } from '../../policy/cluster/cluster-network';
import { settingName } from '../../policy/cluster/setting-names';

type MessageId = 'version' | 'istio' | 'fips' | 'gateway' | 'pool';

/** Where the table of features has a minimum for one. */
const minimums: Partial<Record<AcnsFeature['name'], FeatureId>> = {
  FQDN: 'fqdn-filtering',
  L7: 'l7-policies',
  BpfVeth: 'ebpf-host-routing',
  mTLS: 'mutual-tls',
};

/** Each feature has its own conditions, which Azure checks late or not at all. */
export default defineRule({
  meta: {
    name: 'acns-prerequisite',
    title: 'Advanced Container Networking feature without what it needs',
    category: 'cluster',
    severity: 'warning',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      version:
        'This asks for {{feature}}, which AKS supports since Kubernetes {{minimum}}, but the cluster is set to run {{version}}.',
      istio:
        'This asks for {{feature}}, but the Istio add-on is on too: AKS does not support the two together.',
      fips: '{{pool}} has FIPS nodes, but WireGuard encryption, which is on, is not available there: it does not encrypt the traffic of these nodes.',
      gateway:
        'This asks for eBPF host routing, but Static Egress Gateway is on too: AKS does not support the two together.',
      pool: '{{pool}} has {{what}}, but eBPF host routing, which is on, does not support such nodes.',
    },
    references: [
      sources.acnsOverview,
      sources.acnsL7,
      sources.acnsWireGuard,
      sources.acnsHostRouting,
    ].map(({ url }) => url),
  },
  check(cluster, { report, profile }) {
    // Without Cilium it is another finding.
    if (cluster.isExisting || dataplaneInstead(cluster) !== undefined) {
      return;
    }
    for (const feature of acnsFeatures(cluster)) {
      for (const missing of [
        ...missingVersion(cluster, feature, profile.edition.value),
        ...missingOnCluster(cluster, feature),
        ...missingOnPools(cluster, feature),
      ]) {
        report(missing);
      }
    }
  },
});

function missingVersion(
  cluster: AksCluster,
  { name, title, setting }: AcnsFeature,
  edition: Edition,
): readonly Report<MessageId>[] {
  const id = minimums[name];
  const minimum = id && featureMinimum(id, edition)?.kubernetes;
  const version = cluster.text('kubernetesVersion');
  if (minimum === undefined || version.state !== 'known') {
    return [];
  }
  const order = compareMinor(version.value, minimum);
  return order !== undefined && order < 0
    ? [
        {
          messageId: 'version',
          at: setting.range,
          data: { feature: title, minimum, version: version.value },
          restsOn: [setting, version],
          related: [...placesOf([[version, settingName(cluster, 'kubernetesVersion')]])],
        },
      ]
    : [];
}

function missingOnCluster(
  cluster: AksCluster,
  { name, title, setting }: AcnsFeature,
): readonly Report<MessageId>[] {
  const mesh = cluster.text('serviceMeshProfile.mode');
  if ((name === 'L7' || name === 'mTLS') && says(mesh, 'Istio')) {
    const related = [{ range: mesh.range, message: 'The Istio add-on is turned on here.' }];
    return [
      {
        messageId: 'istio',
        at: setting.range,
        data: { feature: title },
        restsOn: [setting, mesh],
        related,
      },
    ];
  }
  const gateway = cluster.boolean('networkProfile.staticEgressGatewayProfile.enabled');
  return name === 'BpfVeth' && gateway.state === 'known' && gateway.value
    ? [
        {
          messageId: 'gateway',
          at: setting.range,
          restsOn: [setting, gateway],
          related: [{ range: gateway.range, message: 'Static Egress Gateway is turned on here.' }],
        },
      ]
    : [];
}

function missingOnPools(
  cluster: AksCluster,
  { name, setting }: AcnsFeature,
): readonly Report<MessageId>[] {
  const pools = cluster.pools.filter(({ condition }) => condition === 'yes');
  const related = [{ range: setting.range, message: 'The feature is turned on here.' }];
  if (name === 'WireGuard') {
    return pools.flatMap((pool): readonly Report<MessageId>[] => {
      const fips = pool.boolean('enableFIPS');
      return fips.state === 'known' && fips.value
        ? [
            {
              messageId: 'fips',
              at: fips.range,
              data: { pool: poolTitle(pool) },
              restsOn: [fips, setting],
              related,
            },
          ]
        : [];
    });
  }
  return name !== 'BpfVeth'
    ? []
    : pools.flatMap((pool) =>
        hostRoutingPoolLimits.flatMap(({ path, excludes, title }): readonly Report<MessageId>[] => {
          const found = pool.text(path);
          return found.state === 'known' && excludes.test(found.value)
            ? [
                {
                  messageId: 'pool',
                  at: found.range,
                  data: { pool: poolTitle(pool), what: title },
                  restsOn: [found, setting],
                  related,
                },
              ]
            : [];
        }),
      );
}
