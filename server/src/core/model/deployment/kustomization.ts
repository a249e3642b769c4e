import type { YamlNode } from '../../syntax/yaml/tree';
import { known, readItems, readString, stringOf, type Traced } from '../traced';
import type { DeployedFile } from './deployed-file';

/** A `kustomization.yaml`: what it puts together, and the namespace that it gives to all of it. */
export interface Kustomization {
  readonly uri: string;
  /** Where its document begins in the file. */
  readonly start: number;
  readonly root: YamlNode;
  readonly namespace: Traced<string>;
  /** Paths of files and folders, as they are written; what a template writes is left out. */
  readonly resources: readonly string[];
  /** The same for parts that change what they are added to. */
  readonly components: readonly string[];
}

/** Whether kustomize looks for a file of that name in a folder. */
export function isKustomization(uri: string): boolean {
  return /\/kustomization\.ya?ml$/.test(uri);
}

/**
 * Reads the file; undefined when it is none, or cannot be read. `apiVersion` and `kind` may be missing, so it is told by
 * its name.
 */
export function kustomizationOf({ uri, documents }: DeployedFile): Kustomization | undefined {
  const first = isKustomization(uri) ? documents[0] : undefined;
  const root = first?.document.root;
  if (first === undefined || root?.kind !== 'map') {
    return undefined;
  }
  return {
    uri,
    start: first.start,
    root,
    namespace: readString(root, 'namespace'),
    // What older files have under `bases` is the same.
    resources: [...pathsIn(root, 'resources'), ...pathsIn(root, 'bases')],
    components: pathsIn(root, 'components'),
  };
}

/** The texts in a list. */
export function pathsIn(node: YamlNode, name: string): readonly string[] {
  return readItems(node, name, stringOf).items.filter((path) => path !== undefined);
}

/** The namespace that it gives; `unclear` when something else than the file decides which. */
export function givenNamespace({ namespace }: Kustomization): string | undefined {
  return namespace.state === 'absent' ? undefined : (known(namespace) ?? unclear);
}

/** No namespace has this name. */
export const unclear = '?';
