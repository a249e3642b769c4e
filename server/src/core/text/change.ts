/**
 * Where two versions of a text differ, in UTF-16 offsets: `start` to `end` of the old one became `start` to `newEnd` of
 * the new one. Everything before is the same, and so is everything behind.
 */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly newEnd: number;
}

/** One change for two that follow each other; the second refers to the text that the first one left. */
export function followedBy(first: TextChange, second: TextChange): TextChange {
  // What the second one reaches behind the first is of the old text.
  const behind = Math.max(0, second.end - first.newEnd);
  const grown = second.newEnd - second.end;
  return {
    start: Math.min(first.start, second.start),
    end: first.end + behind,
    newEnd: first.newEnd + behind + grown,
  };
}

/** By how much everything behind the change has moved. */
export function shiftOf({ end, newEnd }: TextChange): number {
  return newEnd - end;
}
