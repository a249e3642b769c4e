import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { collectInputs } from '../../../server/src/cli/inputs';
import { startCrew } from '../../../server/src/cli/parallel/crew';
import { lintFiles, type RunOptions } from '../../../server/src/cli/run';
import { FileWorkspace } from '../../../server/src/cli/workspace';
import { resolveConfiguration } from '../../../server/src/core/index';
import { ciliumCluster } from '../../support/cluster-workspaces';
import { folderWith } from '../support/folder';
import { broken } from '../support/manifests';
import { buildProgram } from '../support/spawn';

let bundle: string;

beforeAll(async () => {
  bundle = await buildProgram();
}, 60_000);

/** A policy that denies its pods everything, and another that lets them reach names without DNS: each needs the other's facts. */
const policy = (name: string, more = '') => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Egress]
${more}`;
const toAnywhere = '  egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 443}]}]\n';
const files = {
  'deny.yaml': policy('deny'),
  'allow.yaml': policy('allow', toAnywhere),
  'broken.yaml': broken,
  'workload.yaml': `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: web, namespace: shop}
spec:
  template:
    metadata: {labels: {app: web}}
    spec: {hostNetwork: true, containers: [{name: web, ports: [{containerPort: 80, hostPort: 80}]}]}
`,
  'main.bicep': ciliumCluster(),
};

const configuration = resolveConfiguration({ defaults: { today: '2026-09-01' }, path: 'a.yaml' });
const options: RunOptions = {
  minSeverity: 'hint',
  configurationOf: ({ file }) => ({ ...configuration, ignored: file === 'broken.yaml' }),
  onProgress: () => undefined,
};

/** Everything about the findings, fixes included, by file. */
function told(results: ReturnType<typeof lintFiles>) {
  return results.map(({ input, result, crash }) => ({
    file: input.file,
    crash,
    ...result,
    findings: result.findings.map((each) => ({ ...each, fixes: each.fixes() })),
  }));
}

/** What comes of a crew of two whose other thread runs `program`, once it has taken all files that it may take. */
async function lintWith(program: (ready: string) => string) {
  const folder = folderWith(files);
  const { inputs } = collectInputs(['.'], folder);
  const ready = join(folder, 'ready');
  const path = join(folderWith(), 'program.js');
  writeFileSync(path, program(ready));
  const losses: unknown[] = [];
  const crew = startCrew(inputs, {
    ...{ threads: 2, program: path, rootOf: () => '' },
    onLoss: (error) => losses.push(error),
  });
  try {
    while (!existsSync(ready) && losses.length === 0) {
      await setTimeout(10);
    }
    const workspace = new FileWorkspace(inputs, () => '');
    const verdicts = await crew.lint(workspace, options);
    const together = told(lintFiles(inputs, workspace, { ...options, verdicts }));
    const alone = told(lintFiles(inputs, new FileWorkspace(inputs, () => ''), options));
    return { together, alone, verdicts: [...verdicts.keys()], losses };
  } finally {
    crew.dismiss();
  }
}

const load = () => `require(${JSON.stringify(bundle)});`;
const tell = (ready: string) =>
  `setTimeout(() => require('node:fs').writeFileSync(${JSON.stringify(ready)}, ''), 0);`;
const names = (uris: readonly string[]) => uris.map((uri) => uri.replace(/^.*\//, '')).sort();

describe('a crew of threads', () => {
  it('finds what one thread finds, with the facts of the other', { timeout: 60_000 }, async () => {
    const { together, alone, verdicts, losses } = await lintWith((ready) => load() + tell(ready));
    expect(together).toEqual(alone);
    expect(alone.flatMap(({ findings }) => findings).length).toBeGreaterThan(3);
    expect(names(verdicts)).toEqual(['allow.yaml', 'deny.yaml', 'main.bicep', 'workload.yaml']);
    expect(losses).toEqual([]);
  });

  it('does without one that cannot start', { timeout: 60_000 }, async () => {
    const { together, alone, losses } = await lintWith(() => 'throw new Error("no memory");');
    expect(together).toEqual(alone);
    expect(losses).toEqual([expect.objectContaining({ message: 'no memory' })]);
  });

  it('lints the files of one that ends after it has read them', { timeout: 60_000 }, async () => {
    const dies = `require('node:worker_threads').parentPort.once('message', () => process.exit(3));`;
    const { together, alone, verdicts } = await lintWith((ready) => dies + load() + tell(ready));
    expect(together).toEqual(alone);
    expect(names(verdicts)).toEqual(['main.bicep']);
  });

  it('lints the files of one that takes them and fails', { timeout: 60_000 }, async () => {
    const fails = `const { workerData } = require('node:worker_threads');
      Atomics.add(workerData.board.counters, 0, 1000);
      setTimeout(() => { throw new Error('out of order'); }, 50);`;
    const { together, alone, verdicts, losses } = await lintWith((ready) => fails + tell(ready));
    expect(together).toEqual(alone);
    expect(names(verdicts)).toEqual(['main.bicep']);
    expect(losses).toEqual([expect.objectContaining({ message: 'out of order' })]);
  });
});
