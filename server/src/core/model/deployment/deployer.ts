import type { YamlDocument } from '../../syntax/yaml/document';
import type { YamlNode } from '../../syntax/yaml/tree';
import { objectsOf } from '../kinds';
import { type KubernetesObject, mayBeOfGroup } from '../kubernetes-object';
import { fieldOf, known, nodeOf, readBoolean, readItems, readString } from '../traced';
import type { DeployedFile } from './deployed-file';
import { unclear } from './kustomization';

/** An object by which Flux or Argo CD deploys a folder of a repository, which may be this one. */
export interface Deployer {
  /** The file that it stands in. */
  readonly uri: string;
  /** From the root of the repository. */
  readonly path: string;
  /** The namespace it names; undefined when it names none. */
  readonly namespace: string | undefined;
  /** For objects of whatever namespace, as with kustomize, or only for those that have none. */
  readonly replaces: boolean;
  /** Takes the files of folders inside as well, where no kustomization says which. */
  readonly isRecursive: boolean;
  /** What else it does to objects, in the words of a kustomization; undefined when it does nothing. */
  readonly changes: YamlNode | undefined;
  /** Where the document of that begins in the file. */
  readonly start: number;
}

/** Whether the document may hold such an object, judged by its text. */
export function mayHoldDeployers({ text }: YamlDocument): boolean {
  return text.includes('argoproj.io') || text.includes('kustomize.toolkit.fluxcd.io');
}

/** The deployers that stand in the file. */
export function deployersIn({ uri, documents }: DeployedFile): readonly Deployer[] {
  return documents.flatMap(({ start, document }) =>
    mayHoldDeployers(document)
      ? objectsOf(document, 'KubernetesObject').flatMap((object) =>
          deployersOf(object).map((deployer) => ({ ...deployer, uri, start })),
        )
      : [],
  );
}

function deployersOf(object: KubernetesObject): readonly Omit<Deployer, 'uri' | 'start'>[] {
  const spec = nodeOf(object.node, 'spec');
  if (object.kind === 'Kustomization' && mayBeOfGroup(object, 'kustomize.toolkit.fluxcd.io')) {
    const path = known(readString(spec, 'path'));
    const namespace = textOf(readString(spec, 'targetNamespace'));
    return path === undefined
      ? []
      : [{ path, namespace, replaces: true, isRecursive: true, changes: spec }];
  }
  if (object.kind === 'Application' && mayBeOfGroup(object, 'argoproj.io')) {
    const single = fieldOf(spec, 'source')?.node;
    const several = readItems(spec, 'sources', (node) => node).items;
    const namespace = textOf(readString(nodeOf(spec, 'destination'), 'namespace'));
    return (single === undefined ? several : [single]).flatMap((source) => {
      const path = known(readString(source, 'path'));
      const isRecursive = known(readBoolean(nodeOf(source, 'directory'), 'recurse')) === true;
      const changes = nodeOf(source, 'kustomize');
      const given = textOf(readString(changes, 'namespace'));
      const place =
        given === undefined ? { namespace, replaces: false } : { namespace: given, replaces: true };
      return path === undefined ? [] : [{ path, ...place, isRecursive, changes }];
    });
  }
  return [];
}

function textOf(namespace: ReturnType<typeof readString>): string | undefined {
  return namespace.state === 'absent' ? undefined : (known(namespace) ?? unclear);
}
