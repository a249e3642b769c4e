import {
  armWithAcns,
  bicepCluster,
  ciliumCluster,
  rangePolicy,
} from '../../support/cluster-workspaces';
import { anyDestination, crlf, everyDestination, nothingWrong } from './texts';

/** A file of the workspace and what may be in it. */
export interface FileChoice {
  /** Below the folder of the workspace. */
  readonly path: string;
  readonly languageId: string;
  readonly texts: readonly string[];
  /** Not in most workspaces. */
  readonly isRare?: boolean;
}

const l7Policy = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  endpointSelector: {matchLabels: {app: web}}
  ingress:
    - toPorts:
        - ports: [{port: "80", protocol: TCP}]
          rules: {http: [{method: GET, path: /.*}]}
`;

/** Its findings depend on the namespace that its policies are deployed to. */
const service = `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: LoadBalancer
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      hostNetwork: true
      containers: [{name: web, image: web, ports: [{containerPort: 8080, hostPort: 80}]}]
`;

const closed = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Ingress, Egress]
  ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}]
`;

const manifests: readonly string[] = [
  '',
  anyDestination,
  nothingWrong,
  everyDestination,
  crlf(anyDestination),
  `${nothingWrong}---\n${anyDestination}`,
  `${crlf(anyDestination)}---\r\n${crlf(everyDestination)}`,
  `# 🐝\n${anyDestination}---\n${anyDestination}...\n`,
  l7Policy,
  service,
  `${closed}---\n${service}`,
  rangePolicy('10.10.3.0/24'),
  `# aks-cilium-disable-next-line ipblock-any-excludes-pods\n${anyDestination}`,
];

const acnsBy = (value: string, head: string) =>
  ciliumCluster(
    "kubernetesVersion: '1.33'",
    head,
    `podCidr: '10.10.0.0/16'\n      advancedNetworking: { enabled: ${value} }`,
  );

const parametersOf = (acns: boolean) =>
  JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
    contentVersion: '1.0.0.0',
    parameters: { acns: { value: acns } },
  });

const azCreate = (flags: string) =>
  `az aks create -g shop -n shop --network-plugin azure --network-plugin-mode overlay --network-dataplane cilium ${flags}\n`;

/** Kustomizations, and objects by which others are deployed. */
const deployingFiles: readonly FileChoice[] = [
  {
    path: 'apps/kustomization.yaml',
    languageId: 'yaml',
    texts: [
      'namespace: shop\nresources: [web.yaml]\n',
      'namespace: shop\nresources: [web.yaml, api.yaml, base/moved.yml]\n',
      'resources:\n  - web.yaml\n  - missing.yaml\n',
      'namespace: [\n',
    ],
  },
  {
    path: 'kustomization.yaml',
    languageId: 'yaml',
    texts: ['namespace: other\nresources: [apps]\n', 'resources: [apps/api.yaml]\n', ''],
    isRare: true,
  },
  {
    path: 'apps/overlays/prod/kustomization.yaml',
    languageId: 'yaml',
    texts: [
      'namespace: prod\nresources: [../..]\npatches: [{path: patch.yaml}]\n',
      'nameSuffix: -prod\nresources: [../../web.yaml]\ncommonLabels: {env: prod}\npatchesStrategicMerge: [patch.yaml]\n',
      'resources: [../../api.yaml]\nlabels: [{pairs: {app: web}, includeSelectors: true}]\n',
      'resources: [../..]\npatches:\n  - target: {kind: Service}\n    patch: "[{op: replace, path: /spec/type, value: ClusterIP}]"\n',
    ],
    isRare: true,
  },
  {
    path: 'apps/overlays/prod/patch.yaml',
    languageId: 'yaml',
    texts: [
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {hostNetwork: false}}}\n',
      'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {externalTrafficPolicy: Local}\n',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: closed}\nspec: {podSelector: {matchLabels: {tier: front}}}\n',
    ],
    isRare: true,
  },
  {
    path: 'deploy/apps.yaml',
    languageId: 'yaml',
    texts: [
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\nspec: {path: ./apps/base, targetNamespace: shop}\n',
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec: {source: {path: apps}, destination: {namespace: other}}\n',
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec: {source: {path: charts/web}, destination: {namespace: shop}}\n',
    ],
    isRare: true,
  },
  {
    path: 'aks-cilium.yaml',
    languageId: 'yaml',
    texts: [
      'profile: {kubernetesVersion: "1.28", acns: false}\n',
      'profile: {kubernetesVersion: "1.34", acns: true, podCidrs: [10.10.0.0/16]}\n',
      'rules: {ipblock-any-excludes-pods: error}\n',
      'ignore: ["apps/base/**"]\nextends: strict\n',
      'cluster: infra/main.bicep\n',
      'rulez: [\n',
      '',
    ],
  },
  {
    path: 'apps/aks-cilium.yaml',
    languageId: 'yaml',
    texts: ['profile: {localDns: true, kubernetesVersion: "1.33"}\n', 'cluster: prod\n', ''],
    isRare: true,
  },
];

