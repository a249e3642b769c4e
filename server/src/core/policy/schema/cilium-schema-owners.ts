import type { SchemaProblem } from './schema-problems';

/** Problems with the schema that a rule of their own tells better. */
export interface OwnedProblems {
  readonly rule: string;
  /** Of the place of the problem, with `spec` for every item of `specs` and `[]` for every index. */
  readonly at: RegExp;
  readonly is: readonly SchemaProblem['is'][];
  /** Of the field that is missing, or of one of the alternatives. */
  readonly name?: string;
}

const texts = ['not in enum', 'pattern', 'too long'] as const;
const portItem = /^spec\.\w+\[\]\.toPorts\[\]\.ports\[\]/;

/** Which schema problems `cilium-policy-schema` leaves to which rule. */
export const ownedProblems: readonly OwnedProblems[] = [
  { rule: 'empty-policy', at: /^spec$/, is: ['no alternative'], name: 'ingress' },
  {
    rule: 'invalid-policy-subject',
    at: /^spec$/,
    is: ['no alternative', 'several alternatives'],
    name: 'endpointSelector',
  },
  {
    rule: 'unknown-entity',
    at: /\.(?:from|to)Entities\[\]$/,
    is: [...texts, 'wrong type', 'null item'],
  },
  {
    rule: 'port-not-string',
    at: new RegExp(`${portItem.source}\\.port$`),
    is: [...texts, 'wrong type'],
  },
  {
    rule: 'port-not-string',
    at: new RegExp(`${portItem.source}$`),
    is: ['missing field'],
    name: 'port',
  },
  { rule: 'too-many-ports', at: /\.toPorts\[\]\.ports$|\.icmps\[\]\.fields$/, is: ['too many'] },
  { rule: 'requires-removed', at: /\.(?:from|to)Requires$/, is: ['too many'] },
  { rule: 'invalid-cidr', at: /\.(?:from|to)CIDR\[\]$/, is: [...texts, 'wrong type'] },
  {
    rule: 'invalid-cidr',
    at: /\.(?:from|to)CIDRSet\[\]$/,
    is: ['wrong type', 'no alternative', 'several alternatives'],
  },
  {
    rule: 'invalid-cidr',
    at: /\.(?:from|to)CIDRSet\[\]$/,
    is: ['unknown field'],
    name: 'cidrGroupSelector',
  },
  {
    rule: 'invalid-cidr',
    at: /\.(?:from|to)CIDRSet\[\]\.(?:cidr|except\[\])$/,
    is: [...texts, 'wrong type'],
  },
  {
    rule: 'invalid-fqdn-selector',
    at: /\.(?:toFQDNs|rules\.dns)\[\]$/,
    is: ['no alternative', 'several alternatives'],
  },
  {
    rule: 'invalid-fqdn-selector',
    at: /\.(?:toFQDNs|rules\.dns)\[\]\.match(?:Name|Pattern)$/,
    is: texts,
  },
];

/** The rule that tells a problem better; undefined when `cilium-policy-schema` is to tell it. */
export function ownerOf(problem: SchemaProblem): string | undefined {
  // Only the schema takes a name without a value for one that is not there.
  if (
    problem.is === 'no alternative' &&
    problem.others.some((name) => problem.names.includes(name))
  ) {
    return undefined;
  }
  const place = problem.path.replace(/^specs\[\d+\]/, 'spec').replaceAll(/\[\d+\]/g, '[]');
  return ownedProblems.find(
    ({ at, is, name }) =>
      is.includes(problem.is) && at.test(place) && (name === undefined || isAbout(problem, name)),
  )?.rule;
}

function isAbout(problem: SchemaProblem, name: string): boolean {
  switch (problem.is) {
    case 'missing field':
    case 'unknown field':
      return problem.name === name;
    case 'no alternative':
    case 'several alternatives':
      return problem.names.includes(name);
    default:
      return false;
  }
}
