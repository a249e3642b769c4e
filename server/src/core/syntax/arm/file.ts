import type { Range } from '../../text/range';
import { itemsOf, type JsonNode, membersOf, parseJson, stringOf, valueAt } from './json';

/** A template of Azure Resource Manager, or a file of values for the parameters of one. */
export interface ArmFile {
  readonly text: string;
  readonly kind: 'template' | 'parameters';
  readonly root: JsonNode;
  /** JSON has none, but Azure allows them in templates. */
  readonly comments: readonly Range[];
}

/** One of these stands in each of them: a cheap reason not to parse others. */
const mention = /deployment(?:Template|Parameters)\.json|"contentVersion"/i;

/** Reads a text as a template or as a file of parameters; undefined when it is neither. */
export function parseArm(text: string): ArmFile | undefined {
  if (!mention.test(text)) {
    return undefined;
  }
  const { root, comments } = parseJson(text);
  if (root?.type !== 'object') {
    return undefined;
  }
  const schema = stringOf(valueAt(root, '$schema')) ?? '';
  const hasVersion = valueAt(root, 'contentVersion') !== undefined;
  const resources = valueAt(root, 'resources');
  if (resources !== undefined) {
    const isTemplate = hasVersion || /deploymentTemplate\.json/i.test(schema);
    return isTemplate && hasContent(resources)
      ? { text, kind: 'template', root, comments }
      : undefined;
  }
  const isParameters = hasVersion || /deploymentParameters\.json/i.test(schema);
  return isParameters && valueAt(root, 'parameters')?.type === 'object'
    ? { text, kind: 'parameters', root, comments }
    : undefined;
}

function hasContent(resources: JsonNode): boolean {
  return itemsOf(resources).length > 0 || membersOf(resources).length > 0;
}
