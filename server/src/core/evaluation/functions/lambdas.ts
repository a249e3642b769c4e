import {
  entriesOf,
  type ListValue,
  madeFrom,
  type ObjectEntry,
  type Place,
  type Plain,
  type StaticValue,
  truthOf,
  unknownValue,
} from '../value';

/** A function that a template writes where it is used. It may have fewer parameters than it is given values. */
export type Lambda = (...values: readonly StaticValue[]) => StaticValue;

/**
 * `map`, `filter`, `reduce`, `sort`, `groupBy`, `toObject` and `mapValues`, which Bicep and the template language share.
 * `values` are the arguments that are no lambdas. What is made from a list that is not known to its end is not known.
 */
export function callWithLambdas(
  name: string,
  [container, ...rest]: readonly StaticValue[],
  [first, second]: readonly Lambda[],
  place: Place,
): StaticValue {
  if (container === undefined || first === undefined) {
    return unknownValue(place, `${name}() without what it needs`);
  }
  const called = name.toLowerCase();
  if (called === 'mapvalues') {
    return container.kind === 'object'
      ? madeFrom(place, [container], {
          kind: 'object',
          entries: entriesOf(container).map((entry) => ({ ...entry, value: first(entry.value) })),
          isComplete: container.isComplete,
        })
      : unknownValue(place, 'made from an object that is not known');
  }
  if (container.kind !== 'list' || !container.isComplete) {
    return unknownValue(place, 'made from a list that is not known');
  }
  const [start] = rest;
  if (called === 'reduce') {
    return start === undefined
      ? unknownValue(place, 'reduce() without what it needs')
      : container.items.reduce(
          (before, item, index) => first(before, item, numberAt(index, place)),
          start,
        );
  }
  const made = fromList(called, container, [first, second], place);
  return made === undefined
    ? unknownValue(place, `${name}() of what is not known`)
    : madeFrom(place, [container], made);
}

function fromList(
  name: string,
  list: ListValue,
  [first, second]: readonly [Lambda, Lambda | undefined],
  place: Place,
): Plain | undefined {
  switch (name) {
    case 'map':
      return {
        kind: 'list',
        items: list.items.map((item, index) => first(item, numberAt(index, place))),
        isComplete: true,
      };
    case 'filter':
      return filtered(list, first, place);
    case 'sort':
      return sorted(list, first);
    case 'groupby':
      return grouped(list, first, place);
    case 'toobject':
      return object(list, first, second ?? ((item) => item as StaticValue));
    default:
      return undefined;
  }
}

function numberAt(value: number, place: Place): StaticValue {
  return { kind: 'number', value, place };
}

function filtered(list: ListValue, test: Lambda, place: Place): Plain {
  const verdicts = list.items.map((item, index) => truthOf(test(item, numberAt(index, place))));
  return {
    kind: 'list',
    items: list.items.filter((_, index) => verdicts[index] === 'yes'),
    isComplete: !verdicts.includes('unknown'),
  };
}

function sorted(list: ListValue, isBefore: Lambda): Plain | undefined {
  let isKnown = true;
  const truth = (a: StaticValue, b: StaticValue) => {
    const answer = truthOf(isBefore(a, b));
    isKnown &&= answer !== 'unknown';
    return answer === 'yes';
  };
  const items = [...list.items].sort((a, b) => (truth(a, b) ? -1 : truth(b, a) ? 1 : 0));
  return isKnown ? { kind: 'list', items, isComplete: true } : undefined;
}

function grouped(list: ListValue, keyOf: Lambda, place: Place): Plain | undefined {
  const groups = new Map<string, StaticValue[]>();
  for (const item of list.items) {
    const key = keyOf(item);
    if (key.kind !== 'text') {
      return undefined;
    }
    const group = groups.get(key.value);
    if (group === undefined) {
      groups.set(key.value, [item]);
    } else {
      group.push(item);
    }
  }
  const entries = [...groups].map(
    ([name, items]): ObjectEntry => ({
      name,
      key: place,
      value: { kind: 'list', items, isComplete: true, place },
    }),
  );
  return { kind: 'object', entries, isComplete: true };
}

function object(list: ListValue, keyOf: Lambda, itemOf: Lambda): Plain {
  const entries = list.items.flatMap((item): readonly ObjectEntry[] => {
    const key = keyOf(item);
    return key.kind === 'text' ? [{ name: key.value, key: item.place, value: itemOf(item) }] : [];
  });
  return { kind: 'object', entries, isComplete: entries.length === list.items.length };
}
