import type {
  GoAction,
  TemplateBlock,
  TemplateBranch,
  TemplatePart,
} from '../../syntax/helm/blocks';
import { readBlocks } from '../../syntax/helm/blocks';
import { parseExpression } from '../../syntax/helm/expression';
import type { Range } from '../../text/range';
import {
  type DefaultGround,
  type Evaluated,
  evaluate,
  isEmpty,
  type Scope,
  valueAt,
} from './evaluate';
import { scalarText } from './functions';
import { type RenderedText, RenderedTextWriter, TooLong } from './rendered-text';
import { allValues, type ChartValues, childValue, itemOf, resolve, type ValueAt } from './values';

/** A chart as far as its templates ask about it. */
export interface Chart {
  /** What `.Chart` has, such as `Name`. */
  readonly about: ReadonlyMap<string, string>;
  readonly values: ChartValues;
}

export interface RenderedTemplate {
  readonly rendered: RenderedText;
  /** The actions whose place a default has taken, and the conditions and loops that one has decided. */
  readonly uses: readonly DefaultUse[];
}

export interface DefaultUse extends Range {
  readonly grounds: readonly DefaultGround[];
}

/** A text that prints more than this many times its own length prints lists of values that nobody reads. */
const mostTimes = 8;
const leastRoom = 50_000;
const mostItems = 200;
/** Loops within loops take their time although they print nothing. */
const mostSteps = 20_000;

/**
 * Puts defaults in the place of the actions of a template that ask for nothing else: lookups such as
 * `{{ .Values.a.b | quote }}`, and `if`, `with` and `range` over them. All other actions stay as they are. A condition
 * around whole objects decides nothing, since absent objects would let others look wrong. Undefined when no default has
 * a part in the text, or it does not read as a template. `hidden` is a path of values that counts as unknown.
 */
export function renderWithDefaults(
  text: string,
  chart: Chart,
  hidden?: string,
): RenderedTemplate | undefined {
  const parts = readBlocks(text);
  if (parts === undefined) {
    return undefined;
  }
  const starts = new Map(
    [...chart.values.layers, ...chart.values.rivals].map(({ uri, start }) => [uri, start]),
  );
  const renderer: Renderer = {
    text,
    out: new RenderedTextWriter(text, text.length * mostTimes + leastRoom),
    uses: [],
    setAgain: new Set(
      [...text.matchAll(/\{\{-?\s*\$(\w+)\s*=[^=]/g)].map(([, name]) => name ?? ''),
    ),
    steps: 0,
  };
  const scope: Scope = {
    values: allValues(chart.values),
    chart: chart.about,
    dot: 'root',
    variables: new Map(),
    hidden,
    startOf: (uri) => starts.get(uri) ?? 0,
  };
  try {
    renderParts(parts, scope, renderer);
  } catch (error) {
    if (error instanceof TooLong) {
      return undefined;
    }
    throw error;
  }
  const { out, uses } = renderer;
  return uses.length === 0 ? undefined : { rendered: out.finish(), uses };
}

interface Renderer {
  readonly text: string;
  readonly out: RenderedTextWriter;
  readonly uses: DefaultUse[];
  /** Variables that get another value on the way, perhaps under a condition. */
  readonly setAgain: ReadonlySet<string>;
  steps: number;
}

function renderParts(parts: readonly TemplatePart[], outer: Scope, renderer: Renderer): void {
  let scope = outer;
  for (const part of parts) {
    if (++renderer.steps > mostSteps) {
      throw new TooLong();
    }
    switch (part.kind) {
      case 'text':
        renderer.out.copy(part);
        break;
      case 'action':
        scope = renderAction(part.action, scope, renderer);
        break;
      case 'block':
        renderBlock(part, scope, renderer);
        break;
    }
  }
}

const definition = /^\$(?<name>\w+)\s*:=\s*(?<value>.+)$/s;

/** Returns what the names stand for behind the action. */
function renderAction(action: GoAction, scope: Scope, renderer: Renderer): Scope {
  const defined = definition.exec(action.body)?.groups;
  const value = valueIn(defined?.value ?? action.body, scope);
  if (defined?.name !== undefined) {
    renderer.out.copy(action);
    return withVariable(scope, defined.name, value, renderer);
  }
  const text = value === undefined ? undefined : scalarText(value.value);
  if (value === undefined || text === undefined) {
    renderer.out.copy(action);
  } else {
    note(renderer, action, value.grounds);
    consume(action, renderer, () => renderer.out.print(text, action));
  }
  return scope;
}

function withVariable(
  scope: Scope,
  name: string,
  value: Evaluated | undefined,
  { setAgain }: Renderer,
): Scope {
  const known = setAgain.has(name) ? undefined : value;
  return { ...scope, variables: new Map(scope.variables).set(name, known) };
}

function valueIn(source: string, scope: Scope): Evaluated | undefined {
  const expression = parseExpression(source);
  return expression && evaluate(expression, scope);
}

function note(renderer: Renderer, { start, end }: Range, grounds: readonly DefaultGround[]): void {
  renderer.uses.push({ start, end, grounds });
}

/** Leaves an action out, puts something in its place, and trims as the action asks for. */
function consume(action: GoAction, { out }: Renderer, instead?: () => void): void {
  if (action.trimsBefore) {
    out.trimBefore(action.start);
  }
  instead?.();
  if (action.trimsBehind) {
    out.trimBehind(action.end);
  }
}

function renderBlock(block: TemplateBlock, scope: Scope, renderer: Renderer): void {
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
