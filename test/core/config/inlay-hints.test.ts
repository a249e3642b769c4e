import { describe, expect, it } from 'vitest';
import { resolveConfiguration, type Settings } from '../../../server/src/core/index';

const project = (settings: Settings) => ({
  settings,
  uri: 'file:///w/aks-cilium.yaml',
  folder: 'file:///w',
});

describe('inlay hints', () => {
  it.each<[string, Settings | undefined, Settings | undefined, string]>([
    ['nobody', undefined, undefined, 'templates'],
    ['the editor', { inlayHints: 'all' }, undefined, 'all'],
    ['the project file', undefined, { inlayHints: 'off' }, 'off'],
    ['both', { inlayHints: 'all' }, { inlayHints: 'off' }, 'off'],
  ])('are what %s says', (_who, editor, settings, expected) => {
    const { inlayHints } = resolveConfiguration({
      path: 'main.bicep',
      ...(editor === undefined ? {} : { editor }),
      ...(settings === undefined ? {} : { project: project(settings) }),
    });
    expect(inlayHints).toBe(expected);
  });
});
