import { type CiliumKind, ciliumKinds, type KindState, misspelledKinds } from '../cilium-kinds';
import { verified } from '../dated';
import type { FeatureRowId } from '../feature-matrix';
import { featureAvailability } from '../feature-minimums';
import { sources } from '../sources';
import { type Edition, inEdition, sourcesOf } from '../types';
import { type HoverTopic, here, paragraphs, sentences, type TopicTarget } from './topic';

const states: Readonly<Record<KindState, string>> = {
  supported: '**Supported** on AKS with Azure CNI Powered by Cilium.',
  unsupported: '**Not supported** on AKS: at best the API server accepts it, and nothing happens.',
  override: '**Not supported** on AKS, whatever it does to the agents.',
  'not-enforced': '**Not enforced** on AKS with Cilium: nothing in the cluster acts on it.',
  managed: '**Owned by Cilium**: do not write such objects by hand.',
  undocumented: '**Not documented** for AKS: it may work, but Microsoft does not say so.',
  separate: '**Another product**: AKS does not install the component that reads it.',
};

const titles: Readonly<Record<KindState, string>> = {
  supported: 'supported on AKS',
  unsupported: 'not supported on AKS',
  override: 'not supported on AKS',
  'not-enforced': 'not enforced on AKS',
  managed: 'owned by Cilium',
  undocumented: 'not documented for AKS',
  separate: 'not part of AKS',
};

const rows: ReadonlyMap<string, FeatureRowId> = new Map([
  ['CiliumNetworkPolicy', 'cilium-network-policy'],
  ['CiliumClusterwideNetworkPolicy', 'cilium-clusterwide-network-policy'],
  ['CiliumEndpointSlice', 'cilium-endpoint-slices'],
]);

function rowOf({ kind, editions }: CiliumKind): FeatureRowId | undefined {
  // The older edition has no such row.
  return kind === 'CiliumLocalRedirectPolicy' && editions.includes('latest')
    ? 'local-redirect-policy'
    : rows.get(kind);
}

/** What people get wrong, by kind. */
const traps: Readonly<Record<string, string>> = {
  CiliumClusterwideNetworkPolicy:
    'Trap: `endpointSelector: {}` selects every pod of the cluster, `kube-system` included.',
  CiliumLocalRedirectPolicy:
    'Trap: pods redirected to node-local DNS need a rule for `k8s-app: node-local-dns`, not for `kube-dns`.',
  CiliumNetworkPolicy:
    'Trap: an invalid policy is stored but silently not enforced; check its `status`.',
};

function topicOfKind(entry: CiliumKind): HoverTopic {
  const { source, date, confidence, editions, group, kind, state, why, instead } = entry;
  const [, ...others] = sourcesOf(entry);
  const row = rowOf(entry);
  return {
    ...{ source, date, confidence, editions },
    also: others,
    id: `kind:${group}/${kind}`,
    title: `${kind} (${group}): ${titles[state]}`,
    ...(row === undefined ? {} : { featureRow: row }),
    text: (target) =>
      paragraphs(
        sentences(states[state], why, kindHere(entry, target)),
        instead && `Use instead: ${instead}.`,
        state === 'supported' ? traps[kind] : undefined,
      ),
  };
}

function kindHere({ kind, state }: CiliumKind, target: TopicTarget): string | undefined {
  if (state !== 'supported') {
    return undefined;
  }
  if (kind === 'CiliumLocalRedirectPolicy') {
    return here(
      featureAvailability('local-redirect-policy', target),
      'Your cluster supports it.',
      '**Your cluster is too old for it.**',
      undefined,
    );
  }
  return here(
    target.allowsFqdn,
    `Your cluster accepts domain names${target.allowsL7 === true ? ' and HTTP rules' : ''}.`,
    '**Your cluster accepts neither domain names nor HTTP rules.**',
    undefined,
  );
}

const networkPolicyTopic: HoverTopic = {
  ...verified(sources.ciliumPage, {
    also: [sources.ciliumPage2025, sources.ciliumKubernetesPolicy, sources.npmMigration],
  }),
  id: 'kind:networking.k8s.io/NetworkPolicy',
  title: 'NetworkPolicy (networking.k8s.io): enforced by Cilium',
  featureRow: 'kubernetes-network-policy',
  text: () =>
    paragraphs(
      'Enforced by Cilium itself; no other policy engine runs beside it. Policies only add up: no other NetworkPolicy can take away what one allows.',
      'Traps: `ipBlock` never matches pods or nodes, pods with `hostNetwork: true` are not covered, nodes cannot be named, and the port is the container port.',
    ),
};

/** A topic for every name that is no kind. */
const misspelledTopics: readonly HoverTopic[] = misspelledKinds.map((entry) => {
  const { source, date, confidence, editions, written, kind } = entry;
  const [, ...others] = sourcesOf(entry);
  return {
    ...{ source, date, confidence, editions },
    also: others,
    id: `misspelled:${written}`,
    title: `${written}: no such kind`,
    text: ({ edition }: TopicTarget) =>
      paragraphs(
        `The API server refuses it. You probably mean \`${kind}\`.`,
        stateOf(kind, edition),
      ),
  };
});

function stateOf(kind: string, edition: Edition): string | undefined {
  const entry = ciliumKinds.find((each) => each.kind === kind && inEdition(each, edition));
  return entry && sentences(states[entry.state], entry.why);
}

/** A topic for every kind, and for names that people take for one. */
export const kindTopics: readonly HoverTopic[] = [
  networkPolicyTopic,
  ...ciliumKinds.map(topicOfKind),
  ...misspelledTopics,
];
