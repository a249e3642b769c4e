import type { SchemaNode } from './cilium-schema/schema-node';

const anyText: SchemaNode = { type: 'string' };
/** Has a form of its own, so quotes alone do not make a value right. */
const word: SchemaNode = { type: 'string', format: 'word' };
const strings: SchemaNode = { type: 'object', additionalProperties: anyText };
const list = (items: SchemaNode): SchemaNode => ({ type: 'array', items });
const object = (fields: Readonly<Record<string, SchemaNode>>): SchemaNode => ({
  type: 'object',
  properties: new Map(Object.entries(fields)),
});

const labelSelector = object({
  matchLabels: strings,
  matchExpressions: list(object({ key: word, operator: word, values: list(anyText) })),
});

const peers = list(
  object({
    ipBlock: object({ cidr: word, except: list(word) }),
    namespaceSelector: labelSelector,
    podSelector: labelSelector,
  }),
);

const ports = list(
  object({
    port: { 'x-kubernetes-int-or-string': true, title: 'a port number or a port name' },
    protocol: word,
    endPort: { type: 'integer' },
  }),
);

/**
 * `networking.k8s.io/v1` NetworkPolicy (kubernetes `pkg/apis/networking`). `status` existed from Kubernetes 1.24 to
 * 1.27, and generators of that time still write it empty, so it is let through. What else is against the rules of the
 * API server is checked apart, where messages can say more.
 */
export const networkPolicySchema: SchemaNode = object({
  apiVersion: word,
  kind: word,
  metadata: {
    ...object({ name: anyText, namespace: anyText, labels: strings, annotations: strings }),
    open: true,
  },
  spec: object({
    podSelector: labelSelector,
    policyTypes: list(word),
    ingress: list(object({ from: peers, ports })),
    egress: list(object({ to: peers, ports })),
  }),
  status: {},
});
