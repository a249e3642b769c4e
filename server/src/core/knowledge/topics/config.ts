import {
  type CiliumConfigEntry,
  ciliumConfig,
  ciliumConfigMap,
  configEdits,
  identityLimit,
  ipMasqConfigMaps,
} from '../cilium-config';
import { ciliumClasses } from '../cilium-kinds';
import { inferred, verified } from '../dated';
import { issues } from '../issues';
import { sources } from '../sources';
import { inEdition, sourcesOf } from '../types';
import { type HoverTopic, paragraphs, sentences, type TopicTarget } from './topic';

const { namespace, name } = ciliumConfigMap;

/** The ConfigMap `cilium-config` itself, and any key of it that has no entry of its own. */
export const ciliumConfigTopic: HoverTopic = {
  ...verified(sources.ciliumPage, { also: [sources.ciliumPage2025, sources.ciliumConfigMap] }),
  id: 'cilium-config',
  title: `${name}: the configuration of Cilium, which AKS owns`,
  text: ({ edition }) =>
    paragraphs(
      `AKS owns the ConfigMap \`${namespace}/${name}\` and restores it at the next reconciliation or upgrade. **Changing it is not supported.**`,
      edition === 'latest'
        ? 'The one exception is the key `labels`, which keeps labels out of identities. To configure Cilium yourself, bring your own network plugin (`networkPlugin: none`).'
        : 'To configure Cilium yourself, bring your own network plugin (`networkPlugin: none`).',
    ),
};

/** The `labels` key of the ConfigMap has rules of its own, which differ between editions. */
const labelTopics: readonly HoverTopic[] = configEdits.map((edit) => {
  const { source, date, confidence, editions, key, allowed, note } = edit;
  return {
    ...{ source, date, confidence, editions },
    also: [sources.ciliumLabelFilter].filter(() => allowed),
    id: `config:${key}`,
    title: `${key}: the labels that make an identity`,
    text: () =>
      allowed
        ? paragraphs(
            `The only key you may change: label patterns, separated by spaces, that Cilium keeps out of identities. ${note}`,
            `A cluster holds ${identityLimit.value} identities, and each combination of labels is one. Exclude labels that differ with every run, such as ${identityLimit.knownChurn.map((label) => `\`!${label}\``).join(' and ')}.`,
            'Trap: a pattern **without** `!` turns the list into an allow list, and policies that select by any other label stop matching.',
          )
        : paragraphs(
            `Label patterns that Cilium keeps out of identities. ${note} AKS restores the ConfigMap.`,
          ),
  };
});

/** A topic for every key of the ConfigMap that has an entry. */
export const configTopics: readonly HoverTopic[] = [
  ...ciliumConfig.map((entry) => ({
    ...datedOf(entry),
    id: `config:${entry.key}` as const,
    title: `${entry.key}: what AKS sets`,
    text: ({ edition }: TopicTarget) =>
      paragraphs(
        sentences(settingText(entry), entry.effect),
        `The ConfigMap \`${namespace}/${name}\` belongs to AKS, which reverts any change${edition === 'latest' ? '. Only the key `labels` may be changed' : ''}.`,
      ),
  })),
  ...labelTopics,
];

function datedOf(entry: CiliumConfigEntry) {
  const { source, date, confidence, editions } = entry;
  const [, ...others] = sourcesOf(entry);
  const page = inEdition(entry, '2025-05-22')
    ? [sources.ciliumPage, sources.ciliumPage2025]
    : [sources.ciliumPage];
  return {
    ...{ source, date, confidence, editions },
    also: [...others, ...page.filter((each) => !others.includes(each))],
  };
}

function settingText({ value, ciliumDefault, cilium }: CiliumConfigEntry): string {
  const since = cilium?.from === undefined ? '' : ` since Cilium ${cilium.from}`;
  if (value !== undefined) {
    return `AKS sets \`${value}\`${since}.`;
  }
  return ciliumDefault === '' || ciliumDefault === undefined
    ? `AKS does not set it${since}, and Cilium has no default for it.`
    : `AKS does not set it${since}, so the Cilium default \`${ciliumDefault}\` applies.`;
}

/** The ConfigMap with the owner's ranges for the ip-masq-agent. */
export const ipMasqConfigTopic: HoverTopic = {
  ...inferred(sources.updateCni),
  id: 'ip-masq-config',
  title: `${ipMasqConfigMaps.own}: destinations that see the pod address`,
  text: () =>
    paragraphs(
      'Traffic to the ranges in `nonMasqueradeCIDRs` keeps the pod address; other traffic leaves with the node address. This is the ConfigMap for **your** ranges.',
      'Trap: with Cilium, eBPF does the translation and treats node addresses differently from the ip-masq-agent. Test after a migration.',
    ),
};

/** The ConfigMap that AKS writes for the ip-masq-agent. */
export const ipMasqConfigReconciledTopic: HoverTopic = {
  ...inferred(sources.updateCni),
  id: 'ip-masq-config-reconciled',
  title: `${ipMasqConfigMaps.reconciled}: written by AKS`,
  text: () =>
    paragraphs(
      `AKS writes this ConfigMap and reverts any change, so do not edit it. Put your own ranges in \`${ipMasqConfigMaps.own}\`, in the same namespace.`,
    ),
};

/** The class names `cilium` of an Ingress or a Gateway. */
export const ciliumClassTopic: HoverTopic = {
  ...inferred(ciliumClasses.source, { also: [sources.ciliumConfigMap] }),
  id: 'cilium-class',
  title: 'cilium: a class that nothing serves on AKS',
  text: () =>
    paragraphs(
      'Hands the Ingress or Gateway to Cilium. AKS does not turn on the Ingress and Gateway support of Cilium, so it never gets an address.',
      `Use the application routing add-on, or another controller. ${issues.gatewayApi.repository} tracks the request for the Gateway API of Cilium, so this may change.`,
    ),
};
