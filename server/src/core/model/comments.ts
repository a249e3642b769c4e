import { lineEndOf, lineStartOf } from '../text/lines';
import type { Range } from '../text/range';
import type { KubernetesObject } from './kubernetes-object';

/** More comment lines above a place than this belong to something else. */
const maxLinesAbove = 3;

/** The comments on the lines of a place and on the lines directly above it, without their `#`. */
export function commentsAround(object: KubernetesObject, place: Range): readonly string[] {
  const { text } = object.document;
  const comments: string[] = [];
  let lineStart = lineStartOf(text, place.start);
  for (let count = 0; count < maxLinesAbove && lineStart > 1; count++) {
    const above = lineStartOf(text, lineStart - 1);
    const line = text.slice(above, lineStart).trim();
    if (!line.startsWith('#')) {
      break;
    }
    comments.push(line.replace(/^#+\s*/, ''));
    lineStart = above;
  }
  const end = lineEndOf(text, Math.max(place.start, place.end - 1));
  for (const line of text.slice(lineStartOf(text, place.start), end).split('\n')) {
    const comment = /(?:^|\s)#+\s*(.*)$/.exec(line)?.[1];
    if (comment !== undefined) {
      comments.push(comment.trim());
    }
  }
  return comments;
}
