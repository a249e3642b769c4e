import type { Range } from '../text/range';
import type { KnownValues } from './resolve';

/** A cluster that a file of the workspace defines, under one set of values. */
export interface DefinedCluster {
  readonly uri: string;
  /** What stands for it in that file. */
  readonly range: Range;
  /** Which values of parameters this is about; undefined for defaults. */
  readonly context: string | undefined;
  /** Uris of all files that have a part in it: the template, its callers, files of parameters. */
  readonly files: readonly string[];
  readonly values: KnownValues;
}
