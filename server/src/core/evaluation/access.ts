import { member } from './functions/logic';
import { madeFrom, type Place, type StaticValue, unknownValue } from './value';

/** The member of a value stands where it is asked for, and has the way back to where it is written. */
export function access(base: StaticValue, key: StaticValue, place: Place): StaticValue {
  const found = member(base, key, place);
  if (found === undefined) {
    const reason = base.kind === 'unknown' ? base.reason : 'a property that is not known';
    return unknownValue(place, reason);
  }
  return madeFrom(place, [base, found], { ...found, origins: originsOf(found) } as StaticValue);
}

/** The place where a value is written, and the way from there. */
function originsOf(value: StaticValue): NonNullable<StaticValue['origins']> {
  return [{ ...value.place, kind: 'variable' as const, name: '' }, ...(value.origins ?? [])];
}
