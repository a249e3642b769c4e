import type { WorkspaceTexts } from './cluster-workspaces';

/** A workspace whose files decide about each other, and what is to be found in it: `path rule severity`. */
export interface ObjectWorkspace {
  readonly texts: WorkspaceTexts;
  readonly found: readonly string[];
}

const nodeExporter = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: node-exporter
  namespace: monitoring
spec:
  selector:
    matchLabels: {app: node-exporter}
  template:
    metadata:
      labels: {app: node-exporter}
    spec:
      hostNetwork: true
      containers:
        - name: node-exporter
          image: registry.example.com/node-exporter:1
          ports:
            - containerPort: 9100
`;

const exporterPolicy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: node-exporter
  namespace: monitoring
spec:
  podSelector:
    matchLabels: {app: node-exporter}
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels: {app: prometheus}
      ports:
        - port: 9100
`;

const deployment = (more = '') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web${more}
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1
          ports:
            - name: http
              containerPort: 8080
`;

const service = (more = '') => `apiVersion: v1
kind: Service
metadata:
  name: web${more}
spec:
  type: LoadBalancer
  externalTrafficPolicy: Cluster
  selector: {app: web}
  ports:
    - port: 80
      targetPort: http
`;

const clientsOnly = (more = '') => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web${more}
spec:
  podSelector:
    matchLabels: {app: web}
  policyTypes: [Ingress]
  ingress:
    - from:
        - ipBlock:
            cidr: 203.0.113.0/24
      ports:
        - port: 8080
`;

const shop = '\n  namespace: shop';

/** Policies, workloads and Services that lie in folders of their own, as in real repositories. */
export const objectWorkspaces: Readonly<Record<string, ObjectWorkspace>> = {
  'a DaemonSet on the network of its nodes in another folder than its policy': {
    texts: {
      'agents/node-exporter.yaml': nodeExporter,
      'policies/monitoring/node-exporter.yaml': exporterPolicy,
    },
    found: ['policies/monitoring/node-exporter.yaml policy-selects-host-network warning'],
  },
  'the same in another namespace': {
    texts: {
      'agents/node-exporter.yaml': nodeExporter,
      'policies/monitoring/node-exporter.yaml': exporterPolicy.replace(
        'namespace: monitoring',
        'namespace: shop',
      ),
    },
    found: [],
  },
  'a Service for the world behind a policy that lets in some addresses': {
    texts: {
      'apps/web/deployment.yaml': deployment(shop),
      'apps/web/service.yaml': service(shop),
      'policies/web.yaml': clientsOnly(shop),
    },
    found: ['apps/web/service.yaml load-balancer-ingress-dropped warning'],
  },
  'the same with a Service that keeps the addresses of its clients': {
    texts: {
      'apps/web/deployment.yaml': deployment(shop),
      'apps/web/service.yaml': service(shop).replace('Policy: Cluster', 'Policy: Local'),
      'policies/web.yaml': clientsOnly(shop),
    },
    found: [],
  },
  'a base and two overlays for namespaces of their own': {
    texts: {
      'base/kustomization.yaml': 'resources: [web.yaml, policy.yaml]\n',
      'base/web.yaml': `${deployment()}---\n${service().replace('Policy: Cluster', 'Policy: Local')}`,
      'base/policy.yaml': clientsOnly(),
      'overlays/dev/kustomization.yaml': 'namespace: dev\nresources: [../../base]\n',
      'overlays/prod/kustomization.yaml': 'namespace: prod\nresources: [../../base, egress.yaml]\n',
      // Only here pods are cut off from DNS.
      'overlays/prod/egress.yaml': `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: egress
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - podSelector: {}
`,
    },
    found: ['overlays/prod/egress.yaml egress-without-dns warning'],
  },
  'a chart with a policy that is there with some values only': {
    texts: {
      'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
      'charts/web/values.yaml': 'policy: false\n',
      'charts/web/templates/policy.yaml': `{{- if .Values.policy }}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "web.fullname" . }}
spec:
  podSelector:
    matchLabels: {{- include "web.labels" . | nindent 6 }}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
{{- end }}
`,
    },
    found: ['charts/web/templates/policy.yaml ipblock-any-excludes-pods warning'],
  },
};
