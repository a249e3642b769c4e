/** A file whose findings depend on another file. */
export interface CrossFileCase {
  readonly rule: string;
  readonly file: string;
  readonly text: string;
  readonly other: string;
  readonly otherText: string;
  /**
   * What the rule finds in the file, beside the other and without it: severities, with the name of the other file where
   * related information leads there.
   */
  readonly beside: readonly string[];
  readonly alone: readonly string[];
}
