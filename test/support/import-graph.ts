import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { repositoryRoot } from './repository';

/** One import of a source file, as it is written. Paths are relative to the root of the repository. */
export interface SourceImport {
  readonly from: string;
  /** A file of this repository, or a package as it is imported, e.g. `vscode-languageserver/node`. */
  readonly to: string;
  readonly isPackage: boolean;
  /** Nothing is left of it when the program runs. */
  readonly isType: boolean;
}

const importStatement =
  /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)';|\bimport\(\s*'([^']+)'\s*\)/gm;

/** Every import of the TypeScript files below a folder, those of types included. */
export function importsBelow(folder: string): readonly SourceImport[] {
  return sourceFiles(folder).flatMap((from) =>
    [...readFileSync(join(repositoryRoot, from), 'utf8').matchAll(importStatement)].map(
      ([statement, type, statically, dynamically]) => {
        const target = statically ?? dynamically ?? '';
        const isPackage = !target.startsWith('.');
        return {
          from,
          to: isPackage ? target : `${posix(normalize(join(dirname(from), target)))}.ts`,
          isPackage,
          isType: type !== undefined || importsTypesOnly(statement),
        };
      },
    ),
  );
}

/** `import { type A, type B } from` */
function importsTypesOnly(statement: string): boolean {
  const [, names] = /\{([^}]*)\}/.exec(statement) ?? [];
  const parts = names?.split(',').map((name) => name.trim()) ?? [];
  const written = parts.filter((name) => name !== '');
  return written.length > 0 && written.every((name) => name.startsWith('type '));
}

/** The TypeScript files below a folder, in order. */
export function sourceFiles(folder: string): readonly string[] {
  return readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .map((name) => posix(join(folder, name)))
    .sort();
}

function posix(path: string): string {
  return path.replaceAll(sep, '/');
}

/** Circles of files that import each other, each as the path one would follow. */
export function circles(imports: readonly SourceImport[]): readonly string[] {
  const next = new Map<string, string[]>();
  for (const { from, to, isPackage } of imports) {
    if (!isPackage) {
      next.set(from, [...(next.get(from) ?? []), to]);
    }
  }
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start !== -1) {
      found.push([...path.slice(start), file].join(' -> '));
    } else if (!done.has(file)) {
      for (const target of next.get(file) ?? []) {
        visit(target, [...path, file]);
      }
      done.add(file);
    }
  };
  for (const file of next.keys()) {
    visit(file, []);
  }
  return found;
}
