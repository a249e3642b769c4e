import type { LabelCondition, StepTarget } from '../../syntax/yaml/placement';
import { type StringMap, stringAt } from '../string-map';
import type { Traced } from '../traced';

/** What is known of an object that a kustomization changes, at the moment it does. */
export interface TargetObject {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** All that it has had so far, in that order. Undefined when one cannot be told. */
  readonly names: readonly (string | undefined)[];
  readonly namespaces: readonly (string | undefined)[];
}

/** Whether the target means the object with these labels; undefined when that cannot be told. */
export function isMeant(
  target: StepTarget,
  object: TargetObject,
  labels: Traced<StringMap>,
): boolean | undefined {
  // Most targets are for another kind, and there may be many of them.
  if (matches(target.kind, [object.kind]) === false) {
    return false;
  }
  const own = (all: TargetObject['names']) =>
    target.anyName ? all : [...all.slice(0, 1), ...all.slice(-1)];
  const conditions = [
    matches(target.group, [object.group]),
    matches(target.version, [object.version]),
    matches(target.kind, [object.kind]),
    matches(target.name, own(object.names)),
    matches(target.namespace, own(object.namespaces)),
    ...target.labels.map((condition) => isFulfilled(condition, labels)),
    target.isPartial ? undefined : true,
  ];
  if (conditions.includes(false)) {
    return false;
  }
  return conditions.includes(undefined) ? undefined : true;
}

function isFulfilled(
  { key, value, isNot }: LabelCondition,
  labels: Traced<StringMap>,
): boolean | undefined {
  const label = stringAt(labels, key);
  switch (label.state) {
    case 'known':
      return (value === undefined || value === label.value) !== isNot;
    case 'absent':
      return isNot;
    default:
      return undefined;
  }
}

/**
 * The conditions of a label selector such as `app=web,!canary`; undefined for one that is written in another way. An empty
 * one has none.
 */
export function labelConditions(selector: string): readonly LabelCondition[] | undefined {
  const parts = selector.split(',').map((part) => part.trim());
  const conditions = (selector.trim() === '' ? [] : parts).map((part) => {
    const [, not, key, operator, value] =
      /^(!?)\s*([\w./-]+)\s*(?:(==?|!=)\s*([\w.-]*))?$/.exec(part) ?? [];
    const isOdd = key === undefined || (not === '!' && operator !== undefined);
    return isOdd ? undefined : { key, value, isNot: not === '!' || operator === '!=' };
  });
  return conditions.includes(undefined)
    ? undefined
    : conditions.filter((condition) => condition !== undefined);
}

function matches(
  pattern: string | undefined,
  texts: Iterable<string | undefined>,
): boolean | undefined {
  if (pattern === undefined || pattern === '') {
    return true;
  }
  const verdicts = [...texts].map((text) =>
    text === undefined ? undefined : matchesText(pattern, text),
  );
  if (verdicts.includes(true)) {
    return true;
  }
  return verdicts.includes(undefined) ? undefined : false;
}

/**
 * The patterns are regular expressions. Those that people write are names, alternatives of names, and names with `.*`; others
 * are not evaluated, so that no file can make this take long.
 */
function matchesText(pattern: string, text: string): boolean | undefined {
  if (/^[\w-]*$/.test(pattern)) {
    return pattern === text;
  }
  const alternatives = pattern.replace(/^\^|\$$/g, '').split('|');
  if (!alternatives.every((each) => /^(?:[\w/:-]|\\[.-]|\.[*+]?)*$/.test(each))) {
    return undefined;
  }
  return alternatives.some((each) => matchesSimple(each.match(/\\.|\.[*+]?|./g) ?? [], text));
}

/** Goes through the text once for each part: `reached` are the places up to which the parts so far may match. */
function matchesSimple(parts: readonly string[], text: string): boolean {
  let reached = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    if (part === '.*' || part === '.+') {
      const first = Math.min(...reached) + (part === '.+' ? 1 : 0);
      for (let at = first; at <= text.length; at++) {
        next.add(at);
      }
    } else {
      const letter = part.startsWith('\\') ? part.slice(1) : part;
      for (const at of reached) {
        if (at < text.length && (part === '.' || text[at] === letter)) {
          next.add(at + 1);
        }
      }
    }
    if (next.size === 0) {
      return false;
    }
    reached = next;
  }
  return reached.has(text.length);
}
