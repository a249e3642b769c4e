import { plainValue } from '../../syntax/yaml/scalar';
import { childValue, itemOf, resolve, type Scalar, type ValueAt } from './values';

/** More than this nobody prints from the values of a chart. */
const mostLines = 2_000;
const deepest = 40;

/**
 * A value as `toYaml` prints it, without a line end behind it: the same to whoever reads the YAML, if not letter by letter.
 * Undefined when something of it is not known, or it is beyond all measure, as an alias makes it.
 */
export function yamlText(at: ValueAt, startOf: (uri: string) => number): string | undefined {
  const lines: string[] = [];
  return addValue(at, { lines, startOf }, '', '', 0) ? lines.join('\n') : undefined;
}

interface Printer {
  readonly lines: string[];
  readonly startOf: (uri: string) => number;
}

/** `lead` is what stands on the value's first line: a key or a dash. */
function addValue(
  at: ValueAt,
  printer: Printer,
  lead: string,
  indent: string,
  depth: number,
): boolean {
  const { lines, startOf } = printer;
  const value = resolve(at);
  if (lines.length > mostLines || depth > deepest) {
    return false;
  }
  switch (value.kind) {
    case 'unknown':
      return false;
    case 'missing':
      lines.push(`${lead}null`);
      return true;
    case 'scalar':
      lines.push(lead + scalarText(value.value));
      return true;
    case 'list':
      if (value.items.length === 0) {
        lines.push(`${lead}[]`);
        return true;
      }
      addLead(lines, lead);
      return (
        at.rivals.length === 0 &&
        value.items.every((_, index) => {
          const item = itemOf(at, index, startOf);
          return addValue(item, printer, `${indent}- `, `${indent}  `, depth + 1);
        })
      );
    case 'map':
      if (value.names.length === 0) {
        lines.push(`${lead}{}`);
        return true;
      }
      addLead(lines, lead);
      return (
        at.rivals.length === 0 &&
        value.names.every((name) => {
          const inner = childValue(at, name, startOf);
          return addValue(inner, printer, `${indent}${keyText(name)}: `, `${indent}  `, depth + 1);
        })
      );
  }
}

/** A block begins on the line below its key or dash; a dash by itself is as good as one with the first entry. */
function addLead(lines: string[], lead: string): void {
  if (lead !== '') {
    lines.push(lead.trimEnd());
  }
}

function scalarText(value: Scalar): string {
  return typeof value === 'string' ? stringText(value) : String(value);
}

const plainString = /^[A-Za-z][\w./-]*$/;

function stringText(value: string): string {
  return plainString.test(value) && typeof plainValue(value) === 'string'
    ? value
    : JSON.stringify(value);
}

function keyText(name: string): string {
  // Longer keys would need a question mark.
  return stringText(name);
}
