import { type GoAction, readBlocks, type TemplatePart } from '../../syntax/helm/blocks';
import type { Scope } from './evaluate';
import { scalarText } from './functions';
import { renderBlock } from './render-blocks';
import { type RenderedText, RenderedTextWriter, TooLong } from './rendered-text';
import {
  consume,
  type DefaultUse,
  definition,
  note,
  type Renderer,
  valueIn,
  withVariable,
} from './renderer';
import { allValues, type ChartValues } from './values';

export type { DefaultUse } from './renderer';

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

/** A text that prints more than this many times its own length prints lists of values that nobody reads. */
const mostTimes = 8;
const leastRoom = 50_000;
/** Loops within loops take their time although they print nothing. */
const mostSteps = 20_000;

/**
 * Puts defaults in the place of the actions of a template that ask for nothing else: lookups such as
 * `{{ .Values.a.b | quote }}`, and `if`, `with` and `range` over them. All other actions stay as they are. A condition
 * around whole objects decides nothing, since absent objects would let others look wrong. Undefined when no default has
 * a part in the text, or it does not read as a template. `hidden` are paths of values that count as unknown.
 */
export function renderWithDefaults(
  text: string,
  chart: Chart,
  hidden: ReadonlySet<string> = new Set(),
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

/** Writes the parts of a text or of a block. */
export function renderParts(
  parts: readonly TemplatePart[],
  outer: Scope,
  renderer: Renderer,
): void {
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
