import type { Input } from './policy';
/** A document of a real file, with the file it stands in. */
export interface RealInput extends Input {
  readonly file: string;
  /** Where the document begins in the file. */
  readonly start: number;
}
/** The documents of files that hold a Cilium policy and are what the API server gets: no templates. */
export declare function realInputs(
  files: readonly {
    readonly name: string;
    readonly text: string;
  }[],
): readonly RealInput[];
