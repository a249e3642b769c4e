import { ciliumConfigEntry } from '../cilium-config';
import { verified } from '../dated';
import { acnsLimits } from '../policy-field-requirements';
import { policyLimits } from '../policy-vocabulary';
import { sources } from '../sources';
import { fieldTopic } from './field';
import { type HoverTopic, paragraphs } from './topic';

function limit(id: string): string {
  return acnsLimits.find((entry) => entry.id === id)?.text ?? '';
}

/** `rules.http`. */
export const httpRulesTopic: HoverTopic = fieldTopic('toPorts.rules.http', {
  id: 'http-rules',
  title: 'rules.http: methods and paths',
  featureRow: 'l7-policies',
  meaning:
    'Lets through only requests that match one item; a proxy on the node reads them and answers all others with 403. The port must state `protocol: TCP` explicitly. gRPC is method `POST` with path `/package.Service/Method`.',
  trap: `${limit('l7-not-clusterwide')} ${limit('l7-not-with-istio')}`,
  also: [sources.ciliumRuleValidation],
});

/** `path`, `method` and `host` of an HTTP rule. */
export const httpMatcherTopic: HoverTopic = {
  ...verified(sources.ciliumRuleValidation, { also: [sources.acnsL7] }),
  id: 'http-matcher',
  title: 'method, path, host: regular expressions',
  featureRow: 'l7-policies',
  text: () =>
    paragraphs(
      'Each is a case-sensitive regular expression that must match the **whole** value: `GET`, not `get`.',
      'Trap: `/api/*` means `/api` followed by any number of slashes. Write `/api/.*` instead. A dot matches any character; write `\\.` for a literal dot.',
    ),
};

/** `rules.kafka`. */
export const kafkaRulesTopic: HoverTopic = fieldTopic('toPorts.rules.kafka', {
  id: 'kafka-rules',
  title: 'rules.kafka: on its way out',
  featureRow: 'l7-policies',
  meaning: 'Lets through only some Kafka requests, by topic and role.',
  trap: 'Allow the port without rules, and let the brokers decide who may use which topic.',
  also: [sources.ciliumUpgrade],
});

/** `rules.l7` and `rules.l7proto`. */
export const l7ParserRulesTopic: HoverTopic = fieldTopic('toPorts.rules.l7proto', {
  id: 'l7-parser-rules',
  title: 'rules.l7proto, rules.l7: parsers that AKS does not have',
  meaning:
    'Hands the traffic to a parser for another protocol, which must be built into the proxy.',
  trap: 'Allow the port without rules instead.',
});

/** `icmps`. */
export const icmpsTopic: HoverTopic = {
  ...verified(sources.ciliumRuleValidation, { also: [sources.ciliumConfigMap] }),
  id: 'icmps',
  title: 'icmps: ping and other ICMP messages',
  featureRow: 'cilium-network-policy',
  text: () =>
    paragraphs(
      `Rules with ports do not let ICMP through; this does, by \`family\` and \`type\` (\`8\` or \`EchoRequest\` for \`ping\`). On AKS: ${ciliumConfigEntry('enable-icmp-rules')?.effect ?? ''}`,
      `It must be in a list item without \`toPorts\`, or the whole policy is invalid. ${policyLimits.icmpFields.text}`,
      'IPv6 neighbour discovery needs no rule.',
    ),
};

/** `authentication`. */
export const authenticationTopic: HoverTopic = fieldTopic('authentication.mode', {
  id: 'authentication',
  title: 'authentication: a black hole on AKS',
  meaning: 'With `mode: required`, peers must authenticate before they are let through.',
  trap: 'The AKS preview of mutual TLS has nothing to do with this field: a label on the namespace turns it on.',
  also: [sources.acnsOverview],
});

/** `listener`. */
export const listenerTopic: HoverTopic = fieldTopic('toPorts.listener', {
  id: 'listener',
  title: 'listener: an Envoy listener that AKS cannot have',
  meaning: 'Hands the traffic to a listener that a CiliumEnvoyConfig defines.',
  trap: 'For HTTP rules use `rules.http`; for routing use an AKS gateway such as the application routing add-on.',
});

/** `terminatingTLS` and `originatingTLS`. */
export const tlsContextTopic: HoverTopic = fieldTopic('toPorts.terminatingTLS', {
  id: 'tls-context',
  title: 'terminatingTLS, originatingTLS: TLS opened by the proxy',
  featureRow: 'l7-policies',
  meaning:
    'Lets the proxy decrypt TLS with a certificate from a Secret and re-encrypt it, so that HTTP rules can see the content.',
  trap: 'Without it, HTTP rules cannot see into HTTPS. Restrict HTTPS by `toFQDNs`, ports and peers instead.',
});

/** `serverNames`. */
export const serverNamesTopic: HoverTopic = fieldTopic('toPorts.serverNames', {
  id: 'server-names',
  title: 'serverNames: the name a TLS client asks for',
  featureRow: 'l7-policies',
  meaning:
    'Lets through only TLS connections whose client asks for one of these server names (SNI).',
  trap: 'The documented way to restrict egress by name is `toFQDNs` with a DNS rule.',
});
