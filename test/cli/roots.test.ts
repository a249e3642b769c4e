import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bicepCluster, ciliumCluster } from '../support/cluster-workspaces';
import { hostPods, policyForHostPods as policy } from '../support/host-pods';
import { addFiles, folderWith } from './support/folder';
import { run } from './support/run';

const withCilium = ciliumCluster("kubernetesVersion: '1.33'");
const withoutCilium = bicepCluster("networkPlugin: 'azure'");

/** What is found about policies, each as `file rule`. */
async function lint(folder: string, ...paths: string[]): Promise<readonly string[]> {
  const { stdout } = await run(['lint', '--format', 'json', ...paths], { folder });
  const { findings } = JSON.parse(stdout) as { findings: { file: string; rule: string }[] };
  return findings.flatMap(({ file, rule }) => (/polic/.test(rule) ? `${file} ${rule}` : []));
}

const off = (file: string) => `${file} policies-without-cilium`;
const selects = (file: string) => `${file} policy-selects-host-network`;
const head = 'ref: refs/heads/main\n';

describe('repositories in one run', () => {
  const texts = {
    'one/.git/HEAD': head,
    'one/infra/main.bicep': withoutCilium,
    'two/.git/HEAD': head,
    'two/k8s/policy.yaml': policy,
  };

  it('have clusters of their own, each named or found below a folder', async () => {
    const folder = folderWith(texts);
    expect(await lint(folder, 'one', 'two')).toEqual([]);
    expect(await lint(folder, '.')).toEqual([]);
    expect(await lint(join(folder, 'two'), '../one', '.')).toEqual([]);
    addFiles(folder, { 'one/k8s/policy.yaml': policy });
    for (const paths of [['one', 'two'], ['.'], ['one/k8s/policy.yaml', 'two']]) {
      expect(await lint(folder, ...paths), paths.join()).toEqual([off('one/k8s/policy.yaml')]);
    }
  });

  it('have pods of their own, even if these are called alike', async () => {
    const folder = folderWith({
      'one/.git/HEAD': head,
      'one/pods.yaml': hostPods,
      'two/.git/HEAD': head,
      'two/policy.yaml': policy,
    });
    expect(await lint(folder)).toEqual([]);
    addFiles(folder, { 'two/pods.yaml': hostPods });
    expect(await lint(folder)).toEqual([selects('two/policy.yaml')]);
  });

  it('may be without Cilium one by one', async () => {
    const folder = folderWith({
      ...texts,
      'one/k8s/policy.yaml': policy,
      'two/infra/main.bicep': withCilium,
    });
    expect(await lint(folder)).toEqual([off('one/k8s/policy.yaml')]);
  });

  it('share a cluster that somebody names', async () => {
    const folder = folderWith({ ...texts, 'two/aks-cilium.yaml': 'cluster: shop\n' });
    expect(await lint(folder, 'one', 'two')).toEqual([off('two/k8s/policy.yaml')]);
    addFiles(folder, { 'two/aks-cilium.yaml': 'cluster: ../one/infra/main.bicep\n' });
    expect(await lint(folder, 'one', 'two')).toEqual([off('two/k8s/policy.yaml')]);
    addFiles(folder, { 'two/aks-cilium.yaml': '' });
    expect(await lint(folder, 'one', 'two', '--cluster', 'shop')).toEqual([
      off('two/k8s/policy.yaml'),
    ]);
  });

  it('show their own profiles', async () => {
    const folder = folderWith({ ...texts, 'two/infra/main.bicep': withCilium });
    const dataplane = async (path: string) => {
      const { stdout } = await run(['profile', path, '--format', 'json'], { folder });
      return JSON.parse(stdout).dataplane.value;
    };
    expect(await dataplane('two/k8s/policy.yaml')).toBe('cilium');
    expect(await dataplane('one')).toBe('azure');
    // The folder around both is no repository and has no cluster of its own.
    expect(await dataplane('.')).toBe('cilium');
    expect((await run(['profile'], { folder })).stdout).not.toContain('Defined by');
  });
});

describe('folders of one repository', () => {
  const texts = {
    '.git/HEAD': head,
    'infra/main.bicep': withoutCilium,
    'manifests/policy.yaml': policy,
  };

  it('are one workspace when they are named one by one, from wherever', async () => {
    const folder = folderWith(texts);
    const expected = [off('manifests/policy.yaml')];
    expect(await lint(folder, 'manifests', 'infra')).toEqual(expected);
    expect(await lint(join(folder, 'infra'), '.', '../manifests')).toEqual([
      off('../manifests/policy.yaml'),
    ]);
  });

  it('may be submodules', async () => {
    const folder = folderWith({
      ...texts,
      'manifests/.git': 'gitdir: ../.git/modules/manifests\n',
      'aks-cilium.yaml': 'rules: {policies-without-cilium: error}\n',
    });
    expect(await lint(folder)).toEqual([off('manifests/policy.yaml')]);
    const { code } = await run(['lint', 'manifests/policy.yaml'], { folder });
    expect(code).toBe(1);
  });

  it('are not worktrees, and not repositories that lie inside', async () => {
    for (const git of [
      { 'manifests/.git': 'gitdir: /home/me/shop/.git/worktrees/manifests\n' },
      { 'manifests/.git/HEAD': head },
      { 'manifests/.git': 'gitdir: /home/me/shop/.git/modules/apps/worktrees/manifests\n' },
    ]) {
      expect(await lint(folderWith({ ...texts, ...git })), JSON.stringify(git)).toEqual([]);
    }
  });

  it('need no repository around a submodule', async () => {
    const folder = folderWith({
      'apps/.git': 'gitdir: ../.git/modules/apps\n',
      'apps/main.bicep': withoutCilium,
      'apps/policy.yaml': policy,
    });
    expect(await lint(folder)).toEqual([off('apps/policy.yaml')]);
  });
});

describe('files in no repository', () => {
  const texts = { 'infra/main.bicep': withoutCilium, 'manifests/policy.yaml': policy };

  it('belong to the working directory', async () => {
    const folder = folderWith(texts);
    expect(await lint(folder)).toEqual([off('manifests/policy.yaml')]);
    expect(await lint(folder, 'manifests', 'infra')).toEqual([off('manifests/policy.yaml')]);
    expect(await lint(folder, 'manifests/policy.yaml', 'infra/*.bicep')).toEqual([
      off('manifests/policy.yaml'),
    ]);
  });

  it('elsewhere belong to what the command line names', async () => {
    const folder = folderWith({ ...texts, 'here/a.yaml': '' });
    const here = join(folder, 'here');
    expect(await lint(here, '../manifests', '../infra')).toEqual([]);
    expect(await lint(here, '../manifests/policy.yaml', '../infra')).toEqual([]);
    expect(await lint(here, '..')).toEqual([off('../manifests/policy.yaml')]);
    expect(await lint(here, '../{infra,manifests}/*')).toEqual([off('../manifests/policy.yaml')]);
    expect(await lint(here, '..', '../manifests')).toEqual([off('../manifests/policy.yaml')]);
  });

  it('are none of the repositories beside them', async () => {
    const folder = folderWith({ ...texts, 'infra/.git/HEAD': head });
    expect(await lint(folder)).toEqual([]);
  });
});
