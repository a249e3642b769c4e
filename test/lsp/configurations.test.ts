import { describe, expect, it } from 'vitest';
import type { Clusters } from '../../server/src/lsp/clusters';
import { Configurations } from '../../server/src/lsp/configurations';
import type { EditorSettings } from '../../server/src/lsp/editor-settings';
import type { ProjectFiles } from '../../server/src/lsp/project-files';
import type { WorkspaceFiles } from '../../server/src/lsp/workspace-files';

function configurationsWith(
  clock: (() => string) | undefined,
  settings: object = {},
): Configurations {
  const workspace = { folders: [], folderOf: () => undefined, rootFolderOf: () => undefined };
  const editor = { of: async () => ({ settings, isEnabled: true }) };
  const projectFiles = { nearest: async () => undefined };
  const clusters = { isCurrent: true, found: [], current: async () => clusters.found };
  return new Configurations(
    workspace as unknown as WorkspaceFiles,
    editor as unknown as EditorSettings,
    projectFiles as unknown as ProjectFiles,
    clusters as unknown as Clusters,
    clock,
  );
}

describe('the day that a file is judged on', () => {
  it('is that of the clock, also of an editor that stays open overnight', async () => {
    let today = '2026-07-31';
    const configurations = configurationsWith(() => today);
    const first = await configurations.of('file:///a.bicep');
    expect(first.today).toBe('2026-07-31');
    expect(await configurations.of('file:///a.bicep')).toBe(first);
    today = '2026-08-01';
    const next = await configurations.of('file:///a.bicep');
    expect(next.today).toBe('2026-08-01');
    expect(next.key).not.toBe(first.key);
  });

  it('is that of the settings where they name one', async () => {
    const configurations = configurationsWith(() => '2026-08-01', { today: '2026-01-15' });
    expect((await configurations.of('file:///a.bicep')).today).toBe('2026-01-15');
  });

  it('is a day of the calendar without further ado', async () => {
    const configurations = configurationsWith(undefined);
    expect((await configurations.of('file:///a.bicep')).today).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});
