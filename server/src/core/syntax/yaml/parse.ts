import { type Document, type ErrorCode, visit } from 'yaml';
import { ExcessiveAliasing } from './aliases';
import { compose, Unreadable } from './compose';
import { convertTree } from './convert';
import type { MaskedTemplate } from './template-mask';
import type { YamlNode, YamlProblem } from './tree';

export interface ParsedYaml {
  readonly root: YamlNode | undefined;
  readonly problems: readonly YamlProblem[];
  /** Why the text is not read although it may be right; a sentence. */
  readonly unread?: string;
}

/**
 * Parses one document with the `yaml` library and turns the result into our tree. Never throws: what
 * cannot be read is a problem. Duplicate keys are no problem here; the tree marks them.
 */
export function parseYaml(text: string, template: MaskedTemplate | undefined): ParsedYaml {
  try {
    const document = compose(template?.text ?? text);
    const problems = problemsOf(document, text);
    const converted = convertTree(document, text, template);
    if (template === undefined) {
      return { root: converted.root, problems: [...problems, ...converted.problems] };
    }
    // An anchor may be written in another template, so what the conversion misses is no problem here.
    return problems.length === 0
      ? { root: converted.root, problems }
      : { root: converted.root, problems, unread: 'The template cannot be read as YAML.' };
  } catch (error) {
    const message = describeThrown(error);
    const problems = [{ message, range: { start: 0, end: Math.min(text.length, 1) } }];
    return error instanceof ExcessiveAliasing
      ? { root: undefined, problems }
      : { root: undefined, problems, unread: message };
  }
}

function problemsOf(document: Document.Parsed, text: string): readonly YamlProblem[] {
  return document.errors.map(({ code, message, pos: [start, end] }) => {
    const quote = isUnclosedQuote(code, message) ? openingQuote(document, start) : undefined;
    if (quote !== undefined) {
      const range = { start: quote, end: quote + 1 };
      return { message: 'The quoted text that starts here is not closed.', range };
    }
    return {
      message: describe(code, message),
      range: {
        start: Math.min(start, text.length),
        end: Math.min(Math.max(end, start), text.length),
      },
    };
  });
}

function isUnclosedQuote(code: ErrorCode, message: string): boolean {
  return code === 'MISSING_CHAR' && /^Missing closing ["']quote/.test(message);
}

/** Where the quoted text begins that swallows everything up to `end`, which is where the library misses the quote. */
function openingQuote(document: Document.Parsed, end: number): number | undefined {
  let start: number | undefined;
  visit(document, {
    Scalar(_key, { type, range }) {
      if (type?.startsWith('QUOTE') && range && range[0] < end && end <= range[1]) {
        start = range[0];
      }
    },
  });
  return start;
}

function describeThrown(error: unknown): string {
  if (error instanceof ExcessiveAliasing) {
    return 'The aliases of this document expand to so much that Kubernetes refuses to read it.';
  }
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof Unreadable ? message : `The document cannot be read (${message}).`;
}

function describe(code: ErrorCode, message: string): string {
  if (code === 'TAB_AS_INDENT') {
    return 'YAML must be indented with spaces, not tabs.';
  }
  const sentence = message.charAt(0).toUpperCase() + message.slice(1);
  return `YAML syntax: ${sentence.endsWith('.') ? sentence : `${sentence}.`}`;
}
