import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ciliumCluster, clusterWorkspaces, rangePolicy } from '../support/cluster-workspaces';
import { folderWith } from './support/folder';
import { run } from './support/run';

function repositoryWith(texts: Readonly<Record<string, string>>): string {
  const folder = folderWith(texts);
  mkdirSync(join(folder, '.git'));
  return folder;
}

const template = ciliumCluster("kubernetesVersion: '1.33'", '', "podCidr: '10.10.0.0/16'");
const texts = { 'infra/main.bicep': template, 'k8s/policy.yaml': rangePolicy('10.10.3.0/24') };

const profile = async (folder: string, ...args: string[]) =>
  (await run(['profile', ...args], { folder })).stdout;

describe('aks-cilium profile', () => {
  it('tells from which line of which file each value comes', async () => {
    const text = await profile(repositoryWith(texts), 'k8s/policy.yaml');
    const line = template.split('\n').findIndex((each) => each.includes('podCidr')) + 1;
    expect(text).toMatch(
      new RegExp(`^ {2}Pod ranges +10\\.10\\.0\\.0/16 +infra/main\\.bicep:${line}:16$`, 'm'),
    );
    expect(text).toMatch(/^ {2}Cilium +1\.17 +from Kubernetes 1\.33 \(infra\/main\.bicep:5:24\)$/m);
    expect(text).toMatch(
      /^ {2}ACNS +no +infra\/main\.bicep:\d+:\d+ \(left out: the default of AKS\)$/m,
    );
    expect(text).toContain('\nDefined by shop (infra/main.bicep:1:14).\n');
  });

  it('tells the same to programs, with places', async () => {
    const stdout = await profile(repositoryWith(texts), 'k8s/policy.yaml', '--format', 'json');
    const { kubernetesVersion, dataplane, clusters } = JSON.parse(stdout);
    expect(kubernetesVersion).toEqual({
      value: '1.33',
      source: 'infra/main.bicep:5:24',
      file: 'infra/main.bicep',
      line: 5,
      column: 24,
    });
    expect(dataplane).toMatchObject({ value: 'cilium', file: 'infra/main.bicep' });
    expect(clusters).toEqual([{ name: 'shop', file: 'infra/main.bicep', line: 1, column: 14 }]);
  });

  it('names the clusters among which somebody has to choose', async () => {
    const folder = repositoryWith(clusterWorkspaces['two clusters that disagree'] ?? {});
    const text = await profile(folder, 'policies/names.yaml');
    expect(text).toMatch(/^ {2}Kubernetes +1\.33 or 1\.34$/m);
    expect(text).toMatch(/^ {2}ACNS +yes or no$/m);
    expect(text).toContain(
      '2 clusters may be meant; a value is known when all have it:\n  shop (clusters/dev.bicep:1:14)\n  shop (clusters/prod.bicep:1:14)\n',
    );
  });

  it('says that a cluster which the project file names is not there', async () => {
    const folder = repositoryWith({ ...texts, 'aks-cilium.yaml': 'cluster: shop-prod\n' });
    expect(await profile(folder)).toContain('No file here defines the cluster "shop-prod".\n');
    const { stdout, code } = await run(['lint'], { folder });
    expect(stdout).toContain('No file of the workspace defines the cluster "shop-prod"');
    expect(code).toBe(1);
  });

  it('shows no control characters of files', async () => {
    const hostile = template.replace("'shop'", "'sh\\u{1b}[31mop'");
    expect(await profile(repositoryWith({ ...texts, 'infra/main.bicep': hostile }))).not.toContain(
      '\u001b',
    );
  });
});

describe('aks-cilium lint', () => {
  it('knows the cluster of the repository for a file that is named by itself, too', async () => {
    const folder = repositoryWith(texts);
    const all = await run(['lint'], { folder });
    const one = await run(['lint', 'k8s/policy.yaml'], { folder });
    expect(all.stdout).toContain('ipblock-in-cluster-range');
    expect(one.stdout).toContain('ipblock-in-cluster-range');
    expect([all.code, one.code]).toEqual([1, 1]);
  });

  it('knows of a folder what an editor knows that has it open', async () => {
    const folder = repositoryWith(texts);
    const { stdout } = await run(['lint', 'k8s', '--format', 'json'], { folder });
    const { findings } = JSON.parse(stdout);
    expect(findings.map(({ severity }: { severity: string }) => severity)).toEqual(['info']);
  });

  it('judges by the cluster that the command line names', async () => {
    const folder = repositoryWith(clusterWorkspaces['two clusters that disagree'] ?? {});
    const severities = async (...args: string[]) => {
      const { stdout } = await run(['lint', 'policies/names.yaml', '--format', 'json', ...args], {
        folder,
      });
      return (JSON.parse(stdout).findings as { severity: string }[]).map(
        ({ severity }) => severity,
      );
    };
    expect(await severities()).toEqual(['info']);
    expect(await severities('--cluster', 'clusters/dev.bicep')).toEqual([]);
    expect(await severities('--cluster', 'prod.bicep')).toEqual(['error']);
    const { code, stderr } = await run(['lint', '--cluster', 'shop\u001b[31m'], { folder });
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('--cluster: no file here defines the cluster shop'),
    ]);
    expect(stderr).not.toContain('\u001b');
  });

  it('follows the cluster that it has just fixed', async () => {
    const script = [
      'az aks create --name shop --resource-group shop --network-plugin azure \\',
      '  --network-plugin-mode overlay --pod-cidr 10.10.0.0/16 --enable-ebpf-dataplane',
      '',
    ].join('\n');
    const policy = texts['k8s/policy.yaml'];
    const folder = repositoryWith({ 'infra/create.sh': script, 'k8s/policy.yaml': policy });
    const { stdout } = await run(['lint', '--fix', '--format', 'json'], { folder });
    const { profile: after } = JSON.parse(stdout);
    expect(after.dataplane).toMatchObject({ value: 'cilium', file: 'infra/create.sh' });
    expect(readFileSync(join(folder, 'infra/create.sh'), 'utf8')).toContain(
      '--network-dataplane cilium',
    );
  });
});
