import { anyDestination } from '../../lsp/support/texts';
import { ciliumPolicy, fieldsOf, type Json, replaced } from './policy-fields';
import { richTexts, withWordReplaced, wordsOf } from './rich-texts';

/** What a policy has that Kubernetes itself knows. */
const networkPolicy: Json = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
  spec: {
    podSelector: {
      matchLabels: { app: 'web' },
      matchExpressions: [{ key: 'tier', operator: 'In', values: ['front'] }],
    },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ namespaceSelector: {}, podSelector: {} }], ports: [{ port: 80 }] }],
    egress: [
      {
        to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }],
        ports: [{ port: 8000, endPort: 9000, protocol: 'TCP' }],
      },
    ],
  },
};

/** The policies with something else in each of their fields, one document each. */
function policiesWith(by: Json): string {
  return [ciliumPolicy, networkPolicy]
    .flatMap((policy) => fieldsOf(policy).map((path) => JSON.stringify(replaced(policy, path, by))))
    .join('\n---\n');
}

const template = (resources: string) =>
  `{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0", "resources": ${resources}}`;

const cluster = (more: string) =>
  template(
    `[{"type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2025-09-01", "name": "a", ${more}}]`,
  );

const head = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\n';
const levels = 5_000;

const blocks = (open: string) =>
  Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}${open}\n`).join('');

const laughs = Array.from({ length: 12 }, (_, index) => {
  const aliases = Array.from({ length: 9 }, () => `*a${index}`).join(', ');
  return `a${index + 1}: &a${index + 1} [${aliases}]\n`;
}).join('');

const merges = Array.from({ length: 12 }, (_, index) => {
  const aliases = Array.from({ length: 9 }, () => `*m${index}`).join(', ');
  return `m${index + 1}: &m${index + 1} {<<: [${aliases}], k${index}: 1}\n`;
}).join('');

const odd =
  '__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\ntoString: 1\n';

/** Expressions that take a backtracking engine for ever. */
const regexes = ['(a+)+$', '(a|aa)+$', '(.*)*x', '([a-zA-Z]+)*$', '(a?){50}a{50}', '(((a*)*)*)*b']
  .map(
    (path, index) => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: a${index}, namespace: shop}
spec:
  endpointSelector: {}
  ingress:
    - toPorts:
        - ports: [{port: "80", protocol: TCP}]
          rules: {http: [{path: '${path}${'a'.repeat(5_000)}!', method: '${path}'}]}
`,
  )
  .join('---\n');

/** In each language files with a value of a megabyte, in folders of their own: they define clusters. */
const megabytes = Object.fromEntries(
  Object.entries(richTexts).flatMap(([name, text]) => {
    const words = wordsOf(text);
    // Some of each, spread over the file.
    return ['a', '1.'].flatMap((piece, index) => {
      const word = words[Math.floor((0.35 + 0.4 * index) * words.length)];
      const value = piece.repeat(1_000_000 / piece.length);
      return word === undefined
        ? []
        : [[`megabyte-${index}/${name}`, withWordReplaced(text, word, value)]];
    });
  }),
);

