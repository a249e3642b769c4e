import {
  chartsAmong,
  type DefaultGround,
  mayUseDefaults,
  renderWithDefaults,
} from '../../model/helm/charts';
import type { ChartFile } from '../../model/helm/values-file';
import { type Range, touches } from '../../text/range';
import { shortened } from '../../text/shortened';
import type { Snapshot } from '../../workspace/snapshot';
import type { Hover } from './topic-text';

/** The files among which the values of a chart may be; a workspace has them. */
export interface FilesOfCharts {
  all(): Iterable<ChartFile & Pick<Snapshot, 'lines'>>;
}

/**
 * Which defaults of a chart's values the action at the offset uses, and where they stand. Undefined outside of a template
 * of a chart, and for an action that something else than values decides.
 */
export function defaultHover(
  snapshot: Snapshot,
  offset: number,
  files: FilesOfCharts,
): Hover | undefined {
  const chart = mayUseDefaults(snapshot) ? chartsAmong(files.all()).of(snapshot.uri) : undefined;
  const { uses = [] } = (chart && renderWithDefaults(snapshot.text, chart)) ?? {};
  const at = uses
    .map(({ start, grounds }) => ({ range: actionFrom(start, snapshot.text), grounds }))
    .filter(({ range, grounds }) => touches(range, offset) && grounds.length > 0);
  const [first] = at;
  if (first === undefined) {
    return undefined;
  }
  // What a loop repeats uses another item each time.
  const grounds = new Map(at.flatMap((each) => each.grounds).map((each) => [each.path, each]));
  const lines = [...grounds.values()].slice(0, mostShown).map((each) => line(each, files));
  const rest = grounds.size - lines.length;
  const all = rest > 0 ? [...lines, `- and ${rest} more`] : lines;
  const closing = 'The values may be overridden when the chart is installed.';
  return {
    range: first.range,
    markdown: ['**Defaults of the chart**', all.join('\n'), closing].join('\n\n'),
  };
}

const mostShown = 10;

/** A condition and a loop is used as a whole; what is asked about is the action that it begins with. */
function actionFrom(start: number, text: string): Range {
  const end = text.indexOf('}}', start);
  return { start, end: end === -1 ? start : end + 2 };
}

function line({ text, place }: DefaultGround, files: FilesOfCharts): string {
  if (place === undefined) {
    return `- ${inCode(text)}, set in the template itself`;
  }
  const file = [...files.all()].find(({ uri }) => uri === place.uri);
  const number =
    file === undefined ? '' : `, line ${file.lines.positionAt(place.range.start).line + 1}`;
  return `- ${inCode(text)} in ${inCode(nameOf(place.uri))}${number}`;
}

/** The last two parts of the uri tell whose values they are. */
function nameOf(uri: string): string {
  return uri.split('/').slice(-2).join('/');
}

/** Text of a file as code: nothing in it can end the code, or be taken for Markdown. */
function inCode(text: string): string {
  return `\`${shortened(text.replace(/[`\p{Cc}\s]+/gu, ' ').trim())}\``;
}
