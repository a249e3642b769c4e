import { describe, expect, it } from 'vitest';
import { isCiliumLabelKey } from '../../../../server/src/core/policy/validity/cilium-label-key';

describe('isCiliumLabelKey', () => {
  it.each([
    'app',
    'k8s:app',
    'any:app.kubernetes.io/name',
    'reserved:host',
    'reserved.host',
    '$host',
    ':app',
    'app=web',
    // With the source in front it is a key for Cilium, though no pod can have such a label.
    '-app',
    'a'.repeat(59),
  ])('takes %s', (key) => {
    expect(isCiliumLabelKey(key)).toBe(true);
  });

  it.each(['', 'k8s:', 'app name', '/app', 'a/b/c', 'a'.repeat(60), 'k8s:a:b'])(
    'takes no "%s"',
    (key) => {
      expect(isCiliumLabelKey(key)).toBe(false);
    },
  );

  it('puts another source in front of keys about groups of ranges', () => {
    expect(isCiliumLabelKey('a'.repeat(53), 'cidrgroup')).toBe(true);
    expect(isCiliumLabelKey('a'.repeat(54), 'cidrgroup')).toBe(false);
  });
});
