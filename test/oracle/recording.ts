import { type Comparison, compare } from './agreement';
import { generatedInputs } from './inputs/generated';
import type { OracleRecord, RecordedInput } from './record';

export { generatedInputs } from './inputs/generated';
export { realInputs } from './inputs/real';
export { oraclePage } from './page';
export { makeRecord } from './record';

const none: RecordedInput = [''];

/** How far the rules agree with a record about the policies that are made for it. */
export function compareGenerated(record: OracleRecord): Comparison {
  return compare(
    record,
    generatedInputs.map((input) => [input, record.generated[input.id] ?? none] as const),
  );
}
