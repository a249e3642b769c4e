import { describe, expect, it } from 'vitest';
import { resolveConfiguration } from '../../../server/src/core/index';
import {
  clusterFlagPaths,
  poolFlagPaths,
  skuFlagPaths,
} from '../../../server/src/core/knowledge/cli-names';
import type {
  AgentPool,
  AksCluster,
  Settings,
} from '../../../server/src/core/model/aks/aks-cluster';
import { azClusters } from '../../../server/src/core/model/aks/az-clusters';
import { commandsByScript } from '../../../server/src/core/model/aks/az-files';
import { rules } from '../../../server/src/core/rules/index';
import { Snapshot } from '../../../server/src/core/workspace/snapshot';
import { allFixtures } from '../../support/fixtures';
import { readMarkers } from '../../support/markers';

/** What rules read of clusters and no flag sets, and why. */
const withoutFlag: Readonly<Record<string, string>> = {
  'networkProfile.advancedNetworking.security.transitEncryption':
    'A text in one preview of the API; the flag sets what is inside of it.',
  'networkProfile.ebpfDataplane': 'Its flag of that time is removed-dataplane-flag.',
  'networkProfile.kubeProxyConfig.enabled': 'It stands in the file that the flag names.',
  networkProfile: 'Flags set what is inside of it.',
};

/** The settings, noting which paths somebody asks for. */
function noting<T extends Settings>(settings: T, prefix: string, asked: Set<string>): T {
  const readers = Object.fromEntries(
    (['text', 'boolean', 'number', 'texts', 'has', 'keyRange', 'value'] as const).map((name) => [
      name,
      (path: string) => {
        asked.add(prefix + path);
        return settings[name](path);
      },
    ]),
  );
  return { ...settings, ...readers };
}

function askedOf(cluster: AksCluster, asked: Set<string>): void {
  const { profile, today } = resolveConfiguration({ path: 'a.sh' });
  const noted = {
    ...noting(cluster, '', asked),
    sku: noting(cluster.sku, 'sku.', asked),
    pools: cluster.pools.map((pool): AgentPool => noting(pool, 'pool.', asked)),
  };
  for (const rule of rules.filter(({ meta }) => meta.appliesTo.includes('AksCluster'))) {
    rule.check(noted, {
      profile,
      today: today ?? '2026-09-01',
      options: rule.options,
      facts: { own: [], all: () => [] } as never,
      report: () => undefined,
    });
  }
}

describe('what rules read of clusters', () => {
  it('is what flags of the CLI set, but for what has none', () => {
    const asked = new Set<string>();
    const scripts = allFixtures().filter(({ fileName }) => fileName.endsWith('.sh'));
    for (const { content } of scripts) {
      const { text } = readMarkers(content);
      const snapshot = new Snapshot({ uri: 'file:///a.sh', version: 1, text });
      for (const cluster of azClusters(commandsByScript(snapshot))) {
        askedOf(cluster, asked);
      }
    }
    const flags = new Set([
      ...clusterFlagPaths.map(({ path }) => path),
      ...skuFlagPaths.map(({ path }) => `sku.${path}`),
      ...poolFlagPaths.map(({ path }) => `pool.${path}`),
      // Of a pool that is added; the first one has the version of the cluster.
      'pool.orchestratorVersion',
    ]);
    const unknown = [...asked].filter(
      (path) => !flags.has(path) && !Object.hasOwn(withoutFlag, path),
    );
    expect(asked.size).toBeGreaterThan(30);
    expect(unknown).toEqual([]);
    expect(Object.keys(withoutFlag).filter((path) => !asked.has(path))).toEqual([]);
  });
});
