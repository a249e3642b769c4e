import { verified } from './dated';
import { sources } from './sources';
import type { Dated } from './types';

/** Something on a pool that a feature of Advanced Container Networking does not go with. */
export interface PoolLimit extends Dated {
  /** A setting of the pool. */
  readonly path: string;
  /** The values that are excluded. */
  readonly excludes: RegExp;
  /** What such a pool has, as part of a sentence. */
  readonly title: string;
}

const hostRouting = verified(sources.acnsHostRouting);

/** Nodes that eBPF host routing (`BpfVeth`) does not run on: it needs Azure Linux 3.0 or Ubuntu 24.04. */
export const hostRoutingPoolLimits: readonly PoolLimit[] = [
  // "Ubuntu" and "AzureLinux" alone stand for a release that depends on the version of Kubernetes.
  {
    ...hostRouting,
    path: 'osSKU',
    excludes: /^(?:Ubuntu2204|CBLMariner|Mariner|Windows\w*)$/i,
    title: 'an operating system other than Azure Linux 3.0 and Ubuntu 24.04',
  },
  {
    ...hostRouting,
    path: 'workloadRuntime',
    excludes: /^Kata(?:Mshv)?VmIsolation$/i,
    title: 'Pod Sandboxing',
  },
  {
    ...hostRouting,
    path: 'vmSize',
    excludes: /^Standard_[DE]C\d+(?:a|ad|e|ed)s_(?:cc_)?v[56]$/i,
    title: 'Confidential VMs',
  },
];
