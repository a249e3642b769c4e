import type { ProfileResult } from '../../../../server/src/protocol/index';

/**
 * The cluster in a few words, e.g. `AKS 1.33, Cilium 1.17`; undefined when neither name nor version is known. Of several
 * clusters the names stand elsewhere.
 */
export function summaryOf({ lines }: Pick<ProfileResult, 'lines'>): string | undefined {
  const lineOf = (property: string) => lines.find((line) => line.property === property);
  const value = (property: string) => lineOf(property)?.value;
  const dataplane = lineOf('dataplane');
  const isOther = dataplane?.source !== 'several clusters' && dataplane?.value !== 'cilium';
  const kubernetes = value('kubernetesVersion');
  const cilium = value('ciliumVersion');
  const known = [
    lineOf('name')?.source === 'several clusters' ? undefined : value('name'),
    kubernetes === undefined ? undefined : `AKS ${kubernetes}`,
    dataplane !== undefined && isOther
      ? 'no Cilium'
      : cilium === undefined
        ? undefined
        : `Cilium ${cilium}`,
  ].filter((part) => part !== undefined);
  return known.length > 0 ? known.join(', ') : undefined;
}
