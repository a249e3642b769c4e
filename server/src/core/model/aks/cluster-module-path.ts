import { clusterModule } from '../../knowledge/cluster-module';

/** `br/public:avm/res/container-service/managed-cluster:0.9.0`, under whatever alias or registry. */
const reference = /^br[/:][^\s]*?[:/](?:avm\/)?(res\/[a-z-]+\/[a-z-]+):([\w.-]+)$/;

/** The version that a path of a Bicep module asks for of the Azure Verified Module for clusters; undefined for other paths. */
export function clusterModulePath(path: string): { readonly version: string } | undefined {
  const [, name, version] = reference.exec(path) ?? [];
  return name === clusterModule.path && version !== undefined ? { version } : undefined;
}
