import type { Edition } from '../knowledge/types';
import type { RuleEntry, Settings } from './settings';

/** What a text must look like beyond being a text; see `formats.ts`. */
export type Format = 'cidr' | 'kubernetes-version' | 'cilium-version' | 'glob' | 'date';

/** Description of a text setting. */
export interface TextSchema {
  readonly type: 'string';
  readonly description?: string;
  readonly enum?: readonly string[];
  /** One line for each value of `enum`. */
  readonly enumDescriptions?: readonly string[];
  readonly format?: Format;
  readonly default?: string;
  readonly examples?: readonly string[];
}

/** Description of a yes/no setting. */
export interface BooleanSchema {
  readonly type: 'boolean';
  readonly description?: string;
}

/** Description of a list setting. */
export interface ListSchema {
  readonly type: 'array';
  readonly description?: string;
  readonly items: TextSchema | ObjectSchema;
  /** The list must name something; an empty one is a mistake. */
  readonly minItems?: 1;
  readonly examples?: readonly (readonly string[])[];
}

/** Description of a group of settings. */
export interface ObjectSchema {
  readonly type: 'object';
  readonly description?: string;
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** Description of the map from rule names to severities; its keys come from the registry. */
export interface RulesSchema {
  readonly type: 'rules';
  readonly description?: string;
}

/** A subset of JSON Schema, plus `type: rules`. `json-schema.ts` turns it into real JSON Schema. */
export type Schema = TextSchema | BooleanSchema | ListSchema | ObjectSchema | RulesSchema;

const editionSchema = {
  type: 'string',
  description:
    'Which state of the AKS documentation applies. Clouds that lag behind (sovereign clouds) may still behave as in an older one.',
  enum: ['latest', '2025-05-22'],
  enumDescriptions: [
    'The newest state this version of the extension knows.',
    'As of 22 May 2025, e.g. without `CiliumClusterwideNetworkPolicy`.',
  ],
  default: 'latest',
} as const satisfies TextSchema;

const profileSchema = {
  type: 'object',
  description:
    'What is known about the cluster the files are meant for. Anything left out is unknown, and rules that depend on it become milder.',
  properties: {
    name: {
      type: 'string',
      description: 'A name for the cluster, shown in the status bar.',
      examples: ['shop-prod'],
    },
    dataplane: {
      type: 'string',
      description: 'What enforces network policies. Cilium rules are silent on other dataplanes.',
      enum: ['cilium', 'azure', 'none'],
      enumDescriptions: [
        'Azure CNI Powered by Cilium.',
        'Azure CNI without Cilium (with Azure Network Policy Manager, Calico, or no policies).',
        'Your own network plugin (`networkPlugin: none`).',
      ],
      default: 'cilium',
    },
    kubernetesVersion: {
      type: 'string',
      description:
        'Kubernetes version of the cluster, **in quotes**: without them YAML reads `1.30` as the number 1.3. Determines which Cilium version the cluster runs.',
      format: 'kubernetes-version',
      examples: ['1.33'],
    },
    ciliumVersion: {
      type: 'string',
      description:
        'Cilium version of the cluster, **in quotes**. Only needed if it differs from what AKS ships with the Kubernetes version.',
      format: 'cilium-version',
      examples: ['1.17', '1.17.9'],
    },
    ipam: {
      type: 'string',
      description: 'Where pods get their addresses.',
      enum: ['overlay', 'pod-subnet', 'node-subnet'],
      enumDescriptions: [
        'A private range of the cluster (Azure CNI Overlay).',
        'Their own subnet (`--pod-subnet-id`).',
        'The subnet of the nodes.',
      ],
    },
    ipFamilies: {
      type: 'array',
      description: 'Address families of the cluster; both for a dual-stack cluster.',
      items: { type: 'string', enum: ['IPv4', 'IPv6'] },
      minItems: 1,
    },
    podCidrs: {
      type: 'array',
      description: 'Address ranges of the pods.',
      items: { type: 'string', format: 'cidr' },
      examples: [['10.244.0.0/16']],
    },
    serviceCidrs: {
      type: 'array',
      description: 'Address ranges of the Services.',
      items: { type: 'string', format: 'cidr' },
      examples: [['10.0.0.0/16']],
    },
    nodeCidrs: {
      type: 'array',
      description: 'Address ranges of the node subnets.',
      items: { type: 'string', format: 'cidr' },
      examples: [['10.224.0.0/16']],
    },
    acns: {
      type: 'boolean',
      description: 'Whether Advanced Container Networking Services (ACNS) is enabled.',
    },
    acnsNetworkPolicies: {
      type: 'string',
      description:
        'The `advancedNetworkPolicies` level of ACNS: which Cilium policy features beyond ports the cluster accepts.',
      enum: ['None', 'FQDN', 'L7'],
      enumDescriptions: [
        'Addresses, labels and ports only.',
        'Also domain names (`toFQDNs`, DNS rules). The default with ACNS.',
        'Also HTTP, gRPC and Kafka rules.',
      ],
    },
    localDns: {
      type: 'boolean',
      description: 'Whether the node pools use LocalDNS.',
    },
    windowsPools: {
      type: 'boolean',
      description: 'Whether the cluster has Windows node pools.',
    },
    istioAddon: {
      type: 'boolean',
      description: 'Whether the Istio service mesh add-on is enabled.',
    },
  },
} as const satisfies ObjectSchema;

const clusterSchema = {
  type: 'string',
  description:
    'Which cluster the files are for, if the workspace defines several: its name, or the path of a template, a parameter file or a script. By default, the one whose definition is nearest.',
  examples: ['shop-prod', 'infra/prod.bicepparam'],
} as const satisfies TextSchema;

const rulesSchema = {
  type: 'rules',
  description:
    'Severity of each rule: `off`, `hint`, `info`, `warning`, `error`, or `[severity, {option: value}]`. A finding that is milder because the cluster is not known stays milder.',
} as const satisfies RulesSchema;

/** Every setting of the project file: the one place all descriptions, schemas and checks come from. */
export const settingsSchema = {
  type: 'object',
  description: 'Project file of AKS Cilium.',
  properties: {
    extends: {
      type: 'string',
      description: 'The rules that are on unless `rules` says otherwise.',
      enum: ['recommended', 'strict'],
      enumDescriptions: ['The recommended rules.', 'Every rule.'],
      default: 'recommended',
    },
    edition: editionSchema,
    today: {
      type: 'string',
      description:
        'The date that counts as today for rules about dates, such as the end of support of a Kubernetes version. Defaults to the date of the computer.',
      format: 'date',
      examples: ['2026-09-01'],
    },
    profile: profileSchema,
    cluster: clusterSchema,
    rules: rulesSchema,
    overrides: {
      type: 'array',
      description: 'Different settings for some of the files; later entries override earlier ones.',
      items: {
        type: 'object',
        properties: {
          files: {
            type: 'array',
            description:
              'Globs relative to the folder of the project file. A glob without a slash matches at any depth; a leading `!` excludes files again.',
            items: { type: 'string', format: 'glob' },
            minItems: 1,
            examples: [['legacy/**']],
          },
          rules: rulesSchema,
          profile: profileSchema,
          cluster: clusterSchema,
        },
        required: ['files'],
      },
    },
    ignore: {
      type: 'array',
      description:
        'Globs of files that are not checked at all, relative to the folder of the project file. A glob without a slash matches at any depth, `folder/` matches everything in it, and a leading `!` includes files again.',
      items: { type: 'string', format: 'glob' },
      examples: [['charts/', '*.generated.yaml']],
    },
    inlayHints: {
      type: 'string',
      description:
        'Where editors show the Cilium version that AKS runs with a Kubernetes version, after the version of a cluster.',
      enum: ['off', 'templates', 'all'],
      enumDescriptions: [
        'Nowhere.',
        'In Bicep and ARM JSON templates.',
        'Also in `az aks` commands in scripts, guides and pipelines.',
      ],
      default: 'templates',
    },
    codeLens: {
      type: 'string',
      description:
        'Whether editors show above a policy which pods it applies to, which directions it closes, and on which Cilium versions it has errors.',
      enum: ['off', 'policies'],
      enumDescriptions: ['Nowhere.', 'Above every policy.'],
      default: 'off',
    },
  },
} as const satisfies ObjectSchema;

type ValueOf<S> = S extends { readonly enum: readonly (infer Value)[] }
  ? Value
  : S extends { readonly type: 'string' }
    ? string
    : S extends { readonly type: 'boolean' }
      ? boolean
      : S extends { readonly type: 'rules' }
        ? Readonly<Record<string, RuleEntry>>
        : S extends { readonly type: 'array'; readonly items: infer Item }
          ? readonly ValueOf<Item>[]
          : S extends { readonly type: 'object'; readonly properties: infer Properties }
            ? ObjectOf<
                Properties,
                S extends { readonly required: readonly (infer Key)[] } ? Key : never
              >
            : never;
type ObjectOf<Properties, Required> = Flat<
  {
    readonly [Key in keyof Properties as Key extends Required ? Key : never]: ValueOf<
      Properties[Key]
    >;
  } & {
    readonly [Key in keyof Properties as Key extends Required ? never : Key]?: ValueOf<
      Properties[Key]
    >;
  }
>;
type Flat<T> = { [Key in keyof T]: T[Key] };
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

/**
 * Compile-time check: `settingsSchema` describes `Settings` and nothing else.
 * @public Only the compiler reads it.
 */
export type SchemaDescribesSettings = Assert<Same<ValueOf<typeof settingsSchema>, Settings>> &
  Assert<Same<keyof ValueOf<typeof settingsSchema>, keyof Settings>> &
  Assert<Same<keyof ValueOf<typeof profileSchema>, keyof NonNullable<Settings['profile']>>> &
  Assert<Same<ValueOf<typeof editionSchema>, Edition>>;
type Assert<T extends true> = T;
