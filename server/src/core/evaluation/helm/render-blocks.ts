import type { GoAction, TemplateBlock, TemplateBranch } from '../../syntax/helm/blocks';
import type { Range } from '../../text/range';
import { type DefaultGround, type Evaluated, isEmpty, type Scope, valueAt } from './evaluate';
import { renderParts } from './render';
import { definition, note, type Renderer, valueIn, withVariable } from './renderer';
import { childValue, itemOf, resolve, type ValueAt } from './values';

const mostItems = 200;

/** Writes the branch that the defaults choose, or the items of a loop; a block that something else decides, as it is. */
export function renderBlock(block: TemplateBlock, scope: Scope, renderer: Renderer): void {
  const isDecided = block.word === 'range' ? renderRange : renderBranches;
  const isFollowed = ['if', 'with', 'range'].includes(block.word);
  if (!isFollowed) {
    // Whoever calls a definition says what its names stand for.
    renderer.out.copy(block);
  } else if (!isDecided(block, scope, renderer)) {
    renderOpen(block, scope, renderer);
  }
}

/** A block of which nobody knows what it prints: as it is, with the defaults inside. */
function renderOpen(block: TemplateBlock, scope: Scope, renderer: Renderer): void {
  for (const { open, condition, parts } of block.branches) {
    renderer.out.copy(open);
    const keepsDot = block.word === 'if' || condition === '';
    renderParts(parts, keepsDot ? scope : insideUnknown(scope, condition), renderer);
  }
  renderer.out.copy(block.close);
}

/** Nobody knows what the dot stands for, nor the variables that the block sets. */
function insideUnknown(scope: Scope, condition: string): Scope {
  const variables = new Map(scope.variables);
  for (const [, name] of condition.split(':=')[0]?.matchAll(/\$(\w+)/g) ?? []) {
    variables.set(name ?? '', undefined);
  }
  return { ...scope, dot: undefined, variables };
}

/** Whole objects, or a branch between them. */
function holdsObjects({ text }: Renderer, { start, end }: Range): boolean {
  return /^(?:kind:|---)/m.test(text.slice(start, end));
}

interface Taken {
  readonly branch: TemplateBranch;
  readonly scope: Scope;
  /** Whose parts the action behind the branch ends. */
  readonly next: GoAction;
}

function renderBranches(block: TemplateBlock, scope: Scope, renderer: Renderer): boolean {
  if (holdsObjects(renderer, block)) {
    return false;
  }
  const grounds: DefaultGround[] = [];
  const taken = takenBranch(block, scope, renderer, grounds);
  if (taken === undefined) {
    return false;
  }
  note(renderer, block, grounds);
  const [first] = block.branches;
  if (first?.open.trimsBefore) {
    renderer.out.trimBefore(block.start);
  }
  if (taken !== 'none') {
    renderBranch(taken, renderer);
  }
  if (block.close.trimsBehind) {
    renderer.out.trimBehind(block.close.end);
  }
  return true;
}

function takenBranch(
  block: TemplateBlock,
  scope: Scope,
  renderer: Renderer,
  grounds: DefaultGround[],
): Taken | 'none' | undefined {
  for (const [index, branch] of block.branches.entries()) {
    const next = block.branches[index + 1]?.open ?? block.close;
    if (branch.condition === '') {
      return { branch, scope, next };
    }
    const defined = definition.exec(branch.condition)?.groups;
    const asked = valueIn(defined?.value ?? branch.condition, scope);
    if (asked === undefined) {
      return undefined;
    }
    grounds.push(...asked.grounds);
    if (!isEmpty(asked.value)) {
      const inside: Scope = block.word === 'with' ? { ...scope, dot: asked } : scope;
      const named = defined?.name;
      return {
        branch,
        scope: named === undefined ? inside : withVariable(inside, named, asked, renderer),
        next,
      };
    }
  }
  return 'none';
}

function renderBranch({ branch, scope, next }: Taken, renderer: Renderer): void {
  if (branch.open.trimsBehind) {
    renderer.out.trimBehind(branch.open.end);
  }
  renderParts(branch.parts, scope, renderer);
  if (next.trimsBefore) {
    renderer.out.trimBefore(next.start);
  }
}

const loop = /^(?:\$(?<key>\w+)\s*(?:,\s*\$(?<value>\w+)\s*)?:=\s*)?(?<list>.+)$/s;

function renderRange(block: TemplateBlock, scope: Scope, renderer: Renderer): boolean {
  const [branch, otherwise] = block.branches;
  const { key, value, list = '' } = loop.exec(branch?.condition ?? '')?.groups ?? {};
  const asked = valueIn(list, scope);
  const items = asked && itemsOf(asked, scope);
  const isEmptyOfObjects = items?.length === 0 && holdsObjects(renderer, block);
  if (asked === undefined || items === undefined || branch === undefined || isEmptyOfObjects) {
    return false;
  }
  note(renderer, block, asked.grounds);
  if (branch.open.trimsBefore) {
    renderer.out.trimBefore(block.start);
  }
  const next = otherwise?.open ?? block.close;
  for (const { name, item } of items) {
    // With one name it is for the item, with two the second one is.
    const [keyName, itemName] = value === undefined ? [undefined, key] : [key, value];
    let inside: Scope = { ...scope, dot: item };
    if (itemName !== undefined) {
      inside = withVariable(inside, itemName, item, renderer);
    }
    if (keyName !== undefined) {
      inside = withVariable(inside, keyName, name, renderer);
    }
    renderBranch({ branch, scope: inside, next }, renderer);
  }
  if (items.length === 0 && otherwise !== undefined) {
    renderBranch({ branch: otherwise, scope, next: block.close }, renderer);
  }
  if (block.close.trimsBehind) {
    renderer.out.trimBehind(block.close.end);
  }
  return true;
}

interface LoopItem {
  /** The index, or the key. */
  readonly name: Evaluated;
  readonly item: Evaluated | undefined;
}

/** What a loop goes over; undefined for what is no list and no map, and for more than anybody lists. */
function itemsOf({ value, grounds }: Evaluated, scope: Scope): readonly LoopItem[] | undefined {
  if (value.kind === 'missing') {
    return [];
  }
  if (value.kind === 'scalar' || value.size > mostItems) {
    return undefined;
  }
  const resolved = resolve(value.at);
  if (value.at.rivals.length > 0 || (resolved.kind !== 'list' && resolved.kind !== 'map')) {
    return undefined;
  }
  const named = (name: string | number, inner: ValueAt): LoopItem => ({
    name: { value: { kind: 'scalar', value: name }, grounds },
    item: valueAt(inner, scope),
  });
  return resolved.kind === 'list'
    ? resolved.items.map((_, index) => named(index, itemOf(value.at, index, scope.startOf)))
    : resolved.names.map((name) => named(name, childValue(value.at, name, scope.startOf)));
}
