import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  lint,
  readProjectFile,
  resolveConfiguration,
  runToEnd,
  Snapshot,
  type Workspace,
  workspaceClusters,
} from '../server/src/core/index';
import { repositoryRoot } from './support/repository';

const folder = join(repositoryRoot, 'examples/shop');
const root = 'file:///shop';
const files = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ya?ml|bicep)$/.test(name))
    .map((name) => [name.replaceAll(sep, '/'), readFileSync(join(folder, name), 'utf8')] as const),
);

/** The findings in a file of the example, with the workspace around it. */
function findingsIn(path: string, changed?: string) {
  const snapshots = [...files].map(
    ([name, text]) =>
      new Snapshot({
        uri: `${root}/${name}`,
        version: 1,
        text: name === path ? (changed ?? text) : text,
      }),
  );
  const get = (uri: string) => snapshots.find((snapshot) => snapshot.uri === uri);
  const workspace: Workspace = { revision: 1, get, all: () => snapshots };
  const uri = `${root}/aks-cilium.yaml`;
  const project = readProjectFile(uri, files.get('aks-cilium.yaml') ?? '');
  expect(project.findings).toEqual([]);
  const configuration = resolveConfiguration({
    project: { settings: project.settings, uri, folder: root, places: project.places },
    infrastructure: runToEnd(workspaceClusters(snapshots)),
    path,
    uri: `${root}/${path}`,
  });
  const snapshot = get(`${root}/${path}`);
  if (snapshot === undefined) {
    throw new Error(`no file ${path}`);
  }
  return runToEnd(lint(snapshot, configuration, workspace)).findings;
}

const names = (findings: ReturnType<typeof findingsIn>) =>
  findings.map(({ rule, severity }) => `${rule} ${severity}`);

describe('the shop', () => {
  it.each([
    ['infra/main.bicep', []],
    ['apps/payments.yaml', []],
    ['policies/allow-all-egress.yaml', ['ipblock-any-excludes-pods warning']],
    ['policies/payments-api.yaml', ['fqdn-without-dns-rule warning']],
    ['policies/payments-internet-only.yaml', []],
    ['policies/scrape-metrics.yaml', ['ipblock-in-cluster-range error']],
    ['policies/web-to-cart.yaml', ['ipblock-service-range error']],
  ])('has in %s: %j', (path, expected) => {
    expect(names(findingsIn(path))).toEqual(expected);
  });

  it.each([
    ['Allow pods in all namespaces too', ['ipblock-workaround-excludes-nodes info']],
    ['Allow cluster DNS only', ['ipblock-any-excludes-pods info']],
    ['Allow every destination, nodes included', []],
    ['Make Internet-only explicit', []],
    ['Add a CiliumNetworkPolicy for nodes', ['ipblock-any-excludes-pods info']],
  ])('has after "%s": %j', (title, expected) => {
    const path = 'policies/allow-all-egress.yaml';
    const fix = findingsIn(path)
      .flatMap((finding) => finding.fixes())
      .find((each) => each.title === title);
    const fixed = applyEdits(files.get(path) ?? '', fix?.edits ?? []);
    expect(fixed).not.toBe(files.get(path));
    expect(names(findingsIn(path, fixed))).toEqual(expected);
  });
});
