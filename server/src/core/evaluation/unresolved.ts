import { printed } from './functions/scalars';
import { type Place, type StaticValue, type UnknownValue, unknownValue } from './value';

/** The end of a text whose beginning is not known; undefined when its end is not known, either. */
function endingOf(parts: readonly StaticValue[]): string | undefined {
  let ending = '';
  for (const part of [...parts].reverse()) {
    const text = printed(part);
    if (text === undefined) {
      const known = part.kind === 'unknown' ? (part.ending ?? '') : '';
      return known + ending === '' ? undefined : known + ending;
    }
    ending = text + ending;
  }
  return ending === '' ? undefined : ending;
}

/** A text made of parts that are not all known: when there is a known part, it is not empty. */
export function unknownText(
  place: Place,
  reason: string,
  parts: readonly StaticValue[],
): UnknownValue {
  const ending = endingOf(parts);
  const isSet = parts.some((part) =>
    part.kind === 'unknown' ? part.isSet === true : (printed(part) ?? '') !== '',
  );
  return {
    ...unknownValue(place, reason),
    ...(isSet ? { isSet } : {}),
    ...(ending === undefined ? {} : { ending }),
  };
}

/** The id of a resource of a type with a name for each of its parts, the last of which may be all that is known. */
export function unknownId(
  place: Place,
  reason: string,
  type: string,
  names: readonly (string | undefined)[],
): UnknownValue {
  const id = { ...unknownValue(place, reason), isSet: true };
  const [provider = '', ...types] = type.split('/');
  if (types.length !== names.length) {
    return id;
  }
  let ending = '';
  for (let index = types.length - 1; index >= 0; index--) {
    const name = names[index];
    if (name === undefined) {
      return ending === '' ? id : { ...id, ending };
    }
    ending = `/${types[index]}/${name}${ending}`;
  }
  return { ...id, ending: `/providers/${provider}${ending}` };
}

/** What a call comes to that is not evaluated: `resourceId()` and texts of which a part is known say something anyway. */
export function unresolvedCall(
  name: string,
  values: readonly StaticValue[],
  place: Place,
): UnknownValue {
  const reason = `${name}() is known only when it is deployed`;
  if (/resourceId$/i.test(name)) {
    const texts = values.map((value) => (value.kind === 'text' ? value.value : undefined));
    const index = texts.findIndex((text) => /^[\w-]+(?:\.[\w-]+)+\/[\w./-]+$/.test(text ?? ''));
    return unknownId(place, reason, texts[index] ?? '', texts.slice(index + 1));
  }
  switch (name.toLowerCase()) {
    case 'concat':
      return values.some(({ kind }) => kind === 'list')
        ? unknownValue(place, reason)
        : unknownText(place, reason, values);
    case 'uri':
      return unknownText(place, reason, joined(values));
    case 'format':
      return unknownText(place, reason, formatted(values));
    default:
      return unknownValue(place, reason);
  }
}

/** `uri('https://somewhere/main.json', 'nested/aks.json')`. */
function joined([base, relative]: readonly StaticValue[]): readonly StaticValue[] {
  return base === undefined || relative?.kind !== 'text' || /^[./]/.test(relative.value)
    ? []
    : [base, { ...relative, value: `/${relative.value}` }];
}

/** The parts that `format('{0}/{1}', a, b)` puts together. */
function formatted([pattern, ...values]: readonly StaticValue[]): readonly StaticValue[] {
  if (pattern?.kind !== 'text' || /\{\{|\}\}/.test(pattern.value)) {
    return pattern === undefined ? [] : [unknownValue(pattern.place, 'a pattern')];
  }
  return pattern.value.split(/(\{\d+\})/).map((part): StaticValue => {
    const index = /^\{(\d+)\}$/.exec(part)?.[1];
    return index === undefined
      ? { ...pattern, value: part }
      : (values[Number(index)] ?? unknownValue(pattern.place, 'nothing'));
  });
}
