import { type Node, parseTree } from 'jsonc-parser';
import { lineEndOf } from '../../text/lines';
import type { Range } from '../../text/range';

/** A node of a JSON text. A property has its name and its value as children; a broken one may lack the value. */
export type JsonNode = Node;

/** A property of an object. */
export interface JsonMember {
  readonly name: string;
  readonly key: JsonNode;
  readonly value: JsonNode;
  /** From the name to the end of the value. */
  readonly node: JsonNode;
}

// The parser takes a few frames of the stack for every level; no template is nested as deeply as this.
const deepest = 400;

/** A JSON text. */
export interface JsonText {
  /** Undefined when there is nothing, or when the text is nested too deeply for anybody to have written it. */
  readonly root: JsonNode | undefined;
  /** Where its comments are, in their order. */
  readonly comments: readonly Range[];
}

/** The tree of a JSON text, with comments and commas too many allowed. What is broken is left out. */
export function parseJson(text: string): JsonText {
  const { comments, isTooDeep } = scan(text);
  const root = isTooDeep
    ? undefined
    : parseTree(text, [], { allowTrailingComma: true, allowEmptyContent: true });
  return { root, comments };
}

/** Where the comments of a JSON text are, in their order. */
export function commentsOf(text: string): readonly Range[] {
  return scan(text).comments;
}

function scan(text: string): { readonly comments: readonly Range[]; readonly isTooDeep: boolean } {
  const comments: Range[] = [];
  let depth = 0;
  let isTooDeep = false;
  for (let index = 0; index < text.length; index++) {
    switch (text[index]) {
      case '"':
        index = endOfString(text, index);
        break;
      case '/': {
        const end = endOfComment(text, index);
        if (end !== undefined) {
          comments.push({ start: index, end });
          index = end - 1;
        }
        break;
      }
      case '[':
      case '{':
        depth++;
        isTooDeep ||= depth > deepest;
        break;
      case ']':
      case '}':
        depth--;
        break;
      default:
    }
  }
  return { comments, isTooDeep };
}

/** The offset of the quote that ends a string, or of the line end that does. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && !/["\r\n]/.test(text.charAt(index))) {
    index += text[index] === '\\' ? 2 : 1;
  }
  return index;
}

/** The end of a comment; undefined when there is none. */
function endOfComment(text: string, start: number): number | undefined {
  switch (text[start + 1]) {
    case '/':
      return lineEndOf(text, start);
    case '*': {
      const end = text.indexOf('*/', start + 2);
      return end === -1 ? text.length : end + 2;
    }
    default:
      return undefined;
  }
}

/** The properties of an object, in their order; none for other nodes. */
export function membersOf(node: JsonNode | undefined): readonly JsonMember[] {
  return node?.type !== 'object'
    ? []
    : (node.children ?? []).flatMap((property) => {
        const [key, value] = property.children ?? [];
        return key === undefined || value === undefined
          ? []
          : [{ name: String(key.value), key, value, node: property }];
      });
}

/** A property by its name, without regard to case as Azure reads it; the last one where there are several. */
export function memberOf(node: JsonNode | undefined, name: string): JsonMember | undefined {
  const lower = name.toLowerCase();
  return membersOf(node).findLast((member) => member.name.toLowerCase() === lower);
}

/** The value of a property by its name. */
export function valueAt(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return memberOf(node, name)?.value;
}

/** The items of an array; none for other nodes. */
export function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}

/** What a string says; undefined for other nodes. */
export function stringOf(node: JsonNode | undefined): string | undefined {
  return node?.type === 'string' ? String(node.value) : undefined;
}

/** Where a node stands, with its quotes or braces. */
export function rangeOf(node: JsonNode): Range {
  return { start: node.offset, end: node.offset + node.length };
}
