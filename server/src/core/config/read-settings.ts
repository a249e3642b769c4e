import { didYouMean, suggestionText } from '../text/did-you-mean';
import type { Range } from '../text/range';
import { formats } from './formats';
import type { ConfigEntry, ConfigNode } from './node';
import {
  itemOf,
  type Place,
  type Problem,
  placeOf,
  quote,
  type Reading,
  replacement,
  wrongValue,
} from './problem';
import { readRules } from './read-rules';
import type { ListSchema, ObjectSchema, Schema, TextSchema } from './schema';
import { settingsSchema } from './schema';
import type { Settings } from './settings';

export interface ReadSettings {
  /** What could be used. */
  readonly settings: Settings;
  readonly problems: readonly Problem[];
  /** Path of a value, such as `profile.ipam`, to the place where it is written. */
  readonly places: ReadonlyMap<string, Range>;
}

/** Reads settings by `settingsSchema`: what fits it is used, what does not is a problem. Never throws. */
export function readSettings(node: ConfigNode): ReadSettings {
  const problems: Problem[] = [];
  const places = new Map<string, Range>();
  const reading: Reading = {
    report: (problem) => problems.push(problem),
    place: (path, range) => places.set(path, range),
  };
  const root = { key: 'the settings', path: '' };
  const settings = readObject(settingsSchema, node, root, reading) as Settings | undefined;
  return { settings: settings ?? {}, problems, places };
}

function read(schema: Schema, node: ConfigNode, place: Place, reading: Reading): unknown {
  if (node.kind === 'scalar' && node.value === undefined) {
    return undefined;
  }
  reading.place(place.path, node.range);
  switch (schema.type) {
    case 'object':
      return readObject(schema, node, place, reading);
    case 'array':
      return readList(schema, node, place, reading);
    case 'rules':
      return readRules(node, place, reading);
    case 'boolean':
      return node.kind === 'scalar' && typeof node.value === 'boolean'
        ? node.value
        : wrongValue(reading, place, node, 'true or false');
    case 'string':
      return readText(schema, node, place, reading);
    default:
      return schema satisfies never;
  }
}

function readObject(
  schema: ObjectSchema,
  node: ConfigNode,
  place: Place,
  reading: Reading,
): Readonly<Record<string, unknown>> | undefined {
  if (node.kind !== 'map') {
    const isEmpty = node.kind === 'scalar' && node.value === undefined;
    return isEmpty ? undefined : wrongValue(reading, place, node, 'a group of settings');
  }
  const result: Record<string, unknown> = {};
  for (const { key, value } of knownEntries(node.entries, schema, place, reading)) {
    const property = schema.properties[key];
    const value_ = property && read(property, value, placeOf(place, key), reading);
    // Of a key that stands twice the last one counts, also when that cannot be used.
    delete result[key];
    if (value_ !== undefined) {
      result[key] = value_;
    }
  }
  const missing = (schema.required ?? []).filter((key) => !(key in result));
  for (const key of missing) {
    if (!node.entries.some((entry) => entry.key === key)) {
      const at = node.entries[0]?.keyRange ?? node.range;
      reading.report({ id: 'missingKey', path: place.path, at, data: { key } });
    }
  }
  return missing.length === 0 ? result : undefined;
}

/** The entries the schema knows; the others are reported, and so are keys that stand twice. */
function knownEntries(
  entries: readonly ConfigEntry[],
  schema: ObjectSchema,
  place: Place,
  reading: Reading,
): readonly ConfigEntry[] {
  const written = new Set(entries.map(({ key }) => key));
  const free = Object.keys(schema.properties).filter((key) => !written.has(key));
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const { path } = placeOf(place, entry.key);
    if (!Object.hasOwn(schema.properties, entry.key)) {
      const suggestion = didYouMean(entry.key, free);
      const fix = replacement(suggestion);
      reading.report({
        id: 'unknownKey',
        path,
        at: entry.keyRange,
        data: { key: entry.key, suggestion: suggestionText(suggestion) },
        ...(fix === undefined ? {} : { fix }),
      });
      return false;
    }
    if (seen.has(entry.key)) {
      reading.report({ id: 'duplicateKey', path, at: entry.keyRange, data: { key: entry.key } });
    }
    seen.add(entry.key);
    return true;
  });
}

function readList(
  schema: ListSchema,
  node: ConfigNode,
  place: Place,
  reading: Reading,
): readonly unknown[] | undefined {
  if (node.kind !== 'list') {
    return readSingle(schema, node, place, reading);
  }
  const items = node.items
    .map((item, index) => read(schema.items, item, itemOf(place, index), reading))
    .filter((item) => item !== undefined);
  if (schema.minItems !== undefined && node.items.length === 0) {
    return wrongValue(reading, place, node, 'a list with at least one value');
  }
  // A list of mistakes is not the same as a list that says "none".
  return items.length === 0 && node.items.length > 0 ? undefined : items;
}

/** `podCidrs: 10.0.0.0/16` instead of a list: clear enough to be used, but other tools will refuse it. */
function readSingle(
  schema: ListSchema,
  node: ConfigNode,
  place: Place,
  reading: Reading,
): readonly unknown[] | undefined {
  if (node.kind !== 'scalar' || schema.items.type !== 'string') {
    return wrongValue(reading, place, node, 'a list');
  }
  const newText = `[${quote(node.text)}]`;
  wrongValue(reading, place, node, 'a list', { title: 'Make it a list', newText, certain: true });
  const single =
    node.value === undefined ? undefined : readText(schema.items, node, place, reading);
  return single === undefined ? undefined : [single];
}

function readText(
  schema: TextSchema,
  node: ConfigNode,
  place: Place,
  reading: Reading,
): string | undefined {
  const format = schema.format && formats[schema.format];
  const expected =
    format?.expected ?? (schema.enum === undefined ? 'text' : `one of ${schema.enum.join(', ')}`);
  if (node.kind !== 'scalar') {
    return wrongValue(reading, place, node, expected);
  }
  if (schema.enum?.includes(node.text) === false) {
    const fix = replacement(didYouMean(node.text, schema.enum));
    return wrongValue(reading, place, node, expected, fix);
  }
  if (format?.accepts(node.text) === false) {
    return wrongValue(reading, place, node, expected);
  }
  if (typeof node.value !== 'string') {
    reportUnquoted(schema, node, place, reading);
  }
  return node.text;
}

/** The text is what was meant, but YAML reads it as a number or a truth value. */
function reportUnquoted(
  schema: TextSchema,
  node: Extract<ConfigNode, { kind: 'scalar' }>,
  place: Place,
  reading: Reading,
): void {
  const fix = { title: 'Put it in quotes', newText: quote(node.text), certain: true };
  if (schema.format === undefined) {
    wrongValue(reading, place, node, 'text', fix);
    return;
  }
  const data = { key: place.key, text: node.text, value: String(node.value) };
  reading.report({ id: 'unquotedVersion', path: place.path, at: node.range, data, fix });
}
