import type { Fix, FixSafety } from '../engine/finding';
import { apiVersionHas } from '../knowledge/api-properties';
import { newestStableApiVersion } from '../knowledge/api-versions';
import type { AksCluster, SettingEdit } from '../model/aks/aks-cluster';
import { known } from '../model/traced';

/** A fix from edits of settings that belong together; one that cannot be made is offered with the reason. */
export function settingFix(
  title: string,
  safety: FixSafety,
  edits: readonly SettingEdit[],
  preferred = false,
): Fix {
  const refused = edits.find((edit) => 'disabledReason' in edit);
  if (refused !== undefined && 'disabledReason' in refused) {
    return { title, safety, edits: [], disabledReason: refused.disabledReason };
  }
  const all = edits.flatMap((edit) => ('edits' in edit ? edit.edits : []));
  return { title, safety, edits: all, ...(preferred ? { preferred } : {}) };
}

/** Raises the API version to one that has the setting, if the one at hand surely has not. */
export function raisedFor(cluster: AksCluster, path: string): readonly SettingEdit[] {
  const version = known(cluster.apiVersion);
  return version !== undefined && apiVersionHas(path, version) === 'no'
    ? [cluster.edits.setApiVersion(newestStableApiVersion)]
    : [];
}
