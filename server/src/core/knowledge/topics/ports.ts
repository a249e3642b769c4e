import { ciliumConfigEntry } from '../cilium-config';
import { inferred, verified } from '../dated';
import { featureAvailability, featureMinimum } from '../feature-minimums';
import { issues } from '../issues';
import { defectApplies, knownDefect } from '../known-defects';
import { ciliumProtocols, mayKnow, policyLimits } from '../policy-vocabulary';
import { sources } from '../sources';
import { bullets, type HoverTopic, here, paragraphs, sentences, type TopicTarget } from './topic';

/** `endPort` of either kind of policy. */
export const endPortTopic: HoverTopic = {
  ...verified(issues.endPort, { also: [sources.npmMigration, issues.endPortIgnored] }),
  id: 'end-port',
  title: 'endPort: a range of ports',
  text: (target) =>
    paragraphs(
      'The last port of a range that starts at `port`, which must then be a number, not a name.',
      sentences(endPortSince(target), endPortHere(target)),
      'It is not allowed in a Cilium policy with DNS rules.',
    ),
};

function endPortSince({ edition }: TopicTarget): string {
  const minimum = featureMinimum('end-port', edition);
  return `Cilium honours it since ${minimum?.cilium}; Microsoft documents it since ${minimum?.documentedCilium}. Older versions **accept it but open only the first port**.`;
}

function endPortHere(target: TopicTarget): string | undefined {
  return here(
    featureAvailability('end-port', target),
    'Your cluster honours it.',
    '**Your cluster ignores it.**',
    target.ciliumVersions.length === 0
      ? 'It is not known which Cilium version your cluster runs.'
      : 'Microsoft does not document it for the Cilium version of your cluster.',
  );
}

/** `port` of a NetworkPolicy. */
export const policyPortTopic: HoverTopic = {
  ...verified(issues.namedPorts, {
    also: [issues.namedPortsFix, sources.npmMigration, sources.ciliumNetworkPolicy],
  }),
  id: 'policy-port',
  title: 'port: the port the container listens on',
  text: (target) =>
    paragraphs(
      'Number or name of the **container** port, never of the Service port: Cilium replaces the Service address with a pod address before it applies policies.',
      namedPort(target),
      'A rule with ports does not let ICMP through, so `ping` fails.',
    ),
};

function namedPort({ edition, ciliumVersions }: TopicTarget): string {
  const defect = knownDefect('named-port-egress', edition);
  const fixed = defect?.cilium.before;
  return sentences(
    'A **name** in an ingress rule means the port of each selected pod. In an egress rule it is looked up across the whole cluster: as soon as two pods anywhere give it different numbers, the rule fails and traffic is dropped.',
    here(
      defectApplies('named-port-egress', edition, ciliumVersions),
      '**Your cluster has this defect**: write the number.',
      'Your cluster does not have this defect.',
      fixed === undefined
        ? 'Write the number.'
        : `Write the number; Cilium ${fixed} only looks at the selected pods.`,
    ),
  );
}

/** `protocol` of a NetworkPolicy. */
export const protocolTopic: HoverTopic = {
  ...verified(sources.kubernetesValidation, {
    also: [sources.ciliumConfigMap, issues.sctp, sources.kubernetesPolicies],
  }),
  id: 'protocol',
  title: 'protocol: TCP by default',
  text: () =>
    paragraphs(
      '`TCP`, `UDP` or `SCTP`, in capitals; defaults to `TCP`. A rule for DNS therefore needs two entries, port 53 over UDP and over TCP.',
      `The API server accepts \`SCTP\`, but it does not work: ${sctpEffect()}`,
      'ICMP cannot be named here; only a CiliumNetworkPolicy has `icmps`.',
    ),
};

