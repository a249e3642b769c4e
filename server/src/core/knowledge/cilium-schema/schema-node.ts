/** What a place of an object may hold, as the CustomResourceDefinition has it. Nodes that say the same are one object. */
export interface SchemaNode extends Constraints {
  /** What a value is called in messages, where its type does not say enough. */
  readonly title?: string;
  /** Has further fields, which are not looked at. */
  readonly open?: true;
  /** By name; undefined when the schema names none. Other fields are dropped, unless `additionalProperties` is there. */
  readonly properties?: ReadonlyMap<string, SchemaNode>;
  /** What the values of a map with free keys are. */
  readonly additionalProperties?: SchemaNode;
  readonly items?: SchemaNode;
  readonly oneOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
}

/** The same with numbers of other nodes instead of the nodes. */
export interface PackedNode extends Constraints {
  readonly properties?: Readonly<Record<string, number>>;
  readonly additionalProperties?: number;
  readonly items?: number;
  readonly oneOf?: readonly number[];
  readonly anyOf?: readonly number[];
}

interface Constraints {
  /** Absent only in the alternatives of `oneOf` and `anyOf`, and where `x-kubernetes-int-or-string` stands. */
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean' | 'number';
  readonly 'x-kubernetes-int-or-string'?: boolean;
  /** No value may stand there twice. */
  readonly 'x-kubernetes-list-type'?: 'set';
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  /** A regular expression of Go that is looked for anywhere in the text. */
  readonly pattern?: string;
  /** `cidr`, `int32`, `idn-hostname`, ... */
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly default?: string | number | boolean;
}
