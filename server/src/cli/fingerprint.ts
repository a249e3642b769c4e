import type { Finding, Snapshot } from '../core/index';
import { lineText } from './line-text';

/**
 * What makes each finding the same one after the file changed elsewhere: the rule and the text of the
 * line, whatever its blanks. Equal ones in a file are told apart by counting them.
 */
export function contentHashes(
  findings: readonly Pick<Finding, 'rule' | 'range'>[],
  snapshot: Snapshot,
): readonly string[] {
  // A file may be one long line with thousands of findings.
  const known = new Map<string, string>();
  return findings.map(({ rule, range }) => {
    const line = snapshot.lines.lineAt(range.start);
    const key = `${line} ${rule}`;
    const hash = known.get(key) ?? hashOf(rule, lineText(snapshot, line));
    known.set(key, hash);
    return hash;
  });
}

function hashOf(rule: string, line: string): string {
  // Loaded when it is needed, which it seldom is: it costs a noticeable part of the start.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256')
    .update(`${rule}\n${line.trim().replace(/\s+/g, ' ')}`)
    .digest('hex')
    .slice(0, 16);
}

/** `hash:n`, where n counts the findings of the same hash in the file from 1. */
export function fingerprints(findings: readonly Finding[], snapshot: Snapshot): readonly string[] {
  const seen = new Map<string, number>();
  return contentHashes(findings, snapshot).map((hash) => {
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  });
}
