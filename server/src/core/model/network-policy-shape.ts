import type { Shape } from './shape';

const string = { is: 'string' } as const;
const anyText = { is: 'string', free: true } as const;

const labelSelector: Shape = {
  is: 'object',
  fields: {
    matchLabels: { is: 'map of strings' },
    matchExpressions: {
      is: 'list',
      of: {
        is: 'object',
        fields: { key: string, operator: string, values: { is: 'list', of: anyText } },
      },
    },
  },
};

const peers: Shape = {
  is: 'list',
  of: {
    is: 'object',
    fields: {
      ipBlock: {
        is: 'object',
        fields: { cidr: string, except: { is: 'list', of: string } },
      },
      namespaceSelector: labelSelector,
      podSelector: labelSelector,
    },
  },
};

const ports: Shape = {
  is: 'list',
  of: {
    is: 'object',
    fields: {
      port: { is: 'integer or string' },
      protocol: string,
      endPort: { is: 'integer' },
    },
  },
};

/**
 * `networking.k8s.io/v1` NetworkPolicy. `status` existed from Kubernetes 1.24 to 1.27, and generators of that
 * time still write it empty, so it is let through.
 */
export const networkPolicyShape: Shape = {
  is: 'object',
  fields: {
    apiVersion: string,
    kind: string,
    metadata: {
      is: 'object',
      fields: {
        name: anyText,
        namespace: anyText,
        labels: { is: 'map of strings' },
        annotations: { is: 'map of strings' },
      },
      open: true,
    },
    spec: {
      is: 'object',
      fields: {
        podSelector: labelSelector,
        policyTypes: { is: 'list', of: string },
        ingress: { is: 'list', of: { is: 'object', fields: { from: peers, ports } } },
        egress: { is: 'list', of: { is: 'object', fields: { to: peers, ports } } },
      },
    },
    status: { is: 'anything' },
  },
};
