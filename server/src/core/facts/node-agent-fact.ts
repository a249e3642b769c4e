import { daemonSetWithoutLimits, kubeProxy } from '../knowledge/cilium-config';
import { known } from '../model/traced';
import type { Workload } from '../model/workload';
import type { Range } from '../text/range';

/** A whole DaemonSet of kube-proxy or of Cilium, as those write it who install clusters: theirs has its own. */
export interface NodeAgentFact {
  readonly agent: 'kube-proxy' | 'cilium';
}

/** The fact of a DaemonSet that runs such an agent; none for what only changes one. */
export function nodeAgentFactsOf({
  object,
  containers,
}: Workload): readonly { readonly fact: NodeAgentFact; readonly range: Range }[] {
  const isWhole = containers.some(({ image }) => image.state !== 'absent');
  const agent = isWhole && object.kind === 'DaemonSet' ? agentOf(known(object.name)) : undefined;
  return agent === undefined ? [] : [{ fact: { agent }, range: object.kindRange }];
}

/** Installers that have variants add a word: `kube-proxy-windows`. */
function agentOf(name: string | undefined): NodeAgentFact['agent'] | undefined {
  return name?.startsWith(kubeProxy.name)
    ? 'kube-proxy'
    : name === daemonSetWithoutLimits.name
      ? 'cilium'
      : undefined;
}
