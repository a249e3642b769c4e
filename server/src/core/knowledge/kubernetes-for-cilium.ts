import { type Edition, inEdition } from './types';
import { compareMinor } from './version-number';
import { type CiliumMinors, ciliumMinors } from './versions';

/**
 * The newest Kubernetes minor that AKS runs with nothing but Cilium older than `version`, as far as the table of an
 * edition goes; undefined when there is none. For messages such as "on Kubernetes 1.30 and older".
 */
export function newestKubernetesBefore(version: string, edition: Edition): string | undefined {
  return rows(edition)
    .filter(({ cilium }) => cilium.every((minor) => (compareMinor(minor, version) ?? 0) < 0))
    .at(-1)?.kubernetes;
}

/** The oldest Kubernetes minor that AKS never runs with Cilium older than `version`; undefined when there is none. */
export function oldestKubernetesWith(version: string, edition: Edition): string | undefined {
  return rows(edition).find(({ cilium }) =>
    cilium.every((minor) => (compareMinor(minor, version) ?? -1) >= 0),
  )?.kubernetes;
}

/** The rows of the table, oldest Kubernetes first. */
function rows(edition: Edition): readonly CiliumMinors[] {
  return ciliumMinors
    .filter((row) => inEdition(row, edition))
    .sort((a, b) => compareMinor(a.kubernetes, b.kubernetes) ?? 0);
}
