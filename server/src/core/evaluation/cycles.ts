import { type Place, type StaticValue, unknownValue } from './value';

/** Names of one template, or files, that need each other. */
export interface Cycle {
  /** names: variables, parameters, outputs and functions; files: templates by their uris. */
  readonly of: 'names' | 'files';
  /** In their order; the last one needs the first. */
  readonly members: readonly string[];
  /** Where one of them stands. */
  readonly place: Place;
}

interface Frame {
  /** What the key is a name of. */
  readonly owner: object | undefined;
  readonly key: string;
  readonly cycles: Set<Cycle>;
}

/** What is being evaluated, and which cycles it has met on the way. All templates on the way share one. */
export class EvaluationStack {
  readonly #frames: Frame[] = [];

  /** Evaluates something, and tells the cycles that it rests on. */
  watch(compute: () => StaticValue): {
    readonly value: StaticValue;
    readonly cycles: readonly Cycle[];
  } {
    const { value, cycles } = this.run(undefined, '', compute);
    return { value, cycles: [...cycles] };
  }

  /** Evaluates what a name stands for. */
  run(
    owner: object | undefined,
    key: string,
    compute: () => StaticValue,
  ): { readonly value: StaticValue; readonly cycles: ReadonlySet<Cycle> } {
    const frame: Frame = { owner, key, cycles: new Set() };
    this.#frames.push(frame);
    const value = compute();
    this.#frames.pop();
    this.meet(frame.cycles);
    return { value, cycles: frame.cycles };
  }

  /** Undefined when the name is not being evaluated, else the cycle that it would close. */
  closing(owner: object, key: string, place: Place): Cycle | undefined {
    const index = this.#frames.findIndex((frame) => frame.owner === owner && frame.key === key);
    if (index === -1) {
      return undefined;
    }
    const names = this.#frames.slice(index).filter((frame) => frame.owner === owner);
    return { of: 'names', members: names.map((frame) => frame.key), place };
  }

  /** What is being evaluated rests on these cycles. What is outside of it gets to know when it is done. */
  meet(cycles: Iterable<Cycle>): void {
    const met = this.#frames.at(-1)?.cycles;
    for (const cycle of cycles) {
      if (met === undefined || met.size >= mostCycles) {
        return;
      }
      met.add(cycle);
    }
  }
}

// Whoever has more of them begins with these, and files that all need each other have more than anybody can count.
const mostCycles = 4;

/** The values of the names of one template, each evaluated once. */
export class NamedValues {
  readonly #stack: EvaluationStack;
  readonly #values = new Map<string, ReturnType<EvaluationStack['run']>>();

  constructor(stack: EvaluationStack) {
    this.#stack = stack;
  }

  /** The value of a name; a name that needs itself is unknown, and whatever rests on it rests on a cycle. */
  once(key: string, place: Place, compute: () => StaticValue): StaticValue {
    const known = this.#values.get(key);
    if (known !== undefined) {
      this.#stack.meet(known.cycles);
      return known.value;
    }
    const made = this.guarded(key, place, compute);
    this.#values.set(key, made);
    return made.value;
  }

  /** The same for what has another value each time, such as a function. */
  guarded(
    key: string,
    place: Place,
    compute: () => StaticValue,
  ): ReturnType<EvaluationStack['run']> {
    const cycle = this.#stack.closing(this, key, place);
    if (cycle === undefined) {
      return this.#stack.run(this, key, compute);
    }
    this.#stack.meet([cycle]);
    const value = unknownValue(place, `${key} needs itself to be known`);
    return { value, cycles: new Set([cycle]) };
  }
}
