import type { Cycle } from './cycles';
import type { StaticValue } from './value';

/** What is given to the parameters of a template, by their names in small letters: Azure compares them without regard to case. */
export interface TemplateInputs {
  readonly kind: 'parameter value' | 'module argument';
  readonly values: ReadonlyMap<string, StaticValue>;
  /** Something unknown may give others a value as well. */
  readonly isComplete: boolean;
  /** What those that are not known rest on. */
  readonly cycles: readonly Cycle[];
}

/** What a template gives to another one by an object with a value for each parameter. */
export function inputsFrom(given: StaticValue, cycles: readonly Cycle[]): TemplateInputs {
  const isKnown = given.kind === 'object';
  return {
    kind: 'module argument',
    values: new Map(
      (isKnown ? given.entries : []).map(({ name, value }) => [name.toLowerCase(), value]),
    ),
    isComplete: isKnown && given.isComplete,
    cycles,
  };
}
