import { lineStartOf } from '../text/lines';
import type { Range } from '../text/range';
import type { KubernetesObject } from './kubernetes-object';

/** More comment lines above a place than this belong to something else. */
const maxLinesAbove = 3;

/** What suppresses findings says nothing about what the file describes, nor does the name of a rule in it. */
const suppression = /(?:^|\s#+\s*)aks-cilium-disable.*$/;

/** A longer line is written by a program: a comment on it is about none of its thousand places. */
const longestLine = 2_000;

/**
 * The comments on the lines of a place and on the lines directly above it, without their `#`. None for a place on a
 * line that is too long to be read by people.
 */
export function commentsAround(object: KubernetesObject, place: Range): readonly string[] {
  const { text } = object.document;
  const lines = linesOf(text, place);
  if (lines === undefined) {
    return [];
  }
  const comments: string[] = [];
  let lineStart = lines.start;
  while (comments.length < maxLinesAbove && lineStart > 1) {
    const above = lineStartOf(text, lineStart - 1);
    const line = text.slice(above, lineStart).trim();
    if (!line.startsWith('#')) {
      break;
    }
    comments.push(...said(line.replace(/^#+\s*/, '')));
    lineStart = above;
  }
  for (const line of text.slice(lines.start, lines.end).split('\n')) {
    const comment = /(?:^|\s)#+\s*(.*)$/.exec(line)?.[1];
    if (comment !== undefined) {
      comments.push(...said(comment.trim()));
    }
  }
  return comments;
}

/** The lines that hold the place; undefined when they begin or end too far from it. */
function linesOf(text: string, place: Range): Range | undefined {
  const last = Math.max(place.start, place.end - 1);
  const before = Math.max(0, place.start - longestLine);
  const start = text.slice(before, place.start).lastIndexOf('\n');
  const end = text.slice(last, last + longestLine).search(/\r?\n/);
  const isCutOff = (start === -1 && before > 0) || (end === -1 && last + longestLine < text.length);
  return isCutOff || place.end - place.start > longestLine
    ? undefined
    : { start: before + start + 1, end: end === -1 ? text.length : last + end };
}

/** The comment without a suppression in it; nothing when it is one. */
function said(comment: string): readonly string[] {
  const text = comment.replace(suppression, '').trim();
  return text === '' && comment !== '' ? [] : [text];
}