const chartService = `apiVersion: v1
kind: Service
metadata: {name: {{ .Release.Name }}}
spec:
  type: {{ .Values.service.type }}
  externalTrafficPolicy: {{ .Values.service.policy | default "Cluster" }}
  selector: {app: {{ .Values.app }}}
  ports: [{port: 80, targetPort: {{ .Values.port }}}]
`;

const chartFiles: readonly FileChoice[] = [
  {
    path: 'charts/web/Chart.yaml',
    languageId: 'yaml',
    texts: ['apiVersion: v2\nname: web\nversion: 1.0.0\n', 'name: [\n'],
    isRare: true,
  },
  {
    path: 'charts/web/values.yaml',
    languageId: 'yaml',
    texts: [
      'app: web\nport: 8080\ncidr: 0.0.0.0/0\nservice: {type: LoadBalancer}\nhostNetwork: true\n',
      'app: api\nport: 80\ncidr: 10.10.3.0/24\nservice: {type: ClusterIP, policy: Local}\n',
      'app: [\n',
      '',
    ],
    isRare: true,
  },
  {
    path: 'charts/web/templates/all.yaml',
    languageId: 'helm',
    texts: [
      `${chartService}---\n${closed.replace('app: web', 'app: {{ .Values.app }}')}`,
      anyDestination.replace('0.0.0.0/0', '{{ .Values.cidr }}'),
      `{{- if .Values.enabled }}\n${service}{{- end }}\n`,
      crlf(`${chartService}---\n${anyDestination}`),
    ],
    isRare: true,
  },
];

/** Of Bicep, ARM, scripts and guides; several define clusters of their own. */
const clusterFiles: readonly FileChoice[] = [
  {
    path: 'infra/main.bicep',
    languageId: 'bicep',
    texts: [
      acnsBy('acns', 'param acns bool\n\n'),
      acnsBy('acns', 'param acns bool = false\n\n'),
      crlf(acnsBy('true', '')),
      bicepCluster("networkPlugin: 'kubenet'"),
      "param acns bool = true\n\nmodule aks 'modules/aks.bicep' = {\n  name: 'aks'\n  params: { acns: acns }\n}\n",
      'resource broken ',
    ],
  },
  {
    path: 'infra/modules/aks.bicep',
    languageId: 'bicep',
    texts: [acnsBy('acns', 'param acns bool\n\n'), acnsBy('false', ''), ''],
    isRare: true,
  },
  {
    path: 'infra/main.bicepparam',
    languageId: 'bicep-params',
    texts: ["using 'main.bicep'\nparam acns = true\n", "using 'main.bicep'\nparam acns = false\n"],
  },
  {
    path: 'infra/main.parameters.json',
    languageId: 'json',
    texts: [parametersOf(true), parametersOf(false), '{'],
  },
  {
    path: 'infra/main.json',
    languageId: 'json',
    texts: [armWithAcns('parameter'), armWithAcns('on'), crlf(armWithAcns('off')), '{"a": '],
    isRare: true,
  },
  {
    path: 'create.sh',
    languageId: 'shellscript',
    texts: [
      azCreate('--enable-acns'),
      azCreate('--kubernetes-version 1.28 --pod-cidr 10.10.0.0/16'),
      '# nothing yet\n',
    ],
    isRare: true,
  },
  {
    path: 'docs/create.md',
    languageId: 'markdown',
    texts: [
      `# Create\n\n\`\`\`bash\n${azCreate('--pod-cidr 10.10.0.0/16')}\`\`\`\n`,
      `\`\`\`yaml\n${anyDestination}\`\`\`\n`,
      '',
    ],
    isRare: true,
  },
];

/** Files that decide about each other: who is deployed where, and on what cluster. */
export const fileChoices: readonly FileChoice[] = [
  { path: 'apps/web.yaml', languageId: 'yaml', texts: manifests },
  { path: 'apps/api.yaml', languageId: 'yaml', texts: manifests },
  { path: 'apps/base/moved.yml', languageId: 'yaml', texts: manifests },
  ...deployingFiles,
  ...chartFiles,
  ...clusterFiles,
];