/** Text files that nobody writes by accident: names to contents. */
export const hostileTexts: Readonly<Record<string, string>> = {
  'nesting-flow.yaml': `${head}spec: ${'['.repeat(levels)}${']'.repeat(levels)}\n`,
  'nesting-maps.yaml': `${head}spec: ${'{a: '.repeat(levels)}1${'}'.repeat(levels)}\n`,
  'nesting-open.yaml': `${head}spec: ${'{a: ['.repeat(levels)}`,
  'nesting-block.yaml': `${head}spec:\n${blocks(' a:')}`,
  'nesting-dashes.yaml': `${head}spec:\n  ${'- '.repeat(levels)}a\n`,
  'nesting.json': cluster(`"properties": ${'{"a": ['.repeat(levels)}${']}'.repeat(levels)}`),
  'nesting-expression.json': cluster(
    `"location": "[${'concat('.repeat(levels)}'a'${')'.repeat(levels)}]"`,
  ),
  'nesting.bicep': `param a object = ${'{ a: '.repeat(levels)}1${' }'.repeat(levels)}\n`,
  'nesting-lists.bicep': `var a = ${'['.repeat(levels)}${']'.repeat(levels)}\n`,
  'nesting-calls.bicep': `var a = ${'concat('.repeat(levels)}'a'${')'.repeat(levels)}\n`,
  'nesting-strings.bicep': `var a = ${"'${".repeat(levels)}1${"}'".repeat(levels)}\n`,
  'nesting-operators.bicep': `var a = ${'!(-('.repeat(levels)}1${'))'.repeat(levels)}\n`,
  'nesting.bicepparam': `using 'a.bicep'\nparam a = ${'[{ a: '.repeat(levels)}1\n`,
  'nesting.sh': `az aks create -n ${'$('.repeat(levels)}a${')'.repeat(levels)}\n`,
  'nesting-quotes.sh': `az aks create -n ${'"$('.repeat(levels)}a\n`,
  'nesting-groups.ps1': `${'if (1) { '.repeat(levels)}az aks create -n a${' }'.repeat(levels)}\n`,
  'laughs.yaml': `a0: &a0 [lol]\n${laughs}${head}spec: *a12\n`,
  'merges.yaml': `m0: &m0 {a: 1}\n${merges}${head}spec: {<<: *m12}\n`,
  'line.yaml': `${head}x: "${'x '.repeat(2_500_000)}"\n`,
  'line.json': `{"apiVersion": "v1", "kind": "Pod", "a": "${'x'.repeat(5_000_000)}"}`,
  'line.sh': `az aks create -n ${'x'.repeat(5_000_000)} --network-dataplane cilium\n`,
  'line.bicep': `var a = '${'x'.repeat(5_000_000)}'\n`,
  'documents.yaml': `${`${head}---\n`.repeat(10_000)}${'kind: ConfigMap\n---\n'.repeat(90_000)}`,
  'too-many-documents.yaml': 'a: 1\n---\n'.repeat(210_000),
  'proto.yaml': `${head}${odd}spec:\n  podSelector: {matchLabels: {__proto__: a, constructor: b}}\n`,
  'proto.json': cluster('"__proto__": {"location": "a"}, "constructor": 1, "properties": null'),
  'proto.bicep':
    "param __proto__ string = 'a'\nvar constructor = __proto__\noutput toString string = constructor\n",
  'proto.bicepparam': "using 'proto.bicep'\nparam __proto__ = 'b'\nparam hasOwnProperty = 1\n",
  'proto/aks-cilium.yaml': `${odd}profile: {__proto__: {acns: true}, constructor: 1}\nrules: {__proto__: error, toString: error}\n`,
  'proto/policy.yaml': head,
  'any.yaml': anyDestination,
  'regexes.yaml': regexes,
  'null.yaml': policiesWith(null),
  'number.yaml': policiesWith(-7.5),
  'list.yaml': policiesWith([[{}]]),
  'map.yaml': policiesWith({ a: { a: 1 } }),
  'strange.yaml': policiesWith('\u0000\u001b[31m\u202e<script>`${x}`'),
  'long.yaml': policiesWith('(1-'.repeat(10_000)),
  'controls.yaml': `${head}x: "\u0001\u0002"\n\u000b\u000c\n`,
  ...megabytes,
  'surrogates.yaml': `${head}# \ud800 \udc00\n`,
};

/** What is no text at all: names to contents. */
export const hostileBytes: Readonly<Record<string, Uint8Array>> = {
  'nul.yaml': Buffer.from(`${head}\0`),
  'latin1.yaml': Buffer.concat([Buffer.from(`${head}# caf`), Buffer.from([0xe9, 0x0a])]),
  'overlong.json': Buffer.from([0x7b, 0xc0, 0xaf, 0x7d]),
  'half.yaml': Buffer.from([0xff, 0xfe, 0x61]),
};

/** Says something to a person: a sentence of a length that can be read, without what a program spilt. */
export function isForPeople(message: string): boolean {
  return (
    message.length > 10 &&
    message.length < 1_500 &&
    /[.)`"]$/.test(message) &&
    !/undefined|\[object|NaN|\bat \w+ \(|TypeError|RangeError/.test(message)
  );
}
