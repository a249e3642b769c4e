/** A part of a pattern: a character of the name, or a wildcard with what it stands for. */
type Part = string | { readonly stands: 'for a part of a label' | 'for anything' };

const labelCharacter = /^[-_a-z0-9]$/;

/**
 * Whether some name matches both patterns, as `matchPattern` has them; a name is a pattern without wildcard. `*` alone
 * stands for every name, elsewhere for a part of a label, and before the first dot `**` may stand for several labels,
 * which newer versions of Cilium take it for. Letters count the same in both cases, and so does a dot at the end.
 */
export function haveNamesInCommon(one: string, other: string): boolean {
  const a = partsOf(one);
  const b = partsOf(other);
  // From the end: what of `b` goes with what is left of `a`.
  let below: readonly boolean[] = b.map((_, index) => b.slice(index).every(isWildcard));
  below = [...below, true];
  for (const part of a.toReversed()) {
    const row: boolean[] = new Array<boolean>(b.length + 1).fill(false);
    for (let index = b.length; index >= 0; index--) {
      row[index] = canGoOn(part, b[index], {
        both: below[index + 1] === true,
        one: below[index] === true,
        other: row[index + 1] === true,
      });
    }
    below = row;
  }
  return below[0] === true;
}

/** Whether the rest goes together after a step in both, in the first, or in the second pattern only. */
interface Steps {
  readonly both: boolean;
  readonly one: boolean;
  readonly other: boolean;
}

function canGoOn(part: Part, other: Part | undefined, after: Steps): boolean {
  if (isWildcard(part)) {
    return after.one || (other !== undefined && takesIn(part, other) && after.other);
  }
  if (other === undefined) {
    return false;
  }
  if (isWildcard(other)) {
    return after.other || (takesIn(other, part) && after.one);
  }
  return part === other && after.both;
}

function takesIn(wildcard: Exclude<Part, string>, other: Part): boolean {
  return wildcard.stands === 'for anything' || isWildcard(other) || labelCharacter.test(other);
}

function isWildcard(part: Part): part is Exclude<Part, string> {
  return typeof part !== 'string';
}

/** A name or pattern as Cilium compares it: letters count the same in both cases, and so does a dot at the end. */
export function plainName(text: string): string {
  return text.trim().toLowerCase().replace(/\.$/, '');
}

function partsOf(pattern: string): readonly Part[] {
  const text = plainName(pattern);
  if (text === '*') {
    return [{ stands: 'for anything' }];
  }
  const deep = /^\*\*+(?=\.)/.exec(text)?.[0].length ?? 0;
  const rest = [...text.slice(deep)].map(
    (character): Part => (character === '*' ? { stands: 'for a part of a label' } : character),
  );
  return deep === 0 ? rest : [{ stands: 'for anything' }, ...rest];
}
