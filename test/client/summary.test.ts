import { describe, expect, it } from 'vitest';

import { summaryOf } from '../../client/src/features/status/summary';
import type { ProfileLine } from '../../server/src/protocol/index';

function line(property: string, value: string): ProfileLine {
  return { property, value, source: 'project file' };
}

describe('the cluster in a few words', () => {
  it('names the cluster and its versions in this order', () => {
    const lines = [
      line('ciliumVersion', '1.17'),
      line('kubernetesVersion', '1.33'),
      line('name', 'shop'),
      line('podCidrs', '10.244.0.0/16'),
    ];
    expect(summaryOf({ lines })).toBe('shop, AKS 1.33, Cilium 1.17');
  });

  it('leaves out what is not known', () => {
    expect(summaryOf({ lines: [line('kubernetesVersion', '1.33')] })).toBe('AKS 1.33');
    expect(summaryOf({ lines: [line('ciliumVersion', '1.18')] })).toBe('Cilium 1.18');
  });

  it('says of several clusters what they have in common, and which versions there are', () => {
    const lines: readonly ProfileLine[] = [
      { property: 'name', value: 'dev or prod', source: 'several clusters' },
      { property: 'kubernetesVersion', value: '1.33 or 1.34', source: 'several clusters' },
      { property: 'dataplane', value: 'cilium or azure', source: 'several clusters' },
    ];
    expect(summaryOf({ lines })).toBe('AKS 1.33 or 1.34');
  });

  it('tells when there is no Cilium', () => {
    const lines = [line('name', 'old'), line('dataplane', 'azure'), line('ciliumVersion', '1.17')];
    expect(summaryOf({ lines })).toBe('old, no Cilium');
  });

  it('is nothing when neither name nor version is known', () => {
    expect(summaryOf({ lines: [] })).toBeUndefined();
    expect(summaryOf({ lines: [line('edition', 'latest')] })).toBeUndefined();
  });
});
