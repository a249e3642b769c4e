import type { Expression, Statement } from '../../syntax/bicep/tree';
import type { StaticValue } from '../value';
import { evaluateTemplate } from './evaluate-template';
import type { OpenTemplate, TemplateFile, TemplateInputs } from './template';

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
  const { chain, isWhole } = chainOf(file, open);
  for (const each of chain) {
    const evaluation = evaluateTemplate(each, undefined, open);
    for (const statement of each.file.statements) {
      const value = statement.kind === 'param' ? evaluation.given(statement.name.name) : undefined;
      if (statement.kind === 'param' && value !== undefined) {
        values.set(statement.name.name, value);
      }
    }
  }
  return { kind: 'parameter value', values, isComplete: isWhole };
}

/** The file and those that it extends, the farthest first. */
function chainOf(
  file: TemplateFile,
  open: OpenTemplate,
): { readonly chain: readonly TemplateFile[]; readonly isWhole: boolean } {
  const chain = [file];
  for (let next = file; ; ) {
    const extended = next.file.statements.find(isExtends);
    if (extended === undefined) {
      return { chain, isWhole: true };
    }
    const path = textOf(extended.path);
    const base = path === undefined ? undefined : open(next.uri, path);
    const isCircle = chain.some(({ uri }) => uri === base?.uri);
    if (base === undefined || isCircle || chain.length >= longestChain) {
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
