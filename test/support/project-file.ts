import { applyEdits, type ProjectFile, readProjectFile } from '../../server/src/core/index';

/** Reads a text as a project file. */
export const read = (text: string): ProjectFile =>
  readProjectFile('file:///w/aks-cilium.yaml', text);

/** Where a finding is, as the text it stands on, and what it says. */
export function found(text: string): readonly (readonly [string, string])[] {
  return read(text).findings.map(({ range, message }) => [
    text.slice(range.start, range.end),
    message,
  ]);
}

/** The text after the first fix of every finding. */
export function fixed(text: string): string {
  return applyEdits(
    text,
    read(text).findings.flatMap((finding) => finding.fixes()[0]?.edits ?? []),
  );
}
