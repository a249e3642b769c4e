import {
  type ApiAvailability,
  type ApiVersionRange,
  isInApiVersion,
  type StreamAvailability,
} from './api-versions';
import { inferred, unsettled, verified } from './dated';
import { sources } from './sources';
import type { Availability, Dated } from './types';

/** A property of a cluster or an agent pool, and the API versions that have it. */
export interface ApiProperty extends Dated, ApiAvailability {
  /** Below `properties` of the resource, for instance `networkProfile.networkDataplane`. */
  readonly path: string;
  readonly on: 'cluster' | 'agentPool';
  /** What to write instead, when the property is gone. */
  readonly replacedBy?: string;
}

const types = verified(sources.bicepTypes);
const since = (version: string): ApiVersionRange => ({ since: version });
const between = (first: string, last: string): ApiVersionRange => ({ since: first, until: last });

function cluster(
  path: string,
  stable: StreamAvailability,
  preview: StreamAvailability,
  dated: Dated = types,
): ApiProperty {
  return { ...dated, path, on: 'cluster', stable, preview };
}

function pool(path: string, stable: StreamAvailability, preview: StreamAvailability): ApiProperty {
  return { ...types, path, on: 'agentPool', stable, preview };
}

const always = [since('2018-03-31'), since('2018-08-01-preview')] as const;
const acns = 'networkProfile.advancedNetworking';

/** Properties whose API versions matter, cluster first, sorted by path. */
export const apiProperties: readonly ApiProperty[] = [
  cluster('networkProfile.advancedNetworking', since('2024-09-01'), since('2024-03-02-preview')),
  cluster(`${acns}.enabled`, since('2024-09-01'), since('2024-09-02-preview')),
  cluster(`${acns}.observability`, since('2024-09-01'), since('2024-03-02-preview')),
  cluster(
    `${acns}.observability.tlsManagement`,
    'never',
    between('2024-06-02-preview', '2024-07-02-preview'),
  ),
  cluster(`${acns}.performance`, since('2026-01-01'), since('2025-07-02-preview')),
  cluster(`${acns}.performance.accelerationMode`, since('2026-01-01'), since('2025-07-02-preview')),
  cluster(`${acns}.security`, since('2024-09-01'), 'unknown'),
  cluster(
    `${acns}.security.advancedNetworkPolicies`,
    since('2025-08-01'),
    since('2025-02-02-preview'),
  ),
  cluster(`${acns}.security.enabled`, since('2024-09-01'), 'unknown'),
  cluster(
    `${acns}.security.fqdnPolicy`,
    'never',
    between('2024-06-02-preview', '2024-07-02-preview'),
  ),
  cluster(`${acns}.security.transitEncryption`, since('2026-01-01'), since('2025-02-02-preview')),
  // In 2025-02-02-preview transitEncryption was a text, not an object.
  cluster(
    `${acns}.security.transitEncryption.type`,
    since('2026-01-01'),
    since('2025-03-02-preview'),
  ),
  cluster('networkProfile.bastionProfile', 'never', since('2026-04-02-preview'), unsettledTypes()),
  cluster('networkProfile.dnsServiceIP', ...always, inferredTypes()),
  {
    ...cluster(
      'networkProfile.dockerBridgeCidr',
      between('2018-03-31', '2023-03-01'),
      between('2018-08-01-preview', '2023-03-02-preview'),
    ),
  },
  {
    ...cluster(
      'networkProfile.ebpfDataplane',
      'never',
      between('2022-09-02-preview', '2023-01-02-preview'),
    ),
    replacedBy: 'networkProfile.networkDataplane',
  },
  cluster('networkProfile.ipFamilies', since('2021-10-01'), since('2021-11-01-preview')),
  cluster('networkProfile.kubeProxyConfig', 'never', since('2022-08-02-preview')),
  cluster(
    'networkProfile.monitoring',
    'never',
    between('2023-05-02-preview', '2024-03-02-preview'),
  ),
  cluster('networkProfile.natGatewayId', 'never', since('2026-05-02-preview'), unsettledTypes()),
  cluster('networkProfile.networkDataplane', since('2023-02-01'), since('2023-02-02-preview')),
  cluster('networkProfile.networkMode', since('2020-02-01'), 'unknown'),
  cluster('networkProfile.networkPluginMode', since('2023-02-01'), since('2022-04-02-preview')),
  cluster('networkProfile.podCidr', ...always, inferredTypes()),
  cluster('networkProfile.podCidrs', since('2021-10-01'), since('2021-11-01-preview')),
  cluster('networkProfile.podLinkLocalAccess', 'never', since('2024-04-02-preview')),
  cluster('networkProfile.serviceCidr', ...always, inferredTypes()),
  cluster('networkProfile.serviceCidrs', since('2021-10-01'), since('2021-11-01-preview')),
  cluster(
    'networkProfile.staticEgressGatewayProfile',
    since('2025-04-01'),
    since('2024-02-02-preview'),
  ),
  cluster('nodeProvisioningProfile.mode', since('2025-05-01'), 'unknown'),
  pool('localDNSProfile', since('2025-09-01'), 'unknown'),
  pool('podIPAllocationMode', since('2025-04-01'), since('2024-01-02-preview')),
  pool('podSubnetID', since('2020-11-01'), since('2021-11-01-preview')),
];

