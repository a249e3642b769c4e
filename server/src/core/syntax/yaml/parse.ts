import { type Document, type ErrorCode, parseDocument } from 'yaml';
import { convertTree } from './convert';
import type { ParsedYaml } from './document';
import { type Hole, maskTemplate } from './template';
import type { YamlProblem } from './tree';

/**
 * Parses one document with the `yaml` library and turns the result into our tree. Never throws: what
 * cannot be read is a problem. Duplicate keys are no problem here; the tree marks them.
 */
export function parseYaml(text: string, isTemplate: boolean): ParsedYaml {
  const { text: readable, holes } = isTemplate ? maskTemplate(text) : { text, holes: [] as Hole[] };
  let document: Document.Parsed;
  try {
    document = parseDocument(readable, {
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
      merge: false,
      keepSourceTokens: false,
    });
  } catch (error) {
    return { root: undefined, problems: [thrownProblem(text, error)] };
  }
  const problems = document.errors.map(
    (error): YamlProblem => ({
      message: describe(error.code, error.message),
      range: {
        start: Math.min(error.pos[0], text.length),
        end: Math.min(Math.max(error.pos[1], error.pos[0]), text.length),
      },
    }),
  );
  try {
    const converted = convertTree(document, text, { isTemplate, holes });
    return { root: converted.root, problems: [...problems, ...converted.problems] };
  } catch (error) {
    return { root: undefined, problems: [...problems, thrownProblem(text, error)] };
  }
}

/** The library recurses; a text made of thousands of open brackets exhausts the stack. */
function thrownProblem(text: string, error: unknown): YamlProblem {
  const message =
    error instanceof RangeError
      ? 'The document is nested too deeply to be read.'
      : `The document cannot be read (${error instanceof Error ? error.message : String(error)}).`;
  return { message, range: { start: 0, end: Math.min(text.length, 1) } };
}

function describe(code: ErrorCode, message: string): string {
  if (code === 'TAB_AS_INDENT') {
    return 'YAML is indented with spaces, not with tabs.';
  }
  const sentence = message.charAt(0).toUpperCase() + message.slice(1);
  return `YAML syntax: ${sentence.endsWith('.') ? sentence : `${sentence}.`}`;
}
