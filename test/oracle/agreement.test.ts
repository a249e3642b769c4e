import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { corpusFiles } from '../support/corpus';
import { repositoryRoot } from '../support/repository';
import { type Comparison, compare } from './agreement';
import { generatedInputs } from './inputs/generated';
import type { Input } from './inputs/policy';
import { realInputs } from './inputs/real';
import { countsTable, oraclePage } from './page';
import { digest, type OracleRecord, type RecordedInput } from './record';

const record = JSON.parse(
  readFileSync(join(repositoryRoot, 'test', 'oracle', 'verdicts.json'), 'utf8'),
) as OracleRecord;
const real = realInputs(corpusFiles(/\.ya?ml$/));

function recorded(
  inputs: readonly Input[],
  table: OracleRecord['generated'],
): readonly (readonly [Input, RecordedInput])[] {
  return inputs.map((input) => {
    const entry = table[input.id];
    if (entry === undefined || entry[0] !== digest(input.text)) {
      throw new Error(`${input.id} has changed or is new: run "npm run oracle", which needs Go.`);
    }
    return [input, entry];
  });
}

/** Thousands of policies take seconds, and more where other programs run. */
const patience = 300_000;

/** What is wrong, as whoever broke it wants to read it. */
function unexplained({ differences }: Comparison): readonly string[] {
  return differences
    .filter(({ explanation }) => explanation === undefined)
    .map(({ input, minor, withL7, fate, findings }) => {
      const errors = findings.filter(({ severity }) => severity === 'error');
      const ours = errors.map(({ rule, message }) => `${rule}: ${message}`).join(' | ');
      const theirs = `${fate.is} ${fate.why.join(' | ')}`;
      return `${input.id}, Cilium ${minor}${withL7 ? '' : ' without L7'}: ${theirs} / ${ours || 'nothing'}`;
    });
}

describe('the rules and Cilium', () => {
  let generated: Comparison;
  beforeAll(() => {
    generated = compare(record, recorded(generatedInputs, record.generated));
  }, patience);

  it('say the same of every generated policy, in every version, but for what is explained', () => {
    expect(generatedInputs.length).toBeGreaterThan(1_000);
    expect(unexplained(generated)).toEqual([]);
  });

  it('do not call the same place an error twice', () => {
    expect(generated.doubles).toEqual([]);
  });

  it('are compared in docs/oracle.md as they are', () => {
    const page = readFileSync(join(repositoryRoot, 'docs', 'oracle.md'), 'utf8');
    expect(page).toContain(countsTable(record, generated));
    expect(page).toBe(oraclePage(record, generated));
  });

  it.skipIf(real.length === 0)(
    'say the same of policies of other projects',
    () => {
      const compared = compare(record, recorded(real, record.real));
      expect(unexplained(compared)).toEqual([]);
      expect(compared.doubles).toEqual([]);
    },
    patience,
  );

  it.skipIf(real.length === 0)(
    "find no error in Cilium's own examples that Cilium does not",
    () => {
      const examples = real.filter(({ file }) => /cilium\/examples\//.test(file));
      expect(examples.length).toBeGreaterThan(20);
      const { differences } = compare(record, recorded(examples, record.real));
      expect(differences.filter(({ fate }) => fate.is === 'good')).toEqual([]);
    },
  );
});
