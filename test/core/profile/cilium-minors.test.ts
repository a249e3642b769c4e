import { describe, expect, it } from 'vitest';
import { type Edition, type ProfileSettings, resolveProfile } from '../../../server/src/core/index';
import {
  overMinors,
  overSpan,
  possibleCiliumMinors,
} from '../../../server/src/core/profile/cilium-minors';
import { layerFromSettings } from '../../../server/src/core/profile/resolve';

function profile(settings: ProfileSettings = {}, edition: Edition = 'latest') {
  return resolveProfile([
    layerFromSettings({ profile: settings, edition }, () => ({ kind: 'editor settings' })),
  ]);
}

describe('the Cilium minors that a cluster may run', () => {
  const cases: [string, ProfileSettings, readonly string[]][] = [
    ['nothing known: all that are supported', {}, ['1.16', '1.17', '1.18', '1.19']],
    ['an exact version', { ciliumVersion: '1.17.9' }, ['1.17']],
    ['a version newer than all tables', { ciliumVersion: 'v1.20.1' }, ['1.20']],
    ['the version of Kubernetes', { kubernetesVersion: '1.34.2' }, ['1.18']],
    ['sources that disagree', { kubernetesVersion: '1.36' }, ['1.18', '1.19']],
    ['Kubernetes newer than the table', { kubernetesVersion: '1.40' }, ['1.18', '1.19']],
    ['Kubernetes older than the table', { kubernetesVersion: '1.20' }, ['1.13']],
    ['Kubernetes out of support', { kubernetesVersion: '1.30' }, ['1.14']],
  ];

  it.each(cases)('%s', (_name, settings, expected) => {
    expect(possibleCiliumMinors(profile(settings))).toEqual(expected);
  });

  it('goes by the edition of the documentation', () => {
    expect(possibleCiliumMinors(profile({}, '2025-05-22'))).toEqual([
      '1.13',
      '1.14',
      '1.16',
      '1.17',
    ]);
  });
});

describe('a verdict over minors', () => {
  it('is sure where all agree', () => {
    expect(overSpan(profile(), { from: '1.16' })).toEqual({ answer: 'yes', when: '' });
    expect(overSpan(profile(), { from: '1.20' })).toEqual({ answer: 'no', when: '' });
    expect(overSpan(profile({ kubernetesVersion: '1.31' }), { before: '1.17' }).answer).toBe('yes');
  });

  const cases: [string, (minor: string) => boolean, string][] = [
    [
      'from one on',
      (minor) => minor !== '1.16',
      'with Cilium 1.17 and newer (Kubernetes 1.32 and newer)',
    ],
    ['only the newest', (minor) => minor === '1.19', 'with Cilium 1.19 and newer'],
    ['before one', (minor) => minor === '1.16', 'before Cilium 1.17 (Kubernetes 1.31 and older)'],
    ['one in the middle', (minor) => minor === '1.17', 'with Cilium 1.17'],
    ['two in the middle', (minor) => /1[78]$/.test(minor), 'with Cilium 1.17 and 1.18'],
    ['with gaps', (minor) => !minor.endsWith('18'), 'with Cilium 1.16, 1.17 and 1.19'],
  ];

  it.each(cases)('says in which: %s', (_name, isSo, when) => {
    expect(overMinors(profile(), isSo)).toEqual({ answer: 'unknown', when });
  });
});
