import { defineRule } from '../../engine/define-rule';
import type { Fix } from '../../engine/finding';
import { settingFix } from '../../fixes/setting-fixes';
import { type ApiProperty, apiProperties, apiVersionHas } from '../../knowledge/api-properties';
import {
  isInApiVersion,
  newestStableApiVersion,
  refusesUnknownFields,
  type StreamAvailability,
} from '../../knowledge/api-versions';
import { sources } from '../../knowledge/sources';
import { urlsOf } from '../../knowledge/types';
import type { AgentPool, AksCluster, Settings } from '../../model/aks/aks-cluster';
import { known } from '../../model/traced';

/** `ebpfDataplane` has a rule of its own, and a Docker bridge has not been used for long, whatever a template says of it. */
const passedOver = ['networkProfile.dockerBridgeCidr', 'networkProfile.ebpfDataplane'];

/** A setting that the API version at hand does not have is lost, or costs the deployment. */
export default defineRule({
  meta: {
    name: 'api-version-lacks-property',
    title: 'Property that the API version does not have',
    category: 'cluster',
    severity: 'error',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    appliesTo: 'AksCluster',
    messages: {
      ignored:
        'API version {{version}} has no {{name}}, and versions before 2024 ignore unknown properties: the cluster does not get it.{{where}}',
      refused:
        'API version {{version}} has no {{name}}: Azure refuses a request with a property that the version does not have.{{where}}',
    },
    references: [sources.bicepTypes.url, ...urlsOf(refusesUnknownFields)],
  },
  check(cluster, { report }) {
    const owners: readonly (readonly [AksCluster | AgentPool, ApiProperty['on']])[] = [
      [cluster, 'cluster'],
      ...cluster.pools.map((pool) => [pool, 'agentPool'] as const),
    ];
    for (const [owner, on] of owners) {
      // Pools within a cluster have the version of the cluster.
      const versioned = owner.apiVersion.state === 'absent' ? cluster : owner;
      const version = known(versioned.apiVersion);
      for (const property of version === undefined ? [] : lackingIn(owner, on, version)) {
        const at = owner.keyRange(property.path);
        if (version !== undefined && at !== undefined) {
          report({
            messageId:
              isInApiVersion(refusesUnknownFields, version) === 'yes' ? 'refused' : 'ignored',
            at,
            data: { version, name: nameOf(property), where: placesIn(property) },
            // A value that is not known may turn out to be null, which is as good as not written.
            ...(owner.has(property.path) === 'yes' ? {} : { severity: 'warning' }),
            restsOn: [versioned.apiVersion],
            fixes: () => raising(versioned, owner, on, version, property),
          });
        }
      }
    }
  },
});

/** Properties that are written and that the version lacks; not those inside another that it lacks. */
function lackingIn(
  owner: Settings,
  on: ApiProperty['on'],
  version: string,
): readonly ApiProperty[] {
  const lacking = writtenIn(owner, on).filter(({ path }) => apiVersionHas(path, version) === 'no');
  return lacking.filter(({ path }) => !lacking.some((other) => path.startsWith(`${other.path}.`)));
}

function writtenIn(owner: Settings, on: ApiProperty['on']): readonly ApiProperty[] {
  return apiProperties.filter(
    (property) =>
      property.on === on &&
      !passedOver.includes(property.path) &&
      owner.has(property.path) !== 'no' &&
      owner.keyRange(property.path) !== undefined,
  );
}

/** A newer stable version, if that has the property and all others that the version at hand has. */
function raising(
  versioned: AksCluster | AgentPool,
  owner: Settings,
  on: ApiProperty['on'],
  version: string,
  property: ApiProperty,
): readonly Fix[] {
  const hasIt = isInApiVersion(property, newestStableApiVersion) === 'yes';
  const loses = writtenIn(owner, on).some(
    ({ path }) =>
      apiVersionHas(path, version) !== 'no' && apiVersionHas(path, newestStableApiVersion) === 'no',
  );
  return hasIt && !loses
    ? [
        settingFix(
          `Raise the API version to ${newestStableApiVersion}`,
          'suggestion',
          [versioned.edits.setApiVersion(newestStableApiVersion)],
          true,
        ),
      ]
    : [];
}

function nameOf({ path }: ApiProperty): string {
  return path.split('.').at(-1) ?? path;
}

/** Which versions have it, line by line. */
function placesIn({ stable, preview }: ApiProperty): string {
  const parts = [textOf('stable', stable), textOf('preview', preview)].filter(
    (part) => part !== undefined,
  );
  return parts.length === 0 ? '' : ` It is available in ${parts.join(' and ')}.`;
}

function textOf(line: 'stable' | 'preview', range: StreamAvailability): string | undefined {
  if (typeof range === 'string') {
    return undefined;
  }
  const { since, until } = range;
  return until === undefined
    ? `${line} versions since ${since}`
    : `${line} versions from ${since} to ${until}`;
}
