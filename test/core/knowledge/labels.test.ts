import { describe, expect, it } from 'vitest';
import {
  isIdentityLabel,
  isIdentityLabelWith,
  parseLabelFilter,
} from '../../../server/src/core/knowledge';

describe('isIdentityLabel', () => {
  it.each([
    'app',
    'app.kubernetes.io/name',
    'batch.kubernetes.io/job-name',
    'io.cilium.k8s.namespace.labels.team',
    'io.kubernetes.pod.namespace',
    'k8s-app',
    'my.kubernetes.io/x',
    'topology.kubernetes.io/zone',
    'tier.k8s.io/x',
  ])('keeps %s', (key) => {
    expect(isIdentityLabel(key)).toBe(true);
  });

  it.each([
    'annotation.checksum',
    'apps.kubernetes.io/pod-index',
    'batch.kubernetes.io/job-completion-index',
    'beta.kubernetes.io/os',
    'controller-revision-hash',
    'etcd_node',
    'failure-domain.beta.kubernetes.io/zone',
    'io.kubernetes.container.name',
    'k8s.io/cluster',
    'kubernetes.io/metadata.name',
    'pod-template-generation',
    'pod-template-hash',
    'statefulset.kubernetes.io/pod-name',
  ])('drops %s', (key) => {
    expect(isIdentityLabel(key)).toBe(false);
  });
});

describe('an edited filter', () => {
  it('drops what is excluded', () => {
    const edit = parseLabelFilter(
      '!spark-app-name  k8s:!spark-app-selector\n!job\\.example\\.com/.*',
    );
    expect(edit.isAllowList).toBe(false);
    expect(isIdentityLabelWith('spark-app-name', edit)).toBe(false);
    expect(isIdentityLabelWith('spark-app-selector', edit)).toBe(false);
    expect(isIdentityLabelWith('job.example.com/run', edit)).toBe(false);
    expect(isIdentityLabelWith('app', edit)).toBe(true);
    expect(isIdentityLabelWith('pod-template-hash', edit)).toBe(false);
  });

  it('keeps only what is listed once a pattern has no exclamation mark', () => {
    const edit = parseLabelFilter('k8s-app !job');
    expect(edit.isAllowList).toBe(true);
    expect(isIdentityLabelWith('k8s-app', edit)).toBe(true);
    expect(isIdentityLabelWith('app.kubernetes.io/name', edit)).toBe(true);
    expect(isIdentityLabelWith('app', edit)).toBe(false);
  });

  it('leaves other label sources alone', () => {
    const edit = parseLabelFilter('reserved:!x container:!app');
    expect(isIdentityLabelWith('app', edit)).toBe(true);
  });

  it.each(['!(a+)+$', '![', '!a|b', '!a*', '!.*.*x', `!${'a'.repeat(400)}`])(
    'does not judge by %s',
    (value) => {
      expect(isIdentityLabelWith('app', parseLabelFilter(value))).toBeUndefined();
    },
  );

  it('takes no more time for a long key than for a short one', () => {
    // From each of its letters, a search would take minutes.
    expect(isIdentityLabel('a'.repeat(1_000_000))).toBe(true);
    expect(isIdentityLabel(`${'a'.repeat(1_000_000)}.beta.kubernetes.io/x`)).toBe(false);
  });

  it('does not judge by more patterns than anybody writes', () => {
    expect(isIdentityLabelWith('app', parseLabelFilter('!x '.repeat(100_000)))).toBeUndefined();
  });

  it('is the default when empty', () => {
    const edit = parseLabelFilter('  ');
    expect(edit).toEqual({ patterns: [], isAllowList: false });
    expect(isIdentityLabelWith('app', edit)).toBe(true);
  });
});
