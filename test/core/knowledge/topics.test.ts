import { describe, expect, it } from 'vitest';
import {
  ciliumVersionsFor,
  type editions,
  featureRow,
  hoverTopic,
  hoverTopics,
} from '../../../server/src/core/knowledge';

describe('hover topics', () => {
  it.each(hoverTopics.map((topic) => [topic.id, topic] as const))('%s reads well', (_, topic) => {
    for (const edition of topic.editions) {
      const text = topic.text({ edition, ciliumVersions: [] });
      expect(text).not.toMatch(/undefined|\[object|\n{3}|[ \t]$/m);
      expect(text.length).toBeGreaterThan(100);
      expect(text.length).toBeLessThan(1600);
      if (topic.featureRow !== undefined) {
        expect(featureRow(topic.featureRow, edition)).toBeDefined();
      }
    }
  });

  it('has a table of what an ipBlock reaches that follows the version', () => {
    const text = (kubernetesVersion: string) =>
      hoverTopic('ip-block', 'latest')?.text({
        edition: 'latest',
        kubernetesVersion,
        ciliumVersions: ciliumVersionsFor(kubernetesVersion, 'latest'),
      }) ?? '';
    expect(text('1.31')).toContain(
      '| LocalDNS, `169.254.10.10` | yes; no longer since Cilium 1.17 |',
    );
    expect(text('1.33')).toContain('| LocalDNS, `169.254.10.10` | **never** on Cilium 1.17');
    expect(text('1.36')).toContain('**never** on Cilium 1.17');
    expect(text('1.37')).toContain('up to Cilium 1.16, **never** since 1.17');
  });

  it('names clusterwide policies only where they are supported', () => {
    const text = (edition: (typeof editions)[number]) =>
      hoverTopic('pod-selector-subject', edition)?.text({ edition, ciliumVersions: [] });
    expect(text('latest')).toContain('CiliumClusterwideNetworkPolicies');
    expect(text('2025-05-22')).not.toContain('Clusterwide');
  });
});
