import { balancedPortFactsOf } from '../facts/balanced-port-fact';
import { dnsRedirectFactsOf } from '../facts/dns-redirect-fact';
import type { FactKind, Facts } from '../facts/facts';
import { hostPortFactsOf } from '../facts/host-port-fact';
import { labelFilterFactsOf } from '../facts/label-filter-fact';
import { namedPortFactsOf } from '../facts/named-port-fact';
import { namespaceFactsOf } from '../facts/namespace-fact';
import { nodeAgentFactsOf } from '../facts/node-agent-fact';
import { ciliumPolicyFactsOf, policyFactOf } from '../facts/policy-fact';
import { serviceFactOf } from '../facts/service-fact';
import { workloadFactOf } from '../facts/workload-fact';
import { ciliumConfigMap } from '../knowledge/cilium-config';
import { deployedText, deployedObjects as objectsOf } from '../model/deployment/deployed-document';
import type { YamlDocument } from '../syntax/yaml/document';
import { inSource } from '../syntax/yaml/rendered-document';
import type { Range } from '../text/range';
import { type ContentKey, contentKey } from './content-key';

type Collected = {
  readonly [K in FactKind]: readonly { readonly fact: Facts[K]; readonly range: Range }[];
};

/** The facts of one document. */
function collect(document: YamlDocument): Collected {
  const text = deployedText(document);
  return {
    policy: [
      ...objectsOf(document, 'NetworkPolicy').map((policy) => ({
        fact: policyFactOf(policy),
        range: policy.object.kindRange,
      })),
      ...objectsOf(document, 'CiliumPolicy').flatMap((policy) =>
        ciliumPolicyFactsOf(policy).map((fact) => ({ fact, range: policy.object.kindRange })),
      ),
    ],
    namespace: objectsOf(document, 'Namespace').flatMap((namespace) =>
      namespaceFactsOf(namespace).map((fact) => ({ fact, range: namespace.object.kindRange })),
    ),
    // The texts tell cheaply that most workloads and ConfigMaps need not be parsed for this.
    namedPort: text.includes('containerPort')
      ? objectsOf(document, 'Workload').flatMap(namedPortFactsOf)
      : [],
    labelFilter: text.includes(ciliumConfigMap.name)
      ? objectsOf(document, 'ConfigMap').flatMap(labelFilterFactsOf)
      : [],
    workload:
      text.includes('containers') && !isDefinition(document)
        ? objectsOf(document, 'Workload').map((workload) => ({
            fact: workloadFactOf(workload),
            range: workload.hostNetworkField?.keyRange ?? workload.object.kindRange,
          }))
        : [],
    service: text.includes('selector')
      ? objectsOf(document, 'Service').flatMap((service) => {
          const fact = serviceFactOf(service);
          return fact === undefined ? [] : [{ fact, range: service.object.kindRange }];
        })
      : [],
    hostPort: text.includes('hostPort')
      ? objectsOf(document, 'Workload').flatMap(hostPortFactsOf)
      : [],
    balancedPort: /nodePort|loadBalancerIP/.test(text)
      ? objectsOf(document, 'Service').flatMap(balancedPortFactsOf)
      : [],
    nodeAgent: /\bDaemonSet(?:List)?\b/.test(text)
      ? objectsOf(document, 'Workload').flatMap(nodeAgentFactsOf)
      : [],
    dnsRedirect: objectsOf(document, 'LocalRedirectPolicy').flatMap((policy) =>
      dnsRedirectFactsOf(policy).map((fact) => ({ fact, range: policy.object.kindRange })),
    ),
  };
}

/** The schemas of custom resources are large and speak of containers without having any. */
function isDefinition({ text }: YamlDocument): boolean {
  return /^kind: CustomResourceDefinition\b/m.test(text);
}

/** What a document tells of one kind. */
export interface DocumentFacts<K extends FactKind> {
  readonly kind: K;
  readonly facts: readonly {
    readonly fact: Facts[K];
    readonly range: Range;
    /** Equal for facts that say the same. */
    readonly key: ContentKey;
  }[];
}

/** What a document tells, kind by kind without those of which it tells nothing; computed once. */
export function factsOf(document: YamlDocument): readonly DocumentFacts<FactKind>[] {
  return document.plain(readFacts);
}

/** Whether asking the document what it tells takes no time. */
export function areFactsKnown(document: YamlDocument): boolean {
  return document.hasPlain(readFacts);
}

function readFacts(document: YamlDocument): readonly DocumentFacts<FactKind>[] {
  const collected = collect(document);
  return (Object.keys(collected) as FactKind[]).flatMap((kind) => {
    const facts = collected[kind].map(({ fact, range }) => ({
      fact,
      range: inSource(document, range),
      key: contentKey(fact),
    }));
    return facts.length === 0 ? [] : [{ kind, facts }];
  });
}
