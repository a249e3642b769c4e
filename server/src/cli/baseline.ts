import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Finding, Snapshot } from '../core/index';
import { UsageError } from './errors';
import { readTextFile } from './files/read';
import { contentHashes } from './fingerprint';
import { displayPath } from './inputs';
import { type BaselineSummary, compareText } from './report';

/** How often a finding (by rule and content of its line) is known in a file. */
interface Entry {
  readonly rule: string;
  readonly fingerprint: string;
  readonly count: number;
}

/** The findings of one file that a baseline has to tell apart. */
export interface FileFindings {
  /** Absolute. */
  readonly path: string;
  readonly snapshot: Snapshot;
  readonly findings: readonly Finding[];
}

/** Findings that are known and not reported: what there was when the tool was introduced. */
export class Baseline {
  /** By the file's absolute path. */
  readonly #files: ReadonlyMap<string, readonly Entry[]>;
  readonly #folder: string;

  private constructor(folder: string, files: ReadonlyMap<string, readonly Entry[]>) {
    this.#folder = folder;
    this.#files = files;
  }

  static read(path: string): Baseline {
    const result = readTextFile(path);
    if ('reason' in result) {
      throw new UsageError(`cannot read the baseline ${path}: ${result.reason}`);
    }
    const folder = dirname(path);
    const files = new Map<string, readonly Entry[]>();
    for (const [file, entries] of Object.entries(parseBaseline(result.text, path))) {
      files.set(resolve(folder, file), entries);
    }
    return new Baseline(folder, files);
  }

  /** Splits findings into those to report and those the baseline knows. */
  filter(file: FileFindings): { readonly kept: readonly Finding[]; readonly hidden: number } {
    const left = new Map(
      this.#files.get(file.path)?.map(({ fingerprint, count }) => [fingerprint, count]),
    );
    if (left.size === 0) {
      return { kept: file.findings, hidden: 0 };
    }
    const hashes = contentHashes(file.findings, file.snapshot);
    const kept = file.findings.filter((_, index) => {
      const hash = hashes[index] ?? '';
      const count = left.get(hash) ?? 0;
      left.set(hash, count - 1);
      return count <= 0;
    });
    return { kept, hidden: file.findings.length - kept.length };
  }

  /** Entries without a finding any more, of the files of this run and of files that are gone. */
  stale(files: readonly FileFindings[]): BaselineSummary['stale'] {
    const seen = new Map(files.map((file) => [file.path, file]));
    const stale: { file: string; rule: string; count: number }[] = [];
    for (const [path, entries] of this.#files) {
      const file = seen.get(path);
      if (file === undefined && existsSync(path)) {
        continue;
      }
      const counts = file === undefined ? new Map<string, number>() : countHashes(file);
      for (const { rule, fingerprint, count } of entries) {
        const gone = count - (counts.get(fingerprint) ?? 0);
        if (gone > 0) {
          stale.push({ file: displayPath(path, this.#folder), rule, count: gone });
        }
      }
    }
    return stale.sort((a, b) => compareText(a.file, b.file) || compareText(a.rule, b.rule));
  }
}

function countHashes({ findings, snapshot }: FileFindings): Map<string, number> {
  const counts = new Map<string, number>();
  for (const hash of contentHashes(findings, snapshot)) {
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  return counts;
}

/** The text of a baseline for these findings: the same findings give the same bytes. */
export function renderBaseline(files: readonly FileFindings[], folder: string): string {
  const sorted = files
    .filter(({ findings }) => findings.length > 0)
    .map((file) => [displayPath(file.path, folder), toEntries(file)] as const)
    .sort(([a], [b]) => compareText(a, b));
  return `${JSON.stringify({ version: 1, files: Object.fromEntries(sorted) }, undefined, 2)}\n`;
}

function toEntries(file: FileFindings): Entry[] {
  const entries = new Map<string, Entry>();
  const hashes = contentHashes(file.findings, file.snapshot);
  for (const [index, { rule }] of file.findings.entries()) {
    const fingerprint = hashes[index] ?? '';
    const count = (entries.get(fingerprint)?.count ?? 0) + 1;
    entries.set(fingerprint, { rule, fingerprint, count });
  }
  return [...entries.values()].sort(
    (a, b) => compareText(a.rule, b.rule) || compareText(a.fingerprint, b.fingerprint),
  );
}

function parseBaseline(text: string, path: string): Record<string, Entry[]> {
  const fail = (problem: string): never => {
    throw new UsageError(
      `${path} is not a baseline: ${problem}; write it anew with --write-baseline`,
    );
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fail(`it is no valid JSON (${(error as Error).message})`);
  }
  if (!isRecord(value) || !isRecord(value.files)) {
    return fail('it has no "files"');
  }
  if (value.version !== 1) {
    return fail(
      `its version is ${JSON.stringify(value.version)}, and this program knows version 1`,
    );
  }
  for (const [file, entries] of Object.entries(value.files)) {
    if (!Array.isArray(entries) || !entries.every(isEntry)) {
      return fail(`the entries of "${file}" are not {rule, fingerprint, count}`);
    }
  }
  return value.files as Record<string, Entry[]>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEntry(value: unknown): value is Entry {
  return (
    isRecord(value) &&
    typeof value.rule === 'string' &&
    typeof value.fingerprint === 'string' &&
    typeof value.count === 'number' &&
    Number.isInteger(value.count) &&
    value.count > 0
  );
}
