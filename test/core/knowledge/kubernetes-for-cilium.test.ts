import { describe, expect, it } from 'vitest';
import {
  newestKubernetesBefore,
  oldestKubernetesWith,
} from '../../../server/src/core/knowledge/kubernetes-for-cilium';
import { ciliumMinors } from '../../../server/src/core/knowledge/versions';

describe('the Kubernetes versions for a Cilium', () => {
  it.each([
    ['1.16', '1.30', '1.31'],
    ['1.17', '1.31', '1.32'],
    ['1.18', '1.33', '1.34'],
    // Two sources give one Kubernetes different minors, so it is neither surely older nor surely newer.
    ['1.19', '1.35', undefined],
    ['1.13', undefined, '1.27'],
    ['1.20', '1.36', undefined],
  ])('%s: up to %s it is older, from %s on never', (cilium, before, from) => {
    expect(newestKubernetesBefore(cilium, 'latest')).toBe(before);
    expect(oldestKubernetesWith(cilium, 'latest')).toBe(from);
  });

  it('go no further than the edition', () => {
    expect(newestKubernetesBefore('1.20', '2025-05-22')).toBe('1.32');
    expect(oldestKubernetesWith('1.18', '2025-05-22')).toBeUndefined();
  });

  it('are rows of the table', () => {
    const minors = ciliumMinors.map(({ kubernetes }) => kubernetes);
    expect(minors).toContain(newestKubernetesBefore('1.18', 'latest'));
  });
});
