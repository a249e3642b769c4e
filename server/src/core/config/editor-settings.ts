import { nodeFromValue } from './node';
import { describeProblem } from './project-file';
import { readSettings } from './read-settings';
import type { Settings } from './settings';

/**
 * Settings as an editor sends them: not checked by anybody, and with a value for every setting. Empty texts, `null`,
 * empty lists of the profile and settings of the editor alone (`enable`, `trace`) count as not set. Never throws;
 * mistakes come back as texts for a log.
 */
export function readEditorSettings(value: unknown): {
  readonly settings: Settings;
  readonly problems: readonly string[];
} {
  const { settings, problems } = readSettings(nodeFromValue(withoutUnset(value)));
  return { settings, problems: problems.map(describeProblem) };
}

const editorOnly = ['enable', 'trace'];

function withoutUnset(value: unknown): unknown {
  if (!isGroup(value)) {
    return {};
  }
  const entries = Object.entries(value).filter(([key]) => !editorOnly.includes(key));
  return Object.fromEntries(
    entries
      .map(([key, item]) => [key, key === 'profile' && isGroup(item) ? setOnly(item) : item])
      .filter(([, item]) => isSet(item)),
  );
}

function setOnly(group: object): object {
  return Object.fromEntries(Object.entries(group).filter(([, item]) => isSet(item)));
}

function isSet(item: unknown): boolean {
  return item !== '' && item !== null && !(Array.isArray(item) && item.length === 0);
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
