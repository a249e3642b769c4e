import { isNull, type YamlEntry, type YamlNode } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';

/** Why the API server refuses a part of a policy, or reads it as something else than it looks. */
export type InvalidProblem =
  | 'apiVersion'
  | 'cidrHostBits'
  | 'cidrInvalid'
  | 'cidrLeadingZeros'
  | 'cidrMissing'
  | 'cidrWithoutPrefix'
  | 'emptyPeer'
  | 'endPortNamed'
  | 'endPortNumber'
  | 'endPortTooSmall'
  | 'endPortWithoutPort'
  | 'exceptInvalid'
  | 'exceptOutside'
  | 'exceptWhole'
  | 'labelKey'
  | 'labelKeyMissing'
  | 'labelValue'
  | 'mixedPeer'
  | 'name'
  | 'nullNamespaceSelector'
  | 'nullPeer'
  | 'operator'
  | 'operatorMissing'
  | 'podSelectorMissing'
  | 'policyType'
  | 'policyTypeCase'
  | 'portName'
  | 'portNumber'
  | 'protocol'
  | 'quotedPort'
  | 'tooManyPolicyTypes'
  | 'valuesForbidden'
  | 'valuesMissing';

export interface InvalidPart {
  readonly problem: InvalidProblem;
  readonly at: Range;
  readonly data: Readonly<Record<string, string | number>>;
  /** What can be written there instead; the first is what was most likely meant. */
  readonly replacements?: readonly string[];
  /** An entry without a value that was probably meant to be `{}`. */
  readonly emptyEntry?: YamlEntry;
}

/** Whether a text such as `<address>/32` or `YOUR_ADDRESS/32` stands for what somebody writes there later. */
export function isToBeFilledIn(text: string): boolean {
  return /<[^<>]*>|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/.test(text);
}

/** The places of the items without a value in a list; where a text is wanted, they are empty texts. */
export function nullItems(list: YamlNode | undefined): readonly Range[] {
  return list?.kind === 'sequence' ? list.items.filter(isNull).map(({ range }) => range) : [];
}
