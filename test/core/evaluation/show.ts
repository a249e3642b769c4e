import type { StaticValue } from '../../../server/src/core/evaluation/value';

/** A value in one line, short enough to be read in a test. */
export function show(value: StaticValue | undefined): string {
  if (value === undefined) {
    return '-';
  }
  switch (value.kind) {
    case 'unknown':
      return `?(${value.reason})`;
    case 'choice':
      return `one of ${value.options.map(show).join(' | ')}`;
    case 'null':
      return 'null';
    case 'list':
      return `[${[...value.items.map(show), ...(value.isComplete ? [] : ['...'])].join(', ')}]`;
    case 'object':
      return `{${[
        ...value.entries.map(({ name, value: inner }) => `${name}: ${show(inner)}`),
        ...(value.isComplete ? [] : ['...']),
      ].join(', ')}}`;
    default:
      return JSON.stringify(value.value);
  }
}
