import type { ProfileResult } from '../../../../server/src/protocol/index';

/** The cluster in a few words, e.g. `AKS 1.33, Cilium 1.17`; undefined when neither name nor version is known. */
export function summaryOf({ lines }: Pick<ProfileResult, 'lines'>): string | undefined {
  const value = (property: string) => lines.find((line) => line.property === property)?.value;
  const kubernetes = value('kubernetesVersion');
  const cilium = value('ciliumVersion');
  const known = [
    value('name'),
    kubernetes === undefined ? undefined : `AKS ${kubernetes}`,
    cilium === undefined ? undefined : `Cilium ${cilium}`,
  ].filter((part) => part !== undefined);
  return known.length > 0 ? known.join(', ') : undefined;
}
