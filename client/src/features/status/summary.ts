import { l10n } from 'vscode';

import type { ProfileResult } from '../../../../server/src/protocol/index';

/** The cluster in a few words, e.g. `AKS 1.33, Cilium 1.17`. */
export function summaryOf({ lines }: ProfileResult): string {
  const value = (property: string) => lines.find((line) => line.property === property)?.value;
  const kubernetes = value('kubernetesVersion');
  const cilium = value('ciliumVersion');
  const known = [
    value('name'),
    kubernetes === undefined ? undefined : `AKS ${kubernetes}`,
    cilium === undefined ? undefined : `Cilium ${cilium}`,
  ].filter((part) => part !== undefined);
  return known.length > 0 ? known.join(', ') : l10n.t('AKS Cilium, any version');
}
