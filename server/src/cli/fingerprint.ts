import { createHash } from 'node:crypto';
import type { Finding, Snapshot } from '../core/index';

/**
 * What makes a finding the same one after the file changed elsewhere: the rule and the text of the
 * line, whatever its indentation. Equal ones in a file are told apart by counting them.
 */
export function contentHash(finding: Pick<Finding, 'rule' | 'range'>, snapshot: Snapshot): string {
  const line = lineText(snapshot, snapshot.lines.lineAt(finding.range.start));
  return createHash('sha256')
    .update(`${finding.rule}\n${line.trim().replace(/\s+/g, ' ')}`)
    .digest('hex')
    .slice(0, 16);
}

/** `hash:n`, where n counts the findings of the same hash in the file from 1. */
export function fingerprints(findings: readonly Finding[], snapshot: Snapshot): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const hash = contentHash(finding, snapshot);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  });
}

/** A line's text without its line break. */
export function lineText(snapshot: Snapshot, line: number): string {
  const { lines, text } = snapshot;
  return text.slice(lines.lineStart(line), lines.lineStart(line + 1)).replace(/[\r\n]+$/, '');
}
