import { portNames } from '../../knowledge/policy-validity';
import { lastPort } from '../ports/ports';

/**
 * What the text of a port is. `refused`: against the schema; `invalid`: let through by the schema, which does not hold
 * the text as a whole against its pattern, and refused by Cilium itself.
 */
export type PortText =
  | { readonly is: 'number'; readonly number: number }
  | { readonly is: 'name' | 'refused' | 'invalid' };

/** Reads the text of a port the way the schema and then Cilium do. */
export function readPortText(text: string): PortText {
  if (isName(text)) {
    return { is: 'name' };
  }
  const number = readNumber(text);
  if (number !== undefined && number <= lastPort) {
    return { is: 'number', number };
  }
  return { is: /^\d/.test(text) || endsLikeName(text) ? 'invalid' : 'refused' };
}

/** Letters, digits and single dashes between them, with a letter. */
function isName(text: string): boolean {
  return (
    text.length <= portNames.longest &&
    /^[a-zA-Z\d]+(?:-[a-zA-Z\d]+)*$/.test(text) &&
    /[a-zA-Z]/.test(text)
  );
}

/** Go reads a leading zero as the sign of an octal number, and takes underscores between digits. */
function readNumber(text: string): number | undefined {
  const digits = text.replace(/(?<=\d)_(?=\d)/g, '');
  if (/^0[0-7]*$/.test(digits)) {
    return Number.parseInt(digits, 8);
  }
  return /^[1-9]\d{0,9}$/.test(digits) ? Number(digits) : undefined;
}

/** Whether the text ends with a letter, or with one and digits, letters and single dashes behind it. */
function endsLikeName(text: string): boolean {
  for (let at = text.length - 1, isAfterDash = true; at >= 0; at--) {
    const character = text.charAt(at);
    if (/[a-zA-Z]/.test(character)) {
      return true;
    }
    if (character === '-' && isAfterDash) {
      return false;
    }
    if (!/[\d-]/.test(character)) {
      return false;
    }
    isAfterDash = character === '-';
  }
  return false;
}
