import { insertMember, removeMember, renameMember, replaceValue } from '../../syntax/arm/edit';
import { type ArmExpression, readTemplateString } from '../../syntax/arm/expression';
import { itemsOf, type JsonMember, type JsonNode, memberOf, rangeOf } from '../../syntax/arm/json';
import type { Literal, SettingEdit, SettingEdits } from './aks-cluster';

const computed = 'What stands here is computed when the template is deployed.';

/** Edits of a resource in a template; `text` is that of the file. What expressions supply is left to their author. */
export function armEdits(resource: JsonNode, text: string): SettingEdits {
  return {
    set: (path, value) => set(resource, path.split('.'), value, text),
    remove: (path) =>
      onMember(resource, path, text, ({ object, member }) => ({
        edits: removeMember(text, object, member),
      })),
    rename: (path, name) =>
      onMember(resource, path, text, ({ object, member }) =>
        memberOf(object, name) === undefined
          ? { edits: [renameMember(member, name)] }
          : { disabledReason: `There is a "${name}" beside it.` },
      ),
    setApiVersion: (version) => {
      const written = memberOf(resource, 'apiVersion')?.value;
      return written === undefined
        ? { disabledReason: 'The API version is not written in this file.' }
        : overwrite(written, version, text);
    },
  };
}

interface Found {
  readonly object: JsonNode;
  readonly member: JsonMember;
}
/** The innermost object that is there, and what is missing below it. */
interface Missing {
  readonly object: JsonNode;
  readonly names: readonly string[];
}
type Place = Found | Missing | { readonly disabledReason: string };

/** The property at a path, as far as it is written out. */
function find(resource: JsonNode, path: readonly string[], text: string): Place {
  let node = resource;
  for (const [index, name] of path.entries()) {
    if (node.type === 'array') {
      const item = itemsOf(node)[Number(name)];
      if (item === undefined) {
        return { disabledReason: computed };
      }
      node = item;
      continue;
    }
    if (node.type !== 'object') {
      return { disabledReason: reasonOf(node, text) };
    }
    const member = memberOf(node, name);
    if (member === undefined) {
      // A loop may supply it.
      return memberOf(node, 'copy')?.value.type === 'array'
        ? { disabledReason: computed }
        : { object: node, names: path.slice(index) };
    }
    if (index === path.length - 1) {
      return { object: node, member };
    }
    node = member.value;
  }
  return { disabledReason: computed };
}

function onMember(
  resource: JsonNode,
  path: string,
  text: string,
  edit: (found: Found) => SettingEdit,
): SettingEdit {
  const found = find(resource, path.split('.'), text);
  if ('disabledReason' in found) {
    return found;
  }
  return 'member' in found ? edit(found) : { disabledReason: 'It is not set.' };
}

function set(
  resource: JsonNode,
  path: readonly string[],
  value: Literal,
  text: string,
): SettingEdit {
  const found = find(resource, path, text);
  if ('disabledReason' in found) {
    return found;
  }
  return 'member' in found
    ? overwrite(found.member.value, value, text)
    : { edits: insertMember(text, found.object, found.names, value) };
}

/** Writes over a literal. */
function overwrite(written: JsonNode, value: Literal, text: string): SettingEdit {
  const isLiteral =
    written.type === 'string'
      ? readTemplateString(written, text).kind === 'text'
      : written.type !== 'object' && written.type !== 'array';
  return isLiteral
    ? { edits: [replaceValue(rangeOf(written), value)] }
    : { disabledReason: reasonOf(written, text) };
}

function reasonOf(node: JsonNode, text: string): string {
  const read = node.type === 'string' ? readTemplateString(node, text) : undefined;
  const expression = read?.kind === 'expression' ? read.expression : undefined;
  return (expression && nameIn(expression)) ?? computed;
}

/** What stands alone in the brackets: a parameter or a variable. */
function nameIn(expression: ArmExpression): string | undefined {
  const [argument] = expression.kind === 'call' ? expression.arguments : [];
  if (expression.kind !== 'call' || argument?.kind !== 'text') {
    return undefined;
  }
  switch (expression.name.toLowerCase()) {
    case 'parameters':
      return `The value comes from parameter "${argument.value}".`;
    case 'variables':
      return `The value comes from variable "${argument.value}".`;
    default:
      return undefined;
  }
}
