export { generatedInputs } from '../../test/oracle/inputs/generated';
export { realInputs } from '../../test/oracle/inputs/real';
export { makeRecord } from '../../test/oracle/record';
