import type { SchemaNode } from '../../knowledge/cilium-schema/schema-node';
import type { YamlNode } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';

/** Where a value does not go with a schema, and how. Paths are as people write them: `spec.egress[0].toPorts`. */
export type SchemaProblem = FieldProblem | ValueProblem;

export type FieldProblem =
  | {
      readonly is: 'unknown field';
      readonly name: string;
      readonly path: string;
      readonly range: Range;
      /** The fields that could stand there instead: not written yet, and for a value of this kind. */
      readonly known: readonly string[];
      readonly value: YamlNode;
      /** What the other fields take. */
      readonly fields: ReadonlyMap<string, SchemaNode> | undefined;
    }
  | {
      readonly is: 'duplicate field';
      readonly name: string;
      readonly path: string;
      readonly range: Range;
    }
  | {
      readonly is: 'missing field';
      readonly name: string;
      /** Of the map that lacks it. */
      readonly path: string;
      readonly range: Range;
    }
  | {
      /** None of the fields is there of which one must be, or several of which one may be. */
      readonly is: 'no alternative' | 'several alternatives';
      readonly path: string;
      readonly range: Range;
      readonly names: readonly string[];
      /** Those of the names that are there. */
      readonly written: readonly string[];
      /** Other fields that are there, and names that are written without a value. */
      readonly others: readonly string[];
    };

export type ValueProblem =
  | {
      readonly is: 'wrong type';
      readonly path: string;
      readonly expected: string;
      /** What YAML makes of the value, where that surprises: `a number`, `a boolean`. */
      readonly found?: string;
      readonly range: Range;
      /** The value is right once it is quoted. */
      readonly needsQuotes: boolean;
      /** The value is right as the only item of a list. */
      readonly needsList: boolean;
    }
  | {
      /** An item of a list that is written, but empty. */
      readonly is: 'null item';
      readonly path: string;
      readonly range: Range;
    }
  | {
      readonly is: 'not in enum';
      readonly path: string;
      readonly range: Range;
      readonly value: string;
      readonly allowed: readonly string[];
    }
  | {
      readonly is: 'pattern' | 'set';
      readonly path: string;
      readonly range: Range;
      readonly value: string;
    }
  | {
      readonly is: 'too long' | 'too short' | 'too large' | 'too small' | 'too many' | 'too few';
      readonly path: string;
      readonly range: Range;
      readonly value: string | number;
      readonly limit: number;
    };
