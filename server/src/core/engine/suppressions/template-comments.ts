import { scanActions } from '../../syntax/yaml/template-actions';
import { type Comment, suppressionMark } from './comment-syntax';

/** How comments of template languages begin and end: Go (Helm), Jinja, ERB. */
const opening = /^(?:(?:\{\{|\[\[)-?\s*\/\*|\{#-?|<%#)/;
const closing = /(?:\*\/\s*-?(?:\}\}|\]\])|-?#\}|-?%>)$/;

/** The comments of template languages that hold the mark of a suppression, in the order of their places. */
export function templateComments(text: string): readonly Comment[] {
  return scanActions(text).actions.flatMap(({ start, end, kind }) => {
    const source = kind === 'silent' ? text.slice(start, end) : '';
    const before = opening.exec(source);
    const after = closing.exec(source);
    if (before === null || after === null || !source.includes(suppressionMark)) {
      return [];
    }
    const content = { start: start + before[0].length, end: start + after.index };
    return [{ range: { start, end }, content, kind: 'template' } as const];
  });
}
