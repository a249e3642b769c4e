import { describe, expect, it } from 'vitest';
import { createRoots, placedFiles, Snapshot } from '../../../server/src/core/index';

const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n';
const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: web}
spec:
  source: {path: apps/web}
  destination: {namespace: shop}
`;
const kustomization = 'namespace: shop\nresources: [../apps/web]\n';

const namespacesOf = (texts: Readonly<Record<string, string>>, roots: readonly string[]) => {
  const files = Object.entries(texts).map(
    ([path, text]) => new Snapshot({ uri: `file:///src/${path}`, version: 0, text }),
  );
  const placed = placedFiles(files, createRoots(roots));
  return [...placed].flatMap(([uri, { placement }]) =>
    placement === undefined ? [] : `${uri.slice(12)} ${placement.namespace}`,
  );
};

describe('what deploys files', () => {
  it.each([
    ['an object of Argo CD', { 'infra/web.yaml': application }],
    [
      'a kustomization',
      {
        'infra/kustomization.yaml': kustomization,
        'apps/web/kustomization.yaml': 'resources: [pod.yaml]\n',
      },
    ],
  ])('is %s of the same root', (_what, deployer) => {
    const texts = { ...deployer, 'apps/web/pod.yaml': pod };
    expect(namespacesOf(texts, ['file:///src'])).toContain('apps/web/pod.yaml shop');
    expect(namespacesOf(texts, ['file:///src/infra', 'file:///src/apps'])).toEqual([]);
  });
});
