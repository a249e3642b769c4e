import { describe, expect, it } from 'vitest';
import {
  lint,
  readProjectFile,
  resolveConfiguration,
  runToEnd,
  Snapshot,
  workspaceClusters,
} from '../../../server/src/core/index';
import { clusterWorkspaces, type WorkspaceTexts } from '../../support/cluster-workspaces';

const root = 'file:///w';

/** The findings of the YAML files as the hosts find them, as `path rule severity`. */
function findingsOf(texts: WorkspaceTexts): readonly string[] {
  const files = Object.entries(texts).map(
    ([path, text]) => new Snapshot({ uri: `${root}/${path}`, version: 1, text }),
  );
  const workspace = {
    revision: 1,
    get: (uri: string) => files.find((file) => file.uri === uri),
    all: () => files,
  };
  const project = files.find(({ uri }) => uri.endsWith('/aks-cilium.yaml'));
  const read = project && readProjectFile(project.uri, project.text);
  return files
    .filter(({ uri }) => /\.yaml$/.test(uri))
    .flatMap((file) => {
      const path = file.uri.slice(root.length + 1);
      const configuration = resolveConfiguration({
        infrastructure: runToEnd(workspaceClusters(files)),
        ...(read === undefined ? {} : { project: { ...read, folder: root } }),
        path,
        uri: file.uri,
      });
      return runToEnd(lint(file, configuration, workspace)).findings.map(
        ({ rule, severity }) => `${path} ${rule} ${severity}`,
      );
    });
}

function expectFindings(name: string, expected: readonly string[]) {
  expect(findingsOf(clusterWorkspaces[name] ?? {})).toEqual(expected);
}

describe('what is found in a workspace follows from the clusters that it defines', () => {
  it('each team has its own', () => {
    expectFindings('a monorepo with two clusters', [
      'teams/a/policies/egress.yaml ipblock-in-cluster-range error',
      // No pods there, but perhaps nodes.
      'teams/b/policies/egress.yaml ipblock-in-cluster-range info',
    ]);
  });

  it('LocalDNS is known to policies elsewhere', () => {
    expectFindings('LocalDNS in a template and an egress policy elsewhere', [
      'k8s/shop/egress.yaml local-dns-unreachable warning',
    ]);
  });

  it.each(['Bicep', 'ARM', 'a script'])('policies with names and ACNS in %s', (where) => {
    expectFindings(`ACNS off in ${where}`, ['policy.yaml fqdn-needs-acns error']);
    expectFindings(`ACNS on in ${where}`, []);
    expectFindings(`ACNS unknown in ${where}`, ['policy.yaml fqdn-needs-acns info']);
  });

  it('a default that leaves something off says only that it can be turned on', () => {
    expectFindings('ACNS off by the default of a parameter', ['policy.yaml fqdn-needs-acns info']);
  });

  it('policies for a cluster without Cilium are left alone, which is said once', () => {
    expectFindings('a cluster without Cilium beside policies', [
      'policies/a.yaml policies-without-cilium info',
    ]);
  });

  it('a project file wins, value by value', () => {
    expectFindings('a project file that overrides one value', [
      'old.yaml ipblock-in-cluster-range info',
      'new.yaml ipblock-in-cluster-range error',
    ]);
  });

  it('of clusters that disagree counts what they have in common', () => {
    expectFindings('two clusters that disagree', [
      'policies/names.yaml fqdn-needs-acns info',
      'policies/pods.yaml ipblock-in-cluster-range error',
    ]);
  });

  it('a project file may choose one', () => {
    expectFindings('a project file that chooses', ['policies/names.yaml fqdn-needs-acns error']);
  });
});
