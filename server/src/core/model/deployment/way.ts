import type { Changes, Placement, Step } from '../../syntax/yaml/placement';
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

/**
 * What a file gets that is deployed in these ways. A namespace only when it is the same on each of them; a file that is on
 * none of them may be a part of others.
 */
export function placementFrom(ways: readonly Way[], isPart: boolean): Placement | undefined {
  const [first] = ways;
  if (first === undefined) {
    const changes = { key: 'patch', isPatch: true, variants: [] };
    return isPart ? { namespace: undefined, replaces: false, changes } : undefined;
  }
  const isClear = ways.every(
    ({ outer, fallback }) => outer === first.outer && fallback === first.fallback,
  );
  const given = isClear ? (first.outer ?? first.fallback) : undefined;
  const namespace = given === unclear ? undefined : given;
  const replaces = namespace !== undefined && first.outer !== undefined;
  const changes = changesFrom(ways);
  if (changes !== undefined) {
    return { namespace, replaces, changes };
  }
  return namespace === undefined ? undefined : { namespace, replaces };
}

function changesFrom(ways: readonly Way[]): Changes | undefined {
  const variants = new Map(ways.map(({ steps }) => [keyOf(steps), steps]));
  if (ways.every(({ steps }) => steps.length === 0)) {
    return undefined;
  }
  return variants.size > mostVariants
    ? { key: keyOf([anything]), isPatch: false, variants: [[anything]] }
    : {
        key: JSON.stringify([...variants.keys()]),
        isPatch: false,
        variants: [...variants.values()],
      };
}

function keyOf(steps: readonly Step[]): string {
  return steps.map(({ key }) => key).join(' ');
}
