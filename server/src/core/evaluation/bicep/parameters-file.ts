import type { Expression, Statement } from '../../syntax/bicep/tree';
import type { Cycle } from '../cycles';
import type { TemplateInputs } from '../inputs';
import type { StaticValue } from '../value';
import { evaluateTemplate } from './evaluate-template';
import type { OpenTemplate, TemplateFile } from './template';

// Files that extend each other; a longer chain is a circle, or nobody's.
const longestChain = 8;

/** The path of the template that a file of parameters is for; undefined when it names none, or says `using none`. */
export function templateUsedBy({ file }: TemplateFile): string | undefined {
  const using = file.statements.find((statement) => statement.kind === 'using');
  return using && textOf(using.path);
}

/**
 * What a file of parameters gives to its template. Values of the file that it extends count where it gives none itself;
 * if that file is not at hand, any parameter may have a value.
 */
export function evaluateParameters(file: TemplateFile, open: OpenTemplate): TemplateInputs {
  const values = new Map<string, StaticValue>();
  const { chain, isWhole, cycle } = chainOf(file, open);
  const cycles = new Set<Cycle>(cycle === undefined ? [] : [cycle]);
  for (const each of chain) {
    const evaluation = evaluateTemplate(each, undefined, open);
    for (const statement of each.file.statements) {
      const given = statement.kind === 'param' ? evaluation.given(statement.name.name) : undefined;
      if (statement.kind === 'param' && given !== undefined) {
        values.set(statement.name.name.toLowerCase(), given.value);
        for (const met of given.cycles) {
          cycles.add(met);
        }
      }
    }
  }
  return { kind: 'parameter value', values, isComplete: isWhole, cycles: [...cycles] };
}

interface Chain {
  /** The file and those that it extends, the farthest first. */
  readonly chain: readonly TemplateFile[];
  /** Nothing is missing of it. */
  readonly isWhole: boolean;
  readonly cycle?: Cycle;
}

function chainOf(file: TemplateFile, open: OpenTemplate): Chain {
  const chain = [file];
  for (let next = file; ; ) {
    const extended = next.file.statements.find(isExtends);
    if (extended === undefined) {
      return { chain, isWhole: true };
    }
    const path = textOf(extended.path);
    const base = path === undefined ? undefined : open(next.uri, path);
    const index = chain.findIndex(({ uri }) => uri === base?.uri);
    if (index !== -1) {
      const members = chain.slice(0, index + 1).map(({ uri }) => uri);
      const { start, end } = extended.path;
      const place = { uri: next.uri, range: { start, end } };
      const cycle: Cycle = { of: 'files', members: members.reverse(), place };
      return { chain, isWhole: false, cycle };
    }
    if (base === undefined || chain.length >= longestChain) {
      return { chain, isWhole: false };
    }
    chain.unshift(base);
    next = base;
  }
}

function isExtends(statement: Statement): statement is Extract<Statement, { kind: 'extends' }> {
  return statement.kind === 'extends';
}

function textOf(path: Expression): string | undefined {
  return path.kind === 'string' ? path.value : undefined;
}
