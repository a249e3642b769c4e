import { isSamePlace, type Placement, type Step } from '../../syntax/yaml/placement';
import { type DeployedFile, folderOf, pathFrom } from './deployed-file';
import { type Deployer, deployersIn, mayHoldDeployers } from './deployer';
import { deployerSteps } from './deployer-steps';
import {
  givenNamespace,
  isKustomization,
  type Kustomization,
  kustomizationOf,
} from './kustomization';
import { anything, stepsOf } from './kustomize-steps';
import { placementFrom, type Way } from './way';

/** What is done to the objects of files by what deploys them. */
export interface Placements {
  /** Undefined when nothing is, or nothing that can be told. */
  of(uri: string): Placement | undefined;
  /** Files whose text has a part in it although they deploy nothing, such as patches; there or not. */
  readonly parts: ReadonlySet<string>;
  /** Whether the same is done to the objects of the file when it has that text: some things are for some kinds only. */
  holdsFor(uri: string, text: string): boolean;
}

/** Whether the file may have a say in where others go, judged by its name and text. */
export function mayPlaceOthers({ uri, groups }: Pick<DeployedFile, 'uri' | 'groups'>): boolean {
  return isKustomization(uri) || groups.some(({ group }) => group.some(mayHoldDeployers));
}

/**
 * Whether the file may be a part of what a kustomization does without being an object, judged by its text: operations on
 * objects, replacements, or the fields that labels and names go to.
 */
export function mayBePartOfOthers({ text }: { readonly text: string }): boolean {
  return text.includes('fieldPaths') || (/\bpath["']?\s*:/.test(text) && partKeys.test(text));
}

const partKeys =
  /\bop["']?\s*:|^(?:nameReference|varReference|namePrefix|nameSuffix|namespace|commonLabels|commonAnnotations|labels|images|replicas)\s*:/m;

/** More folders than this can only come from kustomizations that name each other in circles. */
const maxVisits = 20_000;

/**
 * Follows kustomizations from the outermost to their resources, and the objects by which Flux and Argo CD deploy folders of
 * the same repository. What is written in the file of an outer kustomization counts before that of an inner one.
 * `placers` are the files that may have a say, `uris` those of all files; `read` gives one of them, for patches.
 */
export function placementsFrom(
  placers: Iterable<DeployedFile>,
  uris: Iterable<string>,
  read: (uri: string) => DeployedFile | undefined = () => undefined,
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
  const ways = new Ways(kustomizations, read);
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
      ways.follow(folder, { outer: undefined, fallback: undefined, steps: [] });
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
  readonly parts = new Set<string>();
  readonly #kustomizations: ReadonlyMap<string, Kustomization>;
  /** Notes the files that are asked for. */
  readonly #read: (uri: string) => DeployedFile | undefined;
  readonly #textOf: (uri: string) => string | undefined;
  readonly #files = new Map<string, Way[]>();
  readonly #folders = new Map<string, { readonly way: Way; readonly isRecursive: boolean }[]>();
  /** The steps of each kustomization without its components. */
  readonly #steps = new Map<string, readonly Step[]>();
  readonly #placements = new Map<string, Placement | undefined>();
  #visits = 0;

  constructor(
    kustomizations: ReadonlyMap<string, Kustomization>,
    read: (uri: string) => DeployedFile | undefined,
  ) {
    this.#kustomizations = kustomizations;
    this.#read = (uri) => {
      this.parts.add(uri);
      return read(uri);
    };
    this.#textOf = (uri) => read(uri)?.text;
  }

  /** A folder without a kustomization is deployed file by file; one with the templates of a chart, those. */
  deploy(folder: string, deployer: Deployer): void {
    const { namespace, replaces, isRecursive } = deployer;
    const steps = deployerSteps(deployer, folder, this.#read);
    const way = replaces
      ? { outer: namespace, fallback: undefined, steps }
      : { outer: undefined, fallback: namespace, steps };
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
    const inside = [...seen, folder];
    const own = [...this.#ownSteps(folder, kustomization), ...way.steps];
    // Components work on the resources and on what the components before them bring.
    const added = components.map((path) => this.#componentSteps(pathFrom(folder, path), inside));
    const go = (path: string, before: readonly (readonly Step[])[]) => {
      const target = pathFrom(folder, path);
      const next = { ...way, outer, steps: before.length === 0 ? own : [...before.flat(), ...own] };
      if (target !== undefined && this.#kustomizations.has(target)) {
        this.follow(target, next, inside);
      } else if (target !== undefined) {
        add(this.#files, target, next);
      }
    };
    for (const path of resources) {
      go(path, added);
    }
    for (const [index, path] of components.entries()) {
      go(path, added.slice(index + 1));
    }
  }

  #ownSteps(folder: string, { root: node, uri, start }: Kustomization): readonly Step[] {
    const known =
      this.#steps.get(folder) ?? stepsOf({ node, uri, start, folder, read: this.#read });
    this.#steps.set(folder, known);
    return known;
  }

  /** What a component does to the objects that it is added to; one that is not here may do anything. */
  #componentSteps(folder: string | undefined, seen: readonly string[]): readonly Step[] {
    const component = folder === undefined ? undefined : this.#kustomizations.get(folder);
    if (folder === undefined || component === undefined) {
      return [anything];
    }
    if (seen.includes(folder) || ++this.#visits > maxVisits) {
      return [];
    }
    const inner = component.components.flatMap((path) =>
      this.#componentSteps(pathFrom(folder, path), [...seen, folder]),
    );
    return [...inner, ...this.#ownSteps(folder, component)];
  }

  of(uri: string): Placement | undefined {
    if (!this.#placements.has(uri)) {
      this.#placements.set(uri, this.#placementOf(uri, this.#textOf(uri)));
    }
    return this.#placements.get(uri);
  }

  holdsFor(uri: string, text: string): boolean {
    return isSamePlace(this.of(uri), this.#placementOf(uri, text));
  }

  #placementOf(uri: string, text: string | undefined): Placement | undefined {
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
    return placementFrom(ways, { text, isPart: this.parts.has(uri) });
  }
}

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key) ?? [];
  map.set(key, values);
  values.push(value);
}
