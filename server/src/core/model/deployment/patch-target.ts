import type { StepTarget } from '../../syntax/yaml/placement';

/** What is known of an object that a kustomization changes, at the moment it does. */
export interface TargetObject {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** All that it has had so far; kustomize goes by any of them. Undefined when one cannot be told. */
  readonly names: ReadonlySet<string | undefined>;
  readonly namespaces: ReadonlySet<string | undefined>;
}

/** Whether the target means the object; undefined when that cannot be told. */
export function isMeant(target: StepTarget, object: TargetObject): boolean | undefined {
  const conditions = [
    matches(target.group, [object.group]),
    matches(target.version, [object.version]),
    matches(target.kind, [object.kind]),
    matches(target.name, object.names),
    matches(target.namespace, object.namespaces),
    target.isPartial ? undefined : true,
  ];
  if (conditions.includes(false)) {
    return false;
  }
  return conditions.includes(undefined) ? undefined : true;
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
