import { severities } from '../engine/finding';
import { findRule, type RegisteredRule, rules } from '../engine/registry';
import { didYouMean, suggestionText } from '../text/did-you-mean';
import type { ConfigNode } from './node';
import {
  itemOf,
  type Place,
  placeOf,
  quote,
  type Reading,
  replacement,
  wrongValue,
} from './problem';
import type { RuleEntry, RuleSeverity } from './settings';

/** What may stand behind a rule's name, from silent to gravest. */
export const ruleSeverities: readonly RuleSeverity[] = ['off', ...[...severities].reverse()];

const severityExpected = `one of ${ruleSeverities.join(', ')}`;

/** Reads the map of rule names to severities and options; names that are no rule are problems. */
export function readRules(
  node: ConfigNode,
  place: Place,
  reading: Reading,
): Readonly<Record<string, RuleEntry>> | undefined {
  if (node.kind !== 'map') {
    return wrongValue(reading, place, node, 'a map of rule names to severities');
  }
  const written = new Set(node.entries.map(({ key }) => key));
  const seen = new Set<string>();
  const result: Record<string, RuleEntry> = {};
  for (const { key, keyRange, value } of node.entries) {
    const inner = placeOf(place, key);
    const rule = findRule(key);
    if (rule === undefined) {
      const free = rules.map(({ name }) => name).filter((name) => !written.has(name));
      const suggestion = didYouMean(key, free);
      const fix = replacement(suggestion);
      const data = { rule: key, suggestion: suggestionText(suggestion) };
      const common = { id: 'unknownRule', path: inner.path, at: keyRange, data } as const;
      reading.report(fix === undefined ? common : { ...common, fix });
      continue;
    }
    if (seen.has(key)) {
      reading.report({ id: 'duplicateKey', path: inner.path, at: keyRange, data: { key } });
    }
    seen.add(key);
    const entry = readEntry(rule, value, inner, reading);
    delete result[key];
    if (entry !== undefined) {
      result[key] = entry;
    }
  }
  return result;
}

function readEntry(
  rule: RegisteredRule,
  node: ConfigNode,
  place: Place,
  reading: Reading,
): RuleEntry | undefined {
  if (node.kind === 'map') {
    return wrongValue(reading, place, node, `${severityExpected}, or [severity, {option: value}]`);
  }
  if (node.kind === 'scalar') {
    return readSeverity(node, place, reading);
  }
  const [first, second, third] = node.items;
  if (first === undefined || third !== undefined) {
    return wrongValue(reading, place, node, '[severity, {option: value}]');
  }
  const severity = readSeverity(first, itemOf(place, 0), reading);
  if (severity === undefined || second === undefined) {
    return severity;
  }
  return [severity, readOptions(rule, second, itemOf(place, 1), reading)];
}

function readSeverity(node: ConfigNode, place: Place, reading: Reading): RuleSeverity | undefined {
  if (node.kind === 'scalar') {
    if (node.value === undefined) {
      return undefined;
    }
    const severity = ruleSeverities.find((known) => known === node.text);
    if (severity !== undefined) {
      return severity;
    }
    const suggestion =
      node.value === false ? { text: 'off', certain: true } : didYouMean(node.text, ruleSeverities);
    return wrongValue(reading, place, node, severityExpected, replacement(suggestion));
  }
  return wrongValue(reading, place, node, severityExpected);
}

function readOptions(
  rule: RegisteredRule,
  node: ConfigNode,
  place: Place,
  reading: Reading,
): Readonly<Record<string, unknown>> {
  const result: Record<string, unknown> = {};
  if (node.kind !== 'map') {
    if (node.kind === 'list' || node.value !== undefined) {
      wrongValue(reading, place, node, 'a map of options');
    }
    return result;
  }
  const names = Object.keys(rule.defaultOptions);
  for (const { key, keyRange, value } of node.entries) {
    const inner = placeOf(place, key);
    if (!Object.hasOwn(rule.defaultOptions, key)) {
      const suggestion = didYouMean(key, names);
      const fix = replacement(suggestion);
      const data = { rule: rule.name, key, suggestion: suggestionText(suggestion) };
      const common = { id: 'unknownOption', path: inner.path, at: keyRange, data } as const;
      reading.report(fix === undefined ? common : { ...common, fix });
      continue;
    }
    const option = readOption(rule.defaultOptions[key], value, inner, reading);
    if (option !== undefined) {
      result[key] = option;
    }
  }
  return result;
}

/** An option has the type of its default. */
function readOption(
  byDefault: unknown,
  node: ConfigNode,
  place: Place,
  reading: Reading,
): boolean | number | string | readonly string[] | undefined {
  if (node.kind === 'scalar' && node.value === undefined) {
    return undefined;
  }
  if (Array.isArray(byDefault)) {
    return node.kind === 'list'
      ? node.items
          .map((item, index) => readOption('', item, itemOf(place, index), reading))
          .filter((item) => typeof item === 'string')
      : wrongValue(reading, place, node, 'a list of texts');
  }
  if (node.kind === 'scalar' && typeof node.value === typeof byDefault) {
    return node.value;
  }
  switch (typeof byDefault) {
    case 'boolean':
      return wrongValue(reading, place, node, 'true or false');
    case 'number':
      return wrongValue(reading, place, node, 'a number');
    default: {
      const newText = node.kind === 'scalar' ? quote(node.text) : undefined;
      const fix = newText && { title: 'Put it in quotes', newText, certain: true };
      return wrongValue(reading, place, node, 'text', fix || undefined);
    }
  }
}
