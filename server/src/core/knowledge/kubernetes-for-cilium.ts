import { type Edition, inEdition } from './types';
import { compareMinor } from './version-number';
import { type CiliumMinors, ciliumMinors, documentedMinimums } from './versions';

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

/** The Cilium minors of the Kubernetes minors that an edition's page lists, oldest first. */
export function listedCiliumMinors(edition: Edition): readonly string[] {
  const page = documentedMinimums.find((state) => inEdition(state, edition));
  const listed = rows(edition).filter(({ kubernetes }) =>
    Object.hasOwn(page?.minimums ?? {}, kubernetes),
  );
  return minorsOf(listed);
}

/** The Cilium minors that AKS may run with a Kubernetes version, oldest first: also with one newer than the table, or older. */
export function ciliumMinorsWith(kubernetes: string, edition: Edition): readonly string[] {
  const all = rows(edition);
  const order = (row: CiliumMinors) => compareMinor(row.kubernetes, kubernetes);
  const own = all.filter((row) => order(row) === 0);
  if (own.length > 0) {
    return minorsOf(own);
  }
  // Newer Kubernetes never runs older Cilium.
  const [above] = all.filter((row) => (order(row) ?? -1) > 0);
  const below = all.filter((row) => (order(row) ?? 1) < 0).at(-1);
  return minorsOf([
    ...(below === undefined ? [] : [below]),
    ...(above === undefined ? [] : [above]),
  ]);
}

function minorsOf(listed: readonly CiliumMinors[]): readonly string[] {
  const minors = new Set(listed.flatMap(({ cilium }) => cilium));
  return [...minors].sort((a, b) => compareMinor(a, b) ?? 0);
}

/** The rows of the table, oldest Kubernetes first. */
function rows(edition: Edition): readonly CiliumMinors[] {
  return ciliumMinors
    .filter((row) => inEdition(row, edition))
    .sort((a, b) => compareMinor(a.kubernetes, b.kubernetes) ?? 0);
}
