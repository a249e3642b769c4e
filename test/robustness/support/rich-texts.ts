/** Texts that have what the program looks at in each language, so that any part of them can be made long: names to contents. */
export const richTexts: Readonly<Record<string, string>> = {
  'network-policy.yaml': `# aks-cilium-disable-next-line sctp-unsupported -- reason
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop, labels: {app: web}, annotations: {note: text}}
spec:
  podSelector: {matchLabels: {tier: front}, matchExpressions: [{key: app, operator: In, values: [cart]}]}
  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{namespaceSelector: {matchLabels: {team: a}}, podSelector: {matchLabels: {app: b}}}]
      ports: [{port: http, protocol: SCTP}, {port: 80}]
  egress:
    - to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}, {namespaceSelector: {matchLabels: {name: kube-system}}}]
      ports: [{port: 8000, endPort: 9000, protocol: TCP}, {port: dns, protocol: UDP}]
`,
  'objects.yaml': `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop, annotations: {service.cilium.io/global: "true"}}
spec:
  type: LoadBalancer
  loadBalancerIP: 10.0.0.4
  externalTrafficPolicy: Cluster
  selector: {tier: front}
  ports: [{name: http, port: 80, targetPort: web, nodePort: 30080, protocol: TCP}, {port: 80, targetPort: dns, protocol: UDP}]
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {tier: front}}
  template:
    metadata: {labels: {tier: front, app: cart}}
    spec:
      hostNetwork: false
      nodeSelector: {kubernetes.io/os: windows}
      containers:
        - name: web
          image: registry.k8s.io/kube-proxy
          command: [kube-proxy]
          ports: [{name: web, containerPort: 8080, hostPort: 8125}, {name: dns, containerPort: 53, hostPort: 8125, protocol: UDP}]
---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {team: a}, annotations: {cilium.io/ces-namespace: priority}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: cilium-config, namespace: kube-system}
data: {debug: "true", labels: "!spark-app-name app"}
---
apiVersion: cilium.io/v2
kind: CiliumLocalRedirectPolicy
metadata: {name: cache, namespace: kube-system}
spec:
  redirectFrontend: {serviceMatcher: {serviceName: kube-dns, namespace: kube-system}}
  redirectBackend: {localEndpointSelector: {matchLabels: {k8s-app: node-local-dns}}, toPorts: [{port: "53", protocol: UDP}]}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cilium, namespace: kube-system}
spec: {chart: {spec: {chart: cilium, version: 1.16.0, sourceRef: {name: cilium}}}, values: {kubeProxyReplacement: true}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: other, namespace: shop}
spec: {podSelector: {matchLabels: {tier: front}}, ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}]}
`,
  'main.bicep': `// aks-cilium-disable-next-line cidr-overlap -- reason
targetScope = 'resourceGroup'
@allowed([ 'cilium', 'azure' ])
param dataplane string = 'cilium'
var ranges = { pods: '10.244.0.0/16', services: '10.0.0.0/16' }
resource network 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: 'net'
  properties: { addressSpace: { addressPrefixes: [ '10.0.0.0/8' ] }, subnets: [ { name: 'pods', properties: { addressPrefix: '10.1.0.0/24' } } ] }
}
resource aks 'Microsoft.ContainerService/managedClusters@2024-01-01' = {
  name: 'aks-\${dataplane}'
  sku: { name: 'Base', tier: 'Free' }
  properties: {
    kubernetesVersion: '1.30'
    supportPlan: 'KubernetesOfficial'
    windowsProfile: { adminUsername: 'admin' }
    agentPoolProfiles: [
      { name: 'system', osType: 'Windows', osSKU: 'Windows2022', vmSize: 'Standard_DC2s_v2', maxPods: 500, count: 3, podSubnetID: '\${network.id}/subnets/pods', type: 'AvailabilitySet', orchestratorVersion: '1.29', localDNSProfile: { mode: 'Required' } }
    ]
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      networkDataplane: dataplane
      networkPolicy: 'calico'
      ebpfDataplane: 'cilium'
      podCidr: ranges.pods
      serviceCidr: '10.2.0.0/8'
      dnsServiceIP: '10.0.0.1'
      ipFamilies: [ 'IPv4', 'IPv6' ]
      kubeProxyConfig: { mode: 'IPVS' }
      advancedNetworking: { enabled: false, security: { enabled: false, advancedNetworkPolicies: 'L7', transitEncryption: { type: 'WireGuard' } }, performance: { accelerationMode: 'BpfVeth' } }
    }
  }
}
`,
  'main.json': `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "policy": { "type": "string", "defaultValue": "calico" } },
  "variables": { "range": "10.0.0.0/16" },
  "resources": [
    {
      "type": "Microsoft.ContainerService/managedClusters",
      "apiVersion": "2022-01-01",
      "name": "[concat('aks', '1')]",
      "properties": {
        "kubernetesVersion": "1.30",
        "agentPoolProfiles": [{ "name": "system", "osType": "Windows", "maxPods": 5, "podSubnetID": "[resourceId('a', 'b')]" }],
        "networkProfile": {
          "networkPlugin": "kubenet",
          "networkPluginMode": "overlay",
          "networkDataplane": "cilium",
          "networkPolicy": "[parameters('policy')]",
          "podCidr": "[variables('range')]",
          "serviceCidr": "10.0.0.0/16",
          "dnsServiceIP": "10.1.0.10",
          "advancedNetworking": { "enabled": false, "security": { "advancedNetworkPolicies": "L7" } }
        }
      }
    }
  ]
}
`,
  'create.sh': `#!/bin/bash
NAME="shop" # aks-cilium-disable-line
az upgrade --version 2.40.0
az network vnet create -n net --address-prefixes 10.0.0.0/8
az aks create -g group -n "$NAME" --network-plugin azure --network-dataplane cilium --network-policy calico \\
  --pod-cidr 10.244.0.0/16 --service-cidr 10.0.0.0/16 --dns-service-ip 10.1.0.10 --kubernetes-version 1.30 \\
  --outbound-type userDefinedRouting --max-pods 500 --enable-ebpf-dataplane --enable-acns --disable-acns-security --acns-advanced-networkpolicies L7
az aks nodepool add --cluster-name shop -n pool --os-type Windows --os-sku Windows2022
az aks update -n shop --network-dataplane cilium --network-plugin-mode overlay
cat > policy.yaml <<EOF
kind: NetworkPolicy
EOF
`,
  'create.ps1': `$name = "shop"
az aks create -g group -n $name --network-plugin kubenet --network-dataplane cilium \`
  --network-policy "azure" --pod-cidr '10.244.0.0/16'
`,
  'guide.md': `# Create a cluster

\`\`\`azurecli
az aks create -n shop --network-plugin azure --network-dataplane cilium --network-policy calico
\`\`\`
`,
  'pipeline.yaml': `jobs:
  create:
    runs-on: ubuntu
    steps:
      - name: create
        uses: azure/cli@v2
        with:
          azcliversion: 2.40.0
          inlineScript: |
            az aks create -n shop --network-plugin azure --network-dataplane cilium --network-policy calico
`,
  'aks-cilium.yaml': `# comment
extends: strict
edition: latest
cluster: shop
ignore: ["apps/**"]
profile: {kubernetesVersion: "1.30", acns: true, podCidrs: [10.244.0.0/16], ipam: overlay, dataplane: cilium}
rules: {sctp-unsupported: error, all-pods-peer: [warning, {policies: 3}], no-such-rule: warn}
overrides: [{files: ["a/*"], rules: {end-port-ignored: off}, profile: {localDns: yes}}]
`,
  'kustomization.yaml': `namespace: shop
namePrefix: dev-
resources: [network-policy.yaml, objects.yaml]
labels: [{pairs: {env: prod}, includeSelectors: true}]
patches: [{target: {kind: Service, name: web}, patch: "[{op: replace, path: /spec/type, value: ClusterIP}]"}]
`,
  'deploy.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop}
spec: {source: {path: apps, repoURL: https://example.com/shop}, destination: {namespace: shop}}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: shop}
spec: {path: ./apps, targetNamespace: shop}
`,
  'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\nappVersion: "1"\n',
  'chart/values.yaml': 'name: web\ncidr: 0.0.0.0/0\nport: 8080\nservice: {type: LoadBalancer}\n',
  'chart/templates/all.yaml': `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: {{ .Values.name }}, namespace: {{ .Release.Namespace }}}
spec:
  podSelector: {matchLabels: {app: {{ .Values.name | quote }}}}
  policyTypes: [Egress]
  egress:
    - to: [{ipBlock: {cidr: {{ .Values.cidr }}}}]
      ports: [{port: {{ .Values.port }}, protocol: {{ default "TCP" .Values.protocol }}}]
`,
};

export interface Word {
  readonly word: string;
  readonly at: number;
}

/** The words of a text, each where it stands first. */
export function wordsOf(text: string): readonly Word[] {
  const places = new Map<string, number>();
  for (const { 0: word, index } of text.matchAll(/[\w.][\w./:-]*/g)) {
    places.set(word, places.get(word) ?? index);
  }
  return [...places].map(([word, at]) => ({ word, at }));
}

/** The text with something else in place of one of its words. */
export function withWordReplaced(text: string, { word, at }: Word, by: string): string {
  return text.slice(0, at) + by + text.slice(at + word.length);
}
