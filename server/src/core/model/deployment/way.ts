import type { Changes, LoosenStep, PatchStep, Placement, Step } from '../../syntax/yaml/placement';
import { unclear } from './kustomization';
import { anything } from './kustomize-steps';

/** What a file or a folder gets on one of the ways on which it is deployed. */
export interface Way {
  /** Takes the place of whatever namespace is written. */
  readonly outer: string | undefined;
  /** For objects that have none. */
  readonly fallback: string | undefined;
  /** What else is done to its objects, in that order. */
  readonly steps: readonly Step[];
}

/** Many overlays of one base differ in so much that hardly anything is left that holds for all of them. */
const mostVariants = 24;

/** Nobody has so many patches for the objects of a file; to do them all could take minutes. */
const mostSteps = 500;

/** A file of the workspace, as far as it is known. */
interface PlacedFile {
  /** Undefined when it is not at hand. */
  readonly text: string | undefined;
  /** Others are made of it, so if nothing deploys it, it is a part of them. */
  readonly isPart: boolean;
}

/** What a file gets that is deployed in these ways. A namespace only when it is the same on each of them. */
export function placementFrom(ways: readonly Way[], file: PlacedFile): Placement | undefined {
  const [first] = ways;
  if (first === undefined) {
    const changes = { key: 'patch', isPatch: true, variants: [] };
    return file.isPart ? { namespace: undefined, replaces: false, changes } : undefined;
  }
  const isClear = ways.every(
    ({ outer, fallback }) => outer === first.outer && fallback === first.fallback,
  );
  const given = isClear ? (first.outer ?? first.fallback) : undefined;
  const namespace = given === unclear ? undefined : given;
  const replaces = namespace !== undefined && first.outer !== undefined;
  const changes = changesFrom(ways, file);
  if (changes !== undefined) {
    return { namespace, replaces, changes };
  }
  return namespace === undefined ? undefined : { namespace, replaces };
}

function changesFrom(ways: readonly Way[], { text }: PlacedFile): Changes | undefined {
  const variants = new Map<string, readonly Step[]>();
  for (const { steps } of ways) {
    const own = text === undefined ? steps : steps.filter((step) => mayConcern(step, text));
    variants.set(own.map(({ key }) => key).join(' '), own);
    if (variants.size > mostVariants || own.length > mostSteps) {
      return { key: anything.key, isPatch: false, variants: [[anything]] };
    }
  }
  return [...variants.values()].every(({ length }) => length === 0)
    ? undefined
    : {
        key: JSON.stringify([...variants.keys()]),
        isPatch: false,
        variants: [...variants.values()],
      };
}

/** Whether the step may have to do with objects of a text: a file is only judged anew for what concerns it. */
function mayConcern(step: Step, text: string): boolean {
  if (step.kind === 'namespace') {
    return text.includes('Namespace');
  }
  if (step.kind !== 'patch' && step.kind !== 'loosen') {
    return true;
  }
  const kinds = knownKinds.get(step) ?? kindsOf(step);
  knownKinds.set(step, kinds);
  return kinds.length === 0 || kinds.some((kind) => text.includes(kind));
}

const knownKinds = new WeakMap<Step, readonly string[]>();

/** Words of which one is the kind of the objects that are meant; none when that cannot be told. */
function kindsOf(step: PatchStep | LoosenStep): readonly string[] {
  const { kind, target } = step;
  if (target !== undefined || kind === 'loosen') {
    const pattern = target?.kind ?? '';
    return /^[\w|]+$/.test(pattern) ? pattern.split('|') : [];
  }
  const written = [...step.content.text.matchAll(/\bkind["']?\s*:\s*(?:["']?(\w+))?/g)];
  const words = written.map(([, word]) => word);
  return words.includes(undefined) ? [] : words.filter((word) => word !== undefined);
}
