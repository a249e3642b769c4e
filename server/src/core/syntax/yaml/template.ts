import { scanActions, type TemplateAction } from './template-actions';
import { type MaskedTemplate, maskActions } from './template-mask';
import { tokensOf, type YamlToken } from './tokens';

export { looksTemplated } from './template-actions';
export { type Hole, type MaskedTemplate, placeholderCharacter } from './template-mask';

/** Makes a template readable as YAML without moving a character; text without actions stays as it is. */
export function maskTemplate(text: string): MaskedTemplate {
  return maskActions(text, scanActions(text).actions);
}

/**
 * The masked text of a template; undefined when the text is YAML as it stands. That is also the case when all its
 * actions lie within strings and comments, as in the annotations of an alert: then a template can change values,
 * but not what is a key, a list or a mistake.
 */
export function readTemplate(text: string): MaskedTemplate | undefined {
  const { actions, broken } = scanActions(text);
  const places = [...actions, ...broken.map((start): TemplateAction => brokenAction(start))];
  if (places.length === 0) {
    return undefined;
  }
  places.sort((a, b) => a.start - b.start);
  return areAllInert(text, places) ? undefined : maskActions(text, actions);
}

function brokenAction(start: number): TemplateAction {
  return { start, end: start + 2, kind: 'output', opens: false, closes: false };
}

/** Whether every action lies within one string or comment of the YAML text. */
function areAllInert(text: string, actions: readonly TemplateAction[]): boolean {
  let next = 0;
  let isBlock = false;
  for (const token of tokensOf(text)) {
    let lineEnd: number | undefined;
    for (
      let action = actions[next];
      action !== undefined && action.start < token.end;
      action = actions[++next]
    ) {
      lineEnd ??= endOfLine(text, token.start);
      if (action.end > token.end || !canHold(token.type, isBlock, action, lineEnd)) {
        return false;
      }
    }
    if (token.type === 'block-scalar-header') {
      isBlock = true;
    } else if (token.type === 'scalar') {
      isBlock = false;
    }
  }
  return next === actions.length;
}

function canHold(
  type: YamlToken['type'],
  isBlock: boolean,
  { kind, end }: TemplateAction,
  lineEnd: number,
): boolean {
  switch (type) {
    case 'comment':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
      return true;
    case 'scalar':
      // An unquoted string goes on over the next lines; an action there may be a line of its own.
      return isBlock || (kind === 'output' && end <= lineEnd);
    default:
      return false;
  }
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline;
}