/** The protocol SCTP, wherever it stands. */
export const sctpTopic: HoverTopic = {
  ...verified(sources.ciliumConfigMap, { also: [issues.sctp] }),
  id: 'sctp',
  title: 'SCTP: not handled on AKS',
  text: () =>
    paragraphs(
      `Cilium handles SCTP only if it is turned on, and AKS leaves it off (\`enable-sctp: false\`). ${sctpEffect()}`,
      'The API server accepts it in policies, Services and containers, so nothing warns you when you apply it. No AKS setting turns it on.',
    ),
};

function sctpEffect(): string {
  return ciliumConfigEntry('enable-sctp')?.effect ?? '';
}

/** `toPorts` of a Cilium policy. */
export const toPortsTopic: HoverTopic = {
  ...verified(sources.ciliumRuleValidation, { also: [sources.ciliumPage, sources.ciliumLayer3] }),
  id: 'to-ports',
  title: 'toPorts: ports, and which requests they let through',
  featureRow: 'cilium-network-policy',
  text: () =>
    paragraphs(
      'Ports of the peers in the same list item, or for `from` rules the ports of the selected pods. **Without a peer it opens these ports to everyone**, the Internet and nodes included.',
      `Ports alone need no ACNS; \`rules\` for DNS or HTTP do. ${policyLimits.portsPerRule.text}`,
      'A rule with ports does not let ICMP through; that takes a separate rule with `icmps`.',
    ),
};

/** `port` in `toPorts`. */
export const ciliumPortTopic: HoverTopic = {
  ...verified(sources.ciliumRuleValidation, { also: [issues.namedPorts, issues.namedPortsFix] }),
  id: 'cilium-port',
  title: 'port: the port the container listens on, in quotes',
  text: (target) =>
    paragraphs(
      'Number or name of the **container** port, as a string: `"443"`. Without quotes the API server refuses the policy. It is never the Service port, which Cilium replaces before it applies policies.',
      namedPort(target),
    ),
};

/** `protocol` in `toPorts`. */
export const ciliumProtocolTopic: HoverTopic = {
  ...verified(sources.ciliumRuleValidation, { also: [issues.sctp, sources.ciliumConfigMap] }),
  id: 'cilium-protocol',
  title: 'protocol: ANY by default',
  text: (target) =>
    paragraphs(
      `In capitals, one of ${protocolNames(target)}. Defaults to \`ANY\`: TCP and UDP, where a NetworkPolicy would mean TCP.`,
      bullets(
        'HTTP rules need an explicit `TCP`. DNS uses `UDP` and `TCP`: allow both.',
        `\`SCTP\` is accepted but does not work on AKS: ${sctpEffect()}`,
      ),
    ),
};

function protocolNames({ ciliumVersions }: TopicTarget): string {
  return ciliumProtocols
    .filter((protocol) => mayKnow(protocol, ciliumVersions))
    .map(({ name, cilium }) =>
      cilium?.from === undefined ? `\`${name}\`` : `\`${name}\` (Cilium ${cilium.from})`,
    )
    .join(', ');
}

/** `port` and `targetPort` of a Service. */
export const servicePortTopic: HoverTopic = {
  ...verified(sources.ciliumPage, { also: [sources.ciliumConfigMap, sources.npmMigration] }),
  id: 'service-port',
  title: 'port and targetPort: policies see the second',
  text: () =>
    paragraphs(
      'Clients connect to `port`; the container listens on `targetPort`, which defaults to the same number. Cilium translates the address **before** it applies policies, so a policy must allow `targetPort` and select the pods behind the Service, not its address.',
      'Trap: a policy for port 80 of a Service that maps 80 to 8080 lets nothing through.',
    ),
};

/** The name of a container's port. */
export const containerPortNameTopic: HoverTopic = {
  ...inferred(issues.namedPorts, { also: [issues.namedPortsFix] }),
  id: 'container-port-name',
  title: 'name: what policies and Services may call this port',
  text: (target) =>
    paragraphs('Services and policies can use this name instead of the number.', namedPort(target)),
};
