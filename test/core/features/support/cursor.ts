import { expect } from 'vitest';
import {
  type Configuration,
  type Hover,
  hover,
  resolveConfiguration,
  type Settings,
  Snapshot,
} from '../../../../server/src/core/index';

/** A text with a caret, which `$0` marks and which is taken out. */
export interface Marked {
  readonly text: string;
  readonly offset: number;
}

/** Takes out the `$0`. */
export function marked(text: string): Marked {
  const offset = text.indexOf('$0');
  expect(offset, 'a $0 in the text').toBeGreaterThanOrEqual(0);
  return { text: text.slice(0, offset) + text.slice(offset + 2), offset };
}

export function snapshotOf(text: string, name = 'policy.yaml'): Snapshot {
  return new Snapshot({ uri: `file:///work/${name}`, version: 1, text });
}

/** The configuration of a file under a project file with these settings. */
export function configured(settings: Settings = {}, name = 'policy.yaml'): Configuration {
  return resolveConfiguration({
    project: { settings, uri: 'file:///work/aks-cilium.yaml', folder: 'file:///work' },
    path: name,
  });
}

/** Hovers at the `$0` of a text; what is explained is one word, or those that name a command. */
export function hoverAt(
  text: string,
  settings: Settings = {},
  name = 'policy.yaml',
): Hover | undefined {
  const { text: plain, offset } = marked(text);
  const found = hover(snapshotOf(plain, name), offset, configured(settings, name));
  if (found !== undefined) {
    expect(plain.slice(found.range.start, found.range.end)).toMatch(/^(?:\S+|az(?: [a-z]+)+)$/);
  }
  return found;
}

/** The heading of the hover, without its stars. */
export function titleAt(text: string, settings?: Settings, name?: string): string | undefined {
  return /^\*\*(.+?)\*\*/.exec(hoverAt(text, settings, name)?.markdown ?? '')?.[1];
}
