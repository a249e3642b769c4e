import { type FilePlace, patchedAt, readDeployed } from '../model/deployment/deployed-document';
import type { KubernetesObject } from '../model/kubernetes-object';
import { known, readString, type Traced } from '../model/traced';
import { podSpecPath, type Workload } from '../model/workload';
import type { Answer } from '../profile/profile';
import type { YamlDocument } from '../syntax/yaml/document';
import { standInOneBlock } from '../syntax/yaml/template-blocks';
import type { Range } from '../text/range';
import { namespaceText, readableName, textOrTemplate } from './subject';

/** The pods that a workload describes, as far as policies and Services need to know. */
export interface WorkloadFact {
  readonly kind: string;
  /** As written, a template expression included; undefined when there is none. */
  readonly name: string | undefined;
  /** As written, a template expression included; empty when it is not written. */
  readonly namespace: string;
  /** The labels of the pods, without those whose key a template writes. */
  readonly labels: readonly PodLabel[];
  /** No template adds labels. */
  readonly hasEveryLabel: boolean;
  readonly hostNetwork: Answer;
  /** Where a patch sets it; absent when the workload does so itself. */
  readonly hostNetworkAt?: FilePlace;
  /** `ClusterFirst` when it is not written; undefined when a template writes it. */
  readonly dnsPolicy: string | undefined;
  /** The ports its containers declare. */
  readonly ports: readonly DeclaredPort[];
  /** No template adds containers or ports. */
  readonly hasEveryPort: boolean;
}

export interface PodLabel {
  readonly key: string;
  /** Undefined when a template writes it. */
  readonly value: string | undefined;
}

/** What of it a template writes is undefined; so is the name of a port that has none. */
export interface DeclaredPort {
  readonly name: string | undefined;
  readonly protocol: string | undefined;
  readonly number: number | undefined;
}

/** The fact of one workload; the same object whenever it is asked for. */
export function workloadFactOf(workload: Workload): WorkloadFact {
  const facts = workload.object.document.derived(workloadFacts);
  return facts.get(workload) ?? readWorkload(workload);
}

function workloadFacts(document: YamlDocument): ReadonlyMap<Workload, WorkloadFact> {
  return readDeployed(document, 'Workload', readWorkload);
}

function readWorkload(workload: Workload): WorkloadFact {
  const { object, labels, hostNetwork, spec } = workload;
  // Init containers are gone when anybody connects, but for those that keep running.
  const containers = workload.containers.filter(({ role }) => role !== 'init');
  const dnsPolicy = readString(spec, 'dnsPolicy');
  const hostNetworkAt =
    known(hostNetwork) === true
      ? patchedAt(object, [...podSpecPath(object), 'hostNetwork'])
      : undefined;
  return {
    kind: object.kind,
    name: textOrTemplate(object.document, object.name),
    namespace: namespaceText(object),
    labels: (known(labels)?.entries ?? []).map(({ key, value }) => ({ key, value: known(value) })),
    hasEveryLabel: labels.state === 'absent' || known(labels)?.isComplete === true,
    hostNetwork: answerOf(hostNetwork, object),
    ...(hostNetworkAt === undefined ? {} : { hostNetworkAt }),
    dnsPolicy: dnsPolicy.state === 'absent' ? 'ClusterFirst' : known(dnsPolicy),
    ports: containers
      .flatMap(({ ports }) => ports.items)
      .map(({ name, protocol, containerPort }) => ({
        name: known(name),
        protocol: protocol.state === 'absent' ? 'TCP' : known(protocol),
        number: known(containerPort),
      })),
    hasEveryPort: workload.isComplete && containers.every(({ ports }) => ports.isComplete),
  };
}

function answerOf(hostNetwork: Traced<boolean>, { document, range }: KubernetesObject): Answer {
  if (hostNetwork.state === 'unknown') {
    return 'unknown';
  }
  if (hostNetwork.state !== 'known' || !hostNetwork.value) {
    return 'no';
  }
  // In a template it mostly stands under a condition.
  const isThere =
    !document.isTemplate || standInOneBlock(document.text, range.start, [at(hostNetwork.range)]);
  return isThere ? 'yes' : 'unknown';
}

const at = (range: Range) => ({ range, newText: '' });

/** Kind and name, as people call it. */
export function workloadTitle({ kind, name }: WorkloadFact): string {
  const readable = readableName(name);
  return readable === undefined ? `a ${kind}` : `${kind} ${readable}`;
}
