import type { Placement } from '../../syntax/yaml/document';
import { type DeployedFile, folderOf, pathFrom } from './deployed-file';
import { type Deployer, deployersIn, mayHoldDeployers } from './deployer';
import {
  givenNamespace,
  isKustomization,
  type Kustomization,
  kustomizationOf,
  unclear,
} from './kustomization';

/** Which namespace the objects of files get from what deploys them. */
export interface Placements {
  /** Undefined when nothing gives them one, when that is not clear, and when several give different ones. */
  of(uri: string): Placement | undefined;
}

/** Whether the file may have a say in where others go, judged by its name and text. */
export function mayPlaceOthers({ uri, groups }: Pick<DeployedFile, 'uri' | 'groups'>): boolean {
  return isKustomization(uri) || groups.some(({ group }) => group.some(mayHoldDeployers));
}

/** What a file or a folder gets on one of the ways on which it is deployed. */
interface Way {
  /** Takes the place of whatever namespace is written. */
  readonly outer: string | undefined;
  /** For objects that have none. */
  readonly fallback: string | undefined;
}

/** More folders than this can only come from kustomizations that name each other in circles. */
const maxVisits = 20_000;

/**
 * Follows kustomizations from the outermost to their resources, and the objects by which Flux and Argo CD deploy folders of
 * the same repository. What is written in the file of an outer kustomization counts before that of an inner one.
 * `placers` are the files that may have a say, `uris` those of all files.
 */
export function placementsFrom(
  placers: Iterable<DeployedFile>,
  uris: Iterable<string>,
): Placements {
  const kustomizations = new Map<string, Kustomization>();
  const deployers: Deployer[] = [];
  for (const file of placers) {
    const kustomization = kustomizationOf(file);
    if (kustomization !== undefined) {
      kustomizations.set(folderOf(file.uri), kustomization);
    }
    deployers.push(...deployersIn(file));
  }
  const folders = deployers.length === 0 ? new Set<string>() : new Set([...uris].map(folderOf));
  const ways = new Ways(kustomizations);
  const deployed = new Set<string>();
  for (const deployer of deployers) {
    const folder = deployedFolder(deployer, folders);
    if (folder !== undefined) {
      deployed.add(folder);
      ways.deploy(folder, deployer);
    }
  }
  const inner = innerFolders(kustomizations);
  for (const folder of kustomizations.keys()) {
    if (!inner.has(folder) && !deployed.has(folder)) {
      ways.follow(folder, { outer: undefined, fallback: undefined });
    }
  }
  return ways;
}

/** The folders that kustomizations name: nobody applies a base by itself when there are overlays. */
function innerFolders(kustomizations: ReadonlyMap<string, Kustomization>): ReadonlySet<string> {
  const inner = new Set<string>();
  for (const [folder, { resources, components }] of kustomizations) {
    for (const path of [...resources, ...components]) {
      const target = pathFrom(folder, path);
      if (target !== undefined && target !== folder) {
        inner.add(target);
      }
    }
  }
  return inner;
}

/** The folder at that path below one of the folders around the deployer: the root of the repository is one of them. */
function deployedFolder({ uri, path }: Deployer, folders: ReadonlySet<string>) {
  const isThere = (folder: string) =>
    folders.has(folder) || [...folders].some((each) => each.startsWith(`${folder}/`));
  for (let around = folderOf(uri); around.includes('://'); around = folderOf(around)) {
    const folder = pathFrom(around, path);
    if (folder !== undefined && folder !== around && isThere(folder)) {
      return folder;
    }
  }
  return undefined;
}

class Ways implements Placements {
  readonly #kustomizations: ReadonlyMap<string, Kustomization>;
  readonly #files = new Map<string, Way[]>();
  readonly #folders = new Map<string, { readonly way: Way; readonly isRecursive: boolean }[]>();
  #visits = 0;

  constructor(kustomizations: ReadonlyMap<string, Kustomization>) {
    this.#kustomizations = kustomizations;
  }

  /** A folder without a kustomization is deployed file by file; one with the templates of a chart, those. */
  deploy(folder: string, { namespace, replaces, isRecursive }: Deployer): void {
    const way = replaces
      ? { outer: namespace, fallback: undefined }
      : { outer: undefined, fallback: namespace };
    if (this.#kustomizations.has(folder)) {
      this.follow(folder, way);
    } else {
      add(this.#folders, folder, { way, isRecursive });
      if (!isRecursive) {
        add(this.#folders, `${folder}/templates`, { way, isRecursive: true });
      }
    }
  }

  /** Goes from a kustomization to its resources. */
  follow(folder: string, way: Way, seen: readonly string[] = []): void {
    const kustomization = this.#kustomizations.get(folder);
    if (kustomization === undefined || seen.includes(folder) || ++this.#visits > maxVisits) {
      return;
    }
    const { resources, components } = kustomization;
    const fromComponents = components.flatMap((path) => {
      const component = this.#kustomizations.get(pathFrom(folder, path) ?? '');
      return (component && givenNamespace(component)) ?? [];
    });
    const outer = way.outer ?? givenNamespace(kustomization) ?? fromComponents.at(-1);
    for (const path of [...resources, ...components]) {
      const target = pathFrom(folder, path);
      if (target === undefined) {
        continue;
      }
      if (this.#kustomizations.has(target)) {
        this.follow(target, { ...way, outer }, [...seen, folder]);
      } else {
        add(this.#files, target, { ...way, outer });
      }
    }
  }

  of(uri: string): Placement | undefined {
    const folder = folderOf(uri);
    const ways = [...(this.#files.get(uri) ?? [])];
    for (const [each, given] of this.#folders) {
      const isInside = folder.startsWith(`${each}/`);
      for (const { way, isRecursive } of given) {
        if (each === folder || (isRecursive && isInside)) {
          ways.push(way);
        }
      }
    }
    const [first] = ways;
    return first !== undefined && ways.every((way) => isSame(way, first))
      ? placementFrom(first)
      : undefined;
  }
}

function isSame(a: Way, b: Way): boolean {
  return a.outer === b.outer && a.fallback === b.fallback;
}

function placementFrom({ outer, fallback }: Way): Placement | undefined {
  const namespace = outer ?? fallback;
  return namespace === undefined || namespace === unclear
    ? undefined
    : { namespace, replaces: outer !== undefined };
}

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key) ?? [];
  map.set(key, values);
  values.push(value);
}
