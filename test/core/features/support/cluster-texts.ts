import { clusterResourceTypes } from '../../../../server/src/core/knowledge';
import { clusterModule } from '../../../../server/src/core/knowledge/cluster-module';
import type { ClusterSetting } from '../../../../server/src/core/knowledge/topics/cluster/setting';

/** How a setting is written in a language, with what stands for its name and its value. */
export interface ClusterLanguage {
  readonly name: string;
  readonly file: string;
  readonly text: (setting: Pick<ClusterSetting, 'on' | 'path'>, key: Mark, value: string) => string;
  readonly quote: string;
}

/** Puts a caret somewhere into a name. */
export type Mark = (name: string) => string;

const version = '2026-01-01';

function keysOf({ on, path }: Pick<ClusterSetting, 'on' | 'path'>): readonly string[] {
  const keys = path.split('.');
  const isBeside = keys[0] === 'sku';
  return isBeside
    ? keys
    : ['properties', ...(on === 'agentPool' ? ['agentPoolProfiles'] : []), ...keys];
}

function inBicep(keys: readonly string[], key: Mark, value: string): string {
  const [first = '', ...rest] = keys;
  const name = rest.length === 0 ? key(first) : first;
  const inner = rest.length === 0 ? value : `{\n${inBicep(rest, key, value)}\n}`;
  return `${name}: ${first === 'agentPoolProfiles' && rest.length > 0 ? `[\n${inner}\n]` : inner}`;
}

function inJson(keys: readonly string[], key: Mark, value: string): string {
  const [first = '', ...rest] = keys;
  const name = rest.length === 0 ? key(first) : first;
  const inner = rest.length === 0 ? value : `{ ${inJson(rest, key, value)} }`;
  const isList = first === 'agentPoolProfiles' && rest.length > 0;
  return `"${name}": ${isList ? `[${inner}]` : inner}`;
}

const template = (resource: string) =>
  `{ "contentVersion": "1.0.0.0", "parameters": { "given": { "type": "string", "defaultValue": "1.33" } },\n  "resources": [${resource}] }\n`;

/** The languages in which a template declares a cluster. */
export const templateLanguages: readonly ClusterLanguage[] = [
  {
    name: 'Bicep',
    file: 'main.bicep',
    quote: "'",
    text: (setting, key, value) =>
      `resource aks '${clusterResourceTypes.cluster}@${version}' = {\n  name: 'aks'\n${inBicep(keysOf(setting), key, value)}\n}\n`,
  },
  {
    name: 'a template in JSON',
    file: 'main.json',
    quote: '"',
    text: (setting, key, value) =>
      template(
        `{ "type": "${clusterResourceTypes.cluster}", "apiVersion": "${version}", "name": "aks", ${inJson(keysOf(setting), key, value)} }`,
      ),
  },
];

/** The same in the Azure Verified Module, for what has a parameter there. */
export function inModule(path: string, value: string): string | undefined {
  const parameter = clusterModule.parameters.find(
    (each) => each.path === path || each.path === `properties.${path}`,
  )?.parameter;
  return parameter === undefined
    ? undefined
    : `module aks 'br/public:avm/res/${clusterModule.path.slice(4)}:0.10.0' = {\n  params: {\n    $0${parameter}: ${value}\n  }\n}\n`;
}
