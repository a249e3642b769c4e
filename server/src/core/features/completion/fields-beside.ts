import type { PolicyKind } from './policy-place';

/** Groups of fields of which one map may have only one, by the path of the map. */
const alternatives: readonly (readonly [path: RegExp, groups: readonly (readonly string[])[]])[] = [
  [/^spec$/, [['endpointSelector', 'nodeSelector']]],
  [
    /^spec\.(?:ingress|egress)(?:Deny)?$/,
    [
      ['fromEndpoints', 'fromEntities', 'fromCIDR', 'fromCIDRSet', 'fromNodes', 'fromGroups'],
      [
        'toEndpoints',
        'toEntities',
        'toCIDR',
        'toCIDRSet',
        'toFQDNs',
        'toServices',
        'toNodes',
        'toGroups',
      ],
      ['toPorts', 'icmps'],
    ],
  ],
  [/\.(?:from|to)CIDRSet$/, [['cidr', 'cidrGroupRef', 'cidrGroupSelector']]],
  [/\.(?:toFQDNs|dns)$/, [['matchName', 'matchPattern']]],
  [/\.toPorts\.rules$/, [['http', 'dns', 'kafka', 'l7proto']]],
  [/\.toServices$/, [['k8sService', 'k8sServiceSelector']]],
];

/** A peer of a NetworkPolicy is a range or has selectors. */
const peerOf = /^spec\.(?:ingress\.from|egress\.to)$/;

/** Whether a field can stand in a map with what is written there already, as Cilium and the API server have it. */
export function fitsBeside(
  kind: PolicyKind,
  path: readonly string[],
  name: string,
  written: readonly string[],
): boolean {
  const place = path.join('.');
  if (written.includes(name) || isNeverMeant(kind, place, name)) {
    return false;
  }
  if (kind === 'NetworkPolicy') {
    const isRange = (each: string) => each === 'ipBlock';
    return !peerOf.test(place) || written.every((other) => isRange(other) === isRange(name));
  }
  const groups = alternatives
    .filter(([pattern]) => pattern.test(place))
    .flatMap(([, list]) => list);
  return groups.every(
    (group) => !group.includes(name) || !written.some((other) => group.includes(other)),
  );
}

/** What a schema has and no author of a policy writes. */
function isNeverMeant(kind: PolicyKind, place: string, name: string): boolean {
  const inMetadata = place === 'metadata';
  return (
    name === 'status' ||
    (inMetadata && !['name', 'namespace', 'labels', 'annotations'].includes(name)) ||
    (inMetadata && name === 'namespace' && kind === 'CiliumClusterwideNetworkPolicy') ||
    (kind === 'CiliumNetworkPolicy' && place === 'spec' && name === 'nodeSelector') ||
    // DNS is asked, not answered, by the pods of a policy.
    (name === 'dns' && place.startsWith('spec.ingress')) ||
    (name === 'l7' && place.endsWith('.rules'))
  );
}
