import type { ValuesTree } from '../../evaluation/helm/values';
import { YamlDocument } from '../../syntax/yaml/document';
import type { YamlMap, YamlNode } from '../../syntax/yaml/tree';
import { helmReleaseOf } from '../helm-release';
import { objectsOf } from '../kinds';
import { type KubernetesObject, mayBeOfGroup } from '../kubernetes-object';
import { fieldOf, known, nodeOf, readItems, readNode, readString, stringOf } from '../traced';
import type { ChartFile } from './values-file';

/** Values with which an object of Flux or Argo CD installs a chart that lies in the same repository. */
export interface Installation {
  /** The folder of the chart, from the root of the repository. */
  readonly path: string;
  readonly values: ValuesTree;
}

const installer = /\bkind["']?\s*:\s*["']?(?:HelmRelease|Application|ApplicationSet)(?:List)?\b/;

/** Whether the file may install charts, judged by its text. */
export function mayInstall({ text }: { readonly text: string }): boolean {
  return installer.test(text);
}

/** The installations in a file; the same list each time. */
export function installationsIn(file: ChartFile): readonly Installation[] {
  const found =
    installations.get(file) ??
    file.documents
      .filter(({ document }) => mayInstall(document))
      .flatMap(({ document, start }) =>
        objectsOf(document, 'KubernetesObject').flatMap((object) =>
          installationsOf(object).flatMap(({ path, roots }) =>
            roots.map((root) => ({ path, values: { uri: file.uri, start, root } })),
          ),
        ),
      );
  installations.set(file, found);
  return found;
}

const installations = new WeakMap<ChartFile, readonly Installation[]>();

interface Found {
  readonly path: string;
  readonly roots: readonly YamlNode[];
}

function installationsOf(object: KubernetesObject): readonly Found[] {
  const found =
    object.kind === 'HelmRelease'
      ? (helmReleaseOf(object)?.charts ?? []).map(({ name, values }) => {
          const path = known(name);
          // A name alone is that of a chart in a repository of charts.
          return {
            path: path?.includes('/') === true ? path : undefined,
            roots: [rootOf(known(values))],
          };
        })
      : argoInstallations(object);
  return found.flatMap(({ path, roots }) => {
    const folder = path?.replace(/^(?:\.\/)+|\/+$/g, '');
    const isFolder = folder !== undefined && !/^(?:\/|$)|:|(?:^|\/)\.\.?(?:\/|$)/.test(folder);
    const trees = roots.filter((root) => root !== undefined);
    return isFolder && trees.length > 0 ? [{ path: folder, roots: trees }] : [];
  });
}

/** Those of an Application, or of what an ApplicationSet makes Applications of. */
function argoInstallations(object: KubernetesObject) {
  const { node, kind } = object;
  const template = kind === 'ApplicationSet' ? nodeOf(nodeOf(node, 'spec'), 'template') : undefined;
  const isOfArgo = kind === 'Application' || template !== undefined;
  if (!isOfArgo || !mayBeOfGroup(object, 'argoproj.io')) {
    return [];
  }
  const spec = nodeOf(template ?? node, 'spec');
  const single = fieldOf(spec, 'source')?.node;
  const several = readItems(spec, 'sources', (source) => source).items;
  return (single === undefined ? several : [single, ...several]).map((source) => {
    const helm = nodeOf(source, 'helm');
    const parameters = readItems(helm, 'parameters', (item) => known(readString(item, 'name')));
    return {
      path: known(readString(source, 'path')),
      roots: [
        rootOf(known(readNode(helm, 'valuesObject'))),
        rootOf(known(readNode(helm, 'values'))),
        ...parameters.items.map((name) =>
          name === undefined ? undefined : unknownAt(name.split('.')),
        ),
      ],
    };
  });
}

/** Values as a map, or as a text that holds one. */
function rootOf(node: YamlNode | undefined): YamlNode | undefined {
  const text = node && stringOf(node);
  const root = text === undefined ? node : new YamlDocument(text).root;
  return root?.kind === 'map' ? root : undefined;
}

/** A map that says something of the path, but not what. */
function unknownAt([name = '', ...rest]: readonly string[]): YamlNode {
  const range = { start: 0, end: 0 };
  const value: YamlNode =
    rest.length === 0 || rest.length > 50
      ? { kind: 'unknown', range, shared: false, reason: 'template' }
      : unknownAt(rest);
  const entry = { name, keyRange: range, value, valueRange: range, end: 0 };
  const map: YamlMap = {
    kind: 'map',
    range,
    shared: false,
    flow: false,
    entries: [{ ...entry, duplicate: false, merged: false }],
    mergeKeys: [],
    open: false,
  };
  return map;
}
