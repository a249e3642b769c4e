import { hostRoutingPoolLimits } from './acns-limits';
import {
  defaultRanges,
  documentationSamples,
  privateRanges,
  reservedRanges,
  reservedRangesEnforced,
  specialAddresses,
} from './address-ranges';
import { apiProperties, apiPropertyValues } from './api-properties';
import { previewApiVersions, refusesUnknownFields, stableApiVersions } from './api-versions';
import { cidrLimits, cidrRules } from './cidr-limits';
import {
  ciliumConfig,
  configEdits,
  daemonSetWithoutLimits,
  identityLimit,
  ipMasqConfigMaps,
  kubeProxy,
  linuxOnly,
} from './cilium-config';
import {
  ciliumApiVersions,
  ciliumCharts,
  ciliumClasses,
  ciliumKinds,
  misspelledKinds,
} from './cilium-kinds';
import { ciliumSchemaReleases } from './cilium-schema/cilium-schema';
import { sanitizeFacts } from './cilium-schema/sanitize-facts';
import { cliFlags, cliFlagValues, formerCliFlags } from './cli';
import { cliConditions } from './cli-conditions';
import { clusterModule, clusterModuleOverrides } from './cluster-module';
import { combinationRules } from './combination-rules';
import { featureMatrix } from './feature-matrix';
import { featureMinimums } from './feature-minimums';
import { knownDefects } from './known-defects';
import { defaultLabelFilter } from './labels';
import { metadataKeys } from './metadata-keys';
import {
  agentPoolValues,
  automaticCluster,
  clusterNetworkValues,
  creationModes,
  overlayPoolLimits,
} from './network-profile';
import { npmRetirement } from './npm-retirement';
import { acnsLimits, admissionPolicy, policyFieldRequirements } from './policy-field-requirements';
import {
  emptyPeerList,
  emptyRule,
  everyNamePattern,
  foreignNamespace,
  httpPatterns,
  konnectivityAgent,
  missingListener,
  systemNamespaces,
} from './policy-pitfalls';
import { layer3Members, misnamedEntities, policyConditions, portNames } from './policy-validity';
import {
  ciliumEntities,
  ciliumProtocols,
  clusterDns,
  namespaceLabels,
  policyLimits,
  removedConstructs,
} from './policy-vocabulary';
import { statements } from './statements';
import { longTermSupport, supportCalendar } from './support-calendar';
import { hoverTopics } from './topics';
import type { Dated } from './types';
import { ciliumMinors, documentedMinimums, shippedCilium } from './versions';

/** A table of facts, with the file that holds it. */
export interface KnowledgeTable {
  /** The file in this folder, without `.ts`. */
  readonly file: string;
  readonly title: string;
  readonly entries: readonly Dated[];
}

/**
 * Every table of this folder: what the documentation lists and what the tests hold to the rules.
 */
export const knowledgeTables: readonly KnowledgeTable[] = [
  table('acns-limits', 'what features of Advanced Container Networking do not go with', [
    ...hostRoutingPoolLimits,
  ]),
  table('address-ranges', 'default, reserved, private, special and sample addresses', [
    ...defaultRanges,
    ...reservedRanges,
    reservedRangesEnforced,
    ...privateRanges,
    ...specialAddresses,
    ...documentationSamples,
  ]),
  table('api-properties', 'properties and values by API version', [
    ...apiProperties,
    ...apiPropertyValues,
  ]),
  table('api-versions', 'API versions of managed clusters', [
    stableApiVersions,
    previewApiVersions,
    refusesUnknownFields,
  ]),
  table('cidr-limits', 'sizes and rules of address ranges', [
    ...Object.values(cidrLimits),
    ...cidrRules,
  ]),
  table('cilium-config', 'what AKS has on and off in Cilium', [
    ...ciliumConfig,
    ...configEdits,
    identityLimit,
    daemonSetWithoutLimits,
    ipMasqConfigMaps,
    kubeProxy,
    linuxOnly,
  ]),
  table('cilium-kinds', 'kinds of objects and their state on AKS', [
    ...ciliumKinds,
    ciliumApiVersions,
    ...misspelledKinds,
    ciliumClasses,
    ciliumCharts,
  ]),
  table('cilium-schema/cilium-schema', 'schemas of policies by release', ciliumSchemaReleases),
  table('cilium-schema/sanitize-facts', 'what Cilium asks of policies beyond their schemas', [
    sanitizeFacts,
  ]),
  table('cli', 'flags of az aks', [...cliFlags, ...cliFlagValues, ...formerCliFlags]),
  table('cli-conditions', 'combinations of flags', cliConditions),
  table('cluster-module', 'the Azure Verified Module for a cluster', [
    clusterModule,
    ...clusterModuleOverrides,
  ]),
  table('combination-rules', 'combinations of network settings', combinationRules),
  table('feature-matrix', 'features with and without ACNS', featureMatrix),
  table('feature-minimums', 'features by version', featureMinimums),
  table('known-defects', 'defects of Cilium by version', knownDefects),
  table('labels', 'the identity label filter', defaultLabelFilter),
  table('metadata-keys', 'annotations and labels without effect', metadataKeys),
  table('network-profile', 'allowed values and creation modes', [
    ...clusterNetworkValues,
    ...agentPoolValues,
    ...creationModes,
    automaticCluster,
    overlayPoolLimits,
  ]),
  table('npm-retirement', 'the end of Azure Network Policy Manager', [npmRetirement]),
  table('policy-field-requirements', 'fields of Cilium policies and what they need', [
    ...policyFieldRequirements,
    admissionPolicy,
    ...acnsLimits,
  ]),
  table('policy-validity', 'conditions that Cilium has for its policies', [
    ...policyConditions,
    layer3Members,
    misnamedEntities,
    portNames,
  ]),
  table('policy-pitfalls', 'what valid Cilium policies do that their authors may not expect', [
    konnectivityAgent,
    ...systemNamespaces,
    emptyRule,
    emptyPeerList,
    missingListener,
    foreignNamespace,
    everyNamePattern,
    httpPatterns,
  ]),
  table('policy-vocabulary', 'entities, protocols, labels and sizes in policies', [
    ...ciliumEntities,
    ...ciliumProtocols,
    ...Object.values(policyLimits),
    clusterDns,
    namespaceLabels,
    ...removedConstructs,
  ]),
  table('statements', "what Microsoft's page says, by edition", statements),
  table('support-calendar', 'support of Kubernetes versions', [
    ...supportCalendar,
    longTermSupport,
  ]),
  table('topics', 'hover texts', hoverTopics),
  table('versions', 'Kubernetes version to Cilium version', [
    ...documentedMinimums,
    ...shippedCilium,
    ...ciliumMinors,
  ]),
];

function table(file: string, title: string, entries: readonly Dated[]): KnowledgeTable {
  return { file, title, entries };
}
