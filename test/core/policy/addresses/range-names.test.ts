import { describe, expect, it } from 'vitest';
import { clusterRanges } from '../../../../server/src/core/policy/addresses/cluster-ranges';
import { rangePlaces } from '../../../../server/src/core/policy/addresses/range-names';
import type { ProfileSource } from '../../../../server/src/core/profile/profile';

const uri = 'file:///infra/main.bicep';
const range = { start: 10, end: 20 };

describe('rangePlaces', () => {
  it.each<[string, ProfileSource, string | undefined]>([
    [
      'written in a template',
      { kind: 'infrastructure', uri, range },
      'The Service ranges of the cluster are set here.',
    ],
    [
      'left out there',
      { kind: 'infrastructure', uri, range, by: 'left out' },
      'The cluster is defined here without Service ranges, so it has those that AKS uses by default.',
    ],
    ['said on the command line', { kind: 'command line' }, undefined],
    ['without a place', { kind: 'project file', uri }, undefined],
  ])('tells of ranges that are %s', (_, source, message) => {
    const profile = {
      edition: { value: 'latest', source: { kind: 'default' } },
      dataplane: { value: 'cilium', source: { kind: 'default' } },
      serviceCidrs: { value: ['10.0.0.0/16'], source },
    } as const;
    expect(rangePlaces(clusterRanges(profile))).toEqual(
      message === undefined ? [] : [{ uri, range, message }],
    );
  });
});
