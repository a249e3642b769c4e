import type { ClusterProfile } from '../../profile/profile';
import { type PlainValue, renderBlock, type YamlStyle } from '../../syntax/yaml/style';
import type { ListKind } from './list-place';

/** Makes a place where the user types over a default; `quoted` for texts that would read as something else. */
export type Stop = (byDefault: string, quoted?: 'quoted') => PlainValue;

/** Something to write into a list of a policy. */
export interface Offer {
  /** Names the offer when its documentation is asked for. */
  readonly id: string;
  /** What is typed to get it. */
  readonly label: string;
  /** One line. */
  readonly detail: string;
  /** Markdown; nothing of a file. */
  readonly documentation: (profile: ClusterProfile) => string;
  readonly fits: (kind: ListKind, profile: ClusterProfile) => boolean;
  /** The items of the list. */
  readonly items: (stop: Stop, kind: ListKind, profile: ClusterProfile) => readonly PlainValue[];
}

/**
 * A value as text, further lines `column` deep; with stops when it is to be a snippet. `render` writes it otherwise than
 * in block style.
 */
export function renderValue(
  valueWith: (stop: Stop) => PlainValue,
  style: YamlStyle,
  column: number,
  isSnippet: boolean,
  render: (value: PlainValue) => string | undefined = () => undefined,
): string {
  const stops: { readonly byDefault: string; readonly quote: string }[] = [];
  const value = valueWith((byDefault, quoted) => {
    stops.push({ byDefault, quote: quoted === undefined ? '' : '"' });
    return markerOf(stops.length);
  });
  const text = render(value) ?? renderBlock(value, style, column);
  const escaped = isSnippet ? text.replace(/[\\$]/g, '\\$&') : text;
  const filled = stops.reduce((before, { byDefault, quote }, index) => {
    const shown = isSnippet
      ? `\${${index + 1}:${byDefault.replace(/[\\$}]/g, '\\$&')}}`
      : byDefault;
    return before.replace(markerOf(index + 1), () => `${quote}${shown}${quote}`);
  }, escaped);
  return isSnippet ? `${filled}$0` : filled;
}

/** A word that no policy holds, and that YAML needs no quotes for. */
function markerOf(index: number): string {
  return `akscilium-stop-${index}-`;
}
