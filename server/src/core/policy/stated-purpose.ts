import type { CiliumPolicy } from '../model/cilium-policy';
import { commentsAround } from '../model/comments';
import { known } from '../model/traced';
import type { Range } from '../text/range';

/** What the comments at a place of a policy say, nearest first, and at last the words of its name. */
export function statedTexts({ object }: CiliumPolicy, place: Range): readonly string[] {
  const name = known(object.name)?.replace(/[-_.]/g, ' ');
  return [...commentsAround(object, place), ...(name === undefined ? [] : [name])];
}

const everything =
  /\b(?:everything|everywhere|everybody|anything|anywhere|anybody|unrestricted|(?:allow|permit|open|deny|block|drop|to|from)s?\s+(?:all|any|every)|all\s+(?:traffic|egress|ingress|destinations|sources|peers|addresses|ips?)|(?:any|every)\s+(?:destination|source|peer|address|ip))\b/i;
const outside = /\b(?:internet|world|external|outside|outbound|public|non-?cluster)\b/i;
const negation = /\b(?:not?|non|never|without|except|excluding|but)\b/i;

/** The words that say that everything is meant, at a place of a policy; undefined when nothing does, or the outside is. */
export function saysEverything(policy: CiliumPolicy, place: Range): string | undefined {
  for (const text of statedTexts(policy, place)) {
    const match = everything.exec(text);
    if (outside.test(text) || negation.test(text)) {
      return undefined;
    }
    if (match !== null) {
      return match[0];
    }
  }
  return undefined;
}

const nodes = /\bnodes\b/i;

/** The words that say that nodes are meant, several of them; undefined when nothing does. */
export function saysNodes(policy: CiliumPolicy, place: Range): string | undefined {
  const said = statedTexts(policy, place).find((text) => nodes.test(text) && !negation.test(text));
  return said === undefined ? undefined : nodes.exec(said)?.[0];
}

const allNamespaces =
  /\b(?:(?:all|any|every|other|across)\s+(?:the\s+)?namespaces?|cluster[\s-]?wide|(?:whole|entire)\s+cluster|all\s+pods\s+(?:in|of)\s+the\s+cluster)\b/i;

/** The words that say that pods of other namespaces are meant; undefined when nothing does. */
export function saysAllNamespaces(policy: CiliumPolicy, place: Range): string | undefined {
  const said = statedTexts(policy, place).find((text) => allNamespaces.test(text));
  const match = said === undefined ? null : allNamespaces.exec(said);
  return match === null || negation.test(said?.slice(0, match.index) ?? '') ? undefined : match[0];
}