/** A value of a property, where the value came later than the property. */
export interface ApiPropertyValue extends Dated, ApiAvailability {
  readonly path: string;
  readonly value: string;
}

const value = (
  path: string,
  text: string,
  stable: StreamAvailability,
  preview: StreamAvailability,
): ApiPropertyValue => ({ ...types, path, value: text, stable, preview });

/** Values that are younger than their property, sorted by path and value. */
export const apiPropertyValues: readonly ApiPropertyValue[] = [
  value('mode', 'Gateway', since('2025-04-01'), 'unknown'),
  value('networkProfile.kubeProxyConfig.mode', 'NFTABLES', 'never', since('2025-09-02-preview')),
  value('networkProfile.loadBalancerSku', 'service', 'never', since('2026-05-02-preview')),
  value('networkProfile.networkPlugin', 'none', since('2022-06-01'), since('2022-01-02-preview')),
  // The same mode, spelt with a capital in the first previews.
  value(
    'networkProfile.networkPluginMode',
    'Overlay',
    'never',
    between('2022-04-02-preview', '2023-02-02-preview'),
  ),
  value(
    'networkProfile.networkPluginMode',
    'overlay',
    since('2023-02-01'),
    since('2023-03-02-preview'),
  ),
  value('networkProfile.networkPolicy', 'cilium', since('2023-02-01'), since('2023-02-02-preview')),
  value('networkProfile.networkPolicy', 'none', since('2024-05-01'), since('2023-08-02-preview')),
  value('networkProfile.outboundType', 'managedNATGateway', since('2021-07-01'), 'unknown'),
  value('networkProfile.outboundType', 'managedNATGatewayV2', 'never', since('2026-01-02-preview')),
  value('networkProfile.outboundType', 'none', since('2025-01-01'), since('2024-04-02-preview')),
  value('networkProfile.outboundType', 'userAssignedNATGateway', since('2021-07-01'), 'unknown'),
  value('osSKU', 'Windows2025', since('2026-02-01'), 'unknown'),
  value('type', 'VirtualMachines', since('2025-04-01'), 'unknown'),
];

/** The entry of a property, by its path below `properties`. */
export function apiProperty(path: string): ApiProperty | undefined {
  return apiProperties.find((entry) => entry.path === path);
}

/** Whether an API version has a property; unknown for properties that are not in the table. */
export function apiVersionHas(path: string, apiVersion: string): Availability {
  const property = apiProperty(path);
  return property === undefined ? 'unknown' : isInApiVersion(property, apiVersion);
}

/**
 * Whether an API version takes a value of a property; unknown for values that are not in the table.
 */
export function apiVersionTakes(path: string, text: string, apiVersion: string): Availability {
  const entry = apiPropertyValues.find((row) => row.path === path && row.value === text);
  return entry === undefined ? 'unknown' : isInApiVersion(entry, apiVersion);
}

function inferredTypes(): Dated {
  return inferred(sources.bicepTypes);
}

function unsettledTypes(): Dated {
  return unsettled(sources.bicepTypes);
}
