// Kubernetes files of any size, the same each time.

/** @param {number} index @returns {string} one document, without the separator */
function documentNumber(index) {
  const app = `app-${index}`;
  const namespace = `team-${index % 20}`;
  return documentKinds[index % documentKinds.length](app, namespace, index);
}

/** What a repository of manifests is made of: mostly workloads, Services and configuration. */
const documentKinds = [
  deployment,
  service,
  configMap,
  deployment,
  networkPolicy,
  deployment,
  service,
  configMap,
  deployment,
  ciliumNetworkPolicy,
];

/** @param {string} app @param {string} namespace @param {number} index */
function deployment(app, namespace, index) {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${app}
  namespace: ${namespace}
  labels: { app: ${app}, tier: backend }
spec:
  replicas: ${1 + (index % 5)}
  selector:
    matchLabels: { app: ${app} }
  template:
    metadata:
      labels: { app: ${app}, tier: backend }
    spec:
      containers:
        - name: main
          image: registry.example.com/${app}:1.${index % 10}
          ports:
            - { name: http, containerPort: 8080 }
          env:
            - { name: LOG_LEVEL, value: info }
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 256Mi }
`;
}

/** @param {string} app @param {string} namespace @param {number} index */
function service(app, namespace, index) {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${app}
  namespace: ${namespace}
spec:
  selector: { app: app-${Math.max(0, index - 1)} }
  ports:
    - { name: http, port: 80, targetPort: 8080 }
`;
}

/** @param {string} app @param {string} namespace @param {number} index */
function configMap(app, namespace, index) {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${app}
  namespace: ${namespace}
data:
  application.properties: |
    server.port=8080
    feature.${index}=true
    database.url=jdbc:postgresql://db.${namespace}:5432/${app}
  other: "${'x'.repeat(200)}"
`;
}

/** @param {string} app @param {string} namespace @param {number} index */
function networkPolicy(app, namespace, index) {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${app}
  namespace: ${namespace}
spec:
  podSelector:
    matchLabels: { app: app-${Math.max(0, index - 1)} }
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector: { matchLabels: { tier: frontend } }
      ports: [{ protocol: TCP, port: 8080 }]
  egress:
    - to:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }
          podSelector: { matchLabels: { k8s-app: kube-dns } }
      ports:
        - { protocol: UDP, port: 53 }
        - { protocol: TCP, port: 53 }
${index % 100 === 4 ? '    - to: [{ ipBlock: { cidr: 0.0.0.0/0 } }]\n' : ''}`;
}

/** @param {string} app @param {string} namespace @param {number} index */
function ciliumNetworkPolicy(app, namespace, index) {
  return `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata:
  name: ${app}
  namespace: ${namespace}
spec:
  endpointSelector:
    matchLabels: { app: app-${Math.max(0, index - 1)} }
  ingress:
    - fromEndpoints:
        - matchLabels: { tier: frontend }
      toPorts:
        - ports: [{ port: "8080", protocol: TCP }]
`;
}

/**
 * @param {number} documents
 * @param {number} [first] number of the first document, so that files differ
 * @returns {string} a stream of that many documents
 */
export function yamlStream(documents, first = 0) {
  return Array.from({ length: documents }, (_, index) => documentNumber(first + index)).join(
    '---\n',
  );
}
