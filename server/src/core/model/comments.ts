import { lineEndOf, lineStartOf } from '../text/lines';
import type { Range } from '../text/range';
import type { KubernetesObject } from './kubernetes-object';

/** More comment lines above a place than this belong to something else. */
const maxLinesAbove = 3;

/** What suppresses findings says nothing about what the file describes, nor does the name of a rule in it. */
const suppression = /(?:^|\s#+\s*)aks-cilium-disable.*$/;

/** The comments on the lines of a place and on the lines directly above it, without their `#`. */
export function commentsAround(object: KubernetesObject, place: Range): readonly string[] {
  const { text } = object.document;
  const comments: string[] = [];
  let lineStart = lineStartOf(text, place.start);
  while (comments.length < maxLinesAbove && lineStart > 1) {
    const above = lineStartOf(text, lineStart - 1);
    const line = text.slice(above, lineStart).trim();
    if (!line.startsWith('#')) {
      break;
    }
    comments.push(...said(line.replace(/^#+\s*/, '')));
    lineStart = above;
  }
  const end = lineEndOf(text, Math.max(place.start, place.end - 1));
  for (const line of text.slice(lineStartOf(text, place.start), end).split('\n')) {
    const comment = /(?:^|\s)#+\s*(.*)$/.exec(line)?.[1];
    if (comment !== undefined) {
      comments.push(...said(comment.trim()));
    }
  }
  return comments;
}

/** The comment without a suppression in it; nothing when it is one. */
function said(comment: string): readonly string[] {
  const text = comment.replace(suppression, '').trim();
  return text === '' && comment !== '' ? [] : [text];
}
