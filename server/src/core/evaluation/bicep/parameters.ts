import type { ParamDeclaration } from '../../syntax/bicep/tree';
import type { TemplateInputs } from '../inputs';
import { isWholly, type StaticValue, unknownValue } from '../value';
import { placeOf } from './evaluate';
import type { Evaluator } from './evaluator';

/** The value of a parameter: what is given to it, else its default, else it is not known. */
export function parameterValue(
  declaration: ParamDeclaration,
  inputs: TemplateInputs | undefined,
  evaluator: Evaluator,
): StaticValue {
  const { name, value, type } = declaration;
  if (type === undefined && value !== undefined) {
    // A file of parameters gives the value.
    return evaluator.evaluate(value);
  }
  const given = inputs?.values.get(name.name.toLowerCase());
  if (given !== undefined) {
    evaluator.meet(isWholly(given) ? [] : (inputs?.cycles ?? []));
    return given;
  }
  const place = placeOf(name, evaluator);
  if (inputs?.isComplete === false) {
    evaluator.meet(inputs.cycles);
    return unknownValue(place, `parameter ${name.name} may be given a value elsewhere`);
  }
  if (value === undefined) {
    return isNullable(declaration)
      ? { kind: 'null', place, defaults: [name.name] }
      : unknownValue(place, `parameter ${name.name} has no default`);
  }
  const byDefault = evaluator.evaluate(value);
  return { ...byDefault, defaults: [...(byDefault.defaults ?? []), name.name] };
}

/** `string?`: without a value it is null. */
function isNullable({ type }: ParamDeclaration): boolean {
  return type?.kind === 'nullable';
}
