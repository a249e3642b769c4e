import type { Position, Range } from 'vscode-languageserver';

import { invalidParams } from './request';

/** The position a client sent, or an error: anything may come over the wire. */
export function positionOf(value: unknown): Position {
  const { line, character } = (value ?? {}) as Partial<Position>;
  if (!isCount(line) || !isCount(character)) {
    throw invalidParams('A position needs the numbers line and character.');
  }
  return { line, character };
}

export function rangeOf(value: unknown): Range {
  const { start, end } = (value ?? {}) as Partial<Range>;
  return { start: positionOf(start), end: positionOf(end) };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value);
}
