import type { FeatureRowId } from '../feature-matrix';
import type { Dated, IsoDate } from '../types';

export type StatementKind =
  | 'benefit'
  | 'consideration'
  | 'enforcement'
  | 'feature'
  | 'ipam'
  | 'limitation'
  | 'option'
  | 'prerequisite'
  | 'question'
  | 'version';

/** How a statement came, changed or went between the editions. */
export interface StatementChange {
  readonly date: IsoDate;
  readonly commit?: string;
  readonly what: 'added' | 'changed' | 'removed';
  readonly note: string;
}

/** One thing Microsoft's page says, in our words. The unit of the coverage table. */
export interface Statement extends Dated {
  readonly id: string;
  readonly kind: StatementKind;
  readonly text: string;
  /** Absent: the statement has not changed since the edition of 2025-05-22. */
  readonly change?: StatementChange;
  /** The row of the feature matrix behind a statement of kind `feature`. */
  readonly featureRow?: FeatureRowId;
}
