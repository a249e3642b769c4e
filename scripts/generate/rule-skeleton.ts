import type { RuleCategory } from '../../server/src/core/index';
import { rules } from '../../server/src/core/index';
import { newestStableApiVersion } from '../../server/src/core/knowledge/api-versions';
import { pageHeadings } from './rule-page';

/** A file of a new rule; the path is relative to the root of the repository. */
export interface NewFile {
  readonly path: string;
  readonly content: string;
}

export const ruleList = 'server/src/core/rules/index.ts';

/** What a new rule of a category starts from. */
interface Skeleton {
  /** The model kind that `check` gets, and what a rule calls it. */
  readonly kind: string;
  readonly variable: string;
  readonly language: 'yaml' | 'bicep';
  /** Where its name is, and the place that stands for the whole of it. */
  readonly subject: string;
  readonly place: 'kindRange' | 'range';
  /** The line of the example with that place, and the column. */
  readonly marked: RegExp;
  readonly column: number;
  /** A key of `sources`. */
  readonly source: string;
  readonly example: (name: string) => string;
}

const ofKubernetes = {
  language: 'yaml',
  place: 'kindRange',
  marked: /^kind: .*$/m,
  column: 7,
} as const;

const skeletons: Readonly<Partial<Record<RuleCategory, Skeleton>>> = {
  'network-policy': {
    kind: 'NetworkPolicy',
    variable: 'policy',
    ...ofKubernetes,
    subject: 'policy.object',
    source: 'kubernetesPolicies',
    example: (name) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: shop
`,
  },
  'cilium-policy': {
    kind: 'CiliumPolicy',
    variable: 'policy',
    ...ofKubernetes,
    subject: 'policy.object',
    source: 'ciliumPage',
    example: (name) => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata:
  name: ${name}
spec:
  endpointSelector:
    matchLabels:
      app: web
  ingress:
    - fromEndpoints:
        - matchLabels:
            app: shop
`,
  },
  workload: {
    kind: 'KubernetesObject',
    variable: 'object',
    ...ofKubernetes,
    subject: 'object',
    source: 'ciliumPage',
    example: (name) => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: 8080
`,
  },
  cluster: {
    kind: 'AksCluster',
    variable: 'cluster',
    language: 'bicep',
    subject: 'cluster',
    place: 'range',
    marked: /^resource .*$/m,
    column: 14,
    source: 'ciliumPage',
    example: (
      name,
    ) => `resource aks 'Microsoft.ContainerService/managedClusters@${newestStableApiVersion}' = {
  name: '${name}'
  location: 'westeurope'
}
`,
  },
};

/** Why a rule cannot be made, or undefined when it can. */
export function refusal(category: string, name: string): string | undefined {
  const known = Object.keys(skeletons);
  if (!known.includes(category)) {
    return `"${category}" is no category for a new rule; there are ${known.join(', ')}.`;
  }
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
    return `"${name}" is no name for a rule: words in lower case with "-" between them.`;
  }
  if (name.startsWith('no-')) {
    return `"${name}" starts with "no-": a rule's name says the bad pattern.`;
  }
  return rules.some((rule) => rule.name === name)
    ? `There is a rule "${name}" already.`
    : undefined;
}

/** The files of a new rule: a check that works, its page, a case that fails and one that does not. */
export function newRuleFiles(
  category: RuleCategory,
  name: string,
  version: string,
): readonly NewFile[] {
  const skeleton = skeletons[category];
  if (skeleton === undefined) {
    return [];
  }
  const fixtures = `test/fixtures/rules/${name}`;
  const { language, column } = skeleton;
  const comment = language === 'bicep' ? '//' : '#';
  const marked = skeleton
    .example(name)
    .replace(
      skeleton.marked,
      (line) => `${line} ${comment} expect: ${name}@${column} (warning) "${name}"`,
    );
  return [
    {
      path: `server/src/core/rules/${category}/${name}.ts`,
      content: ruleFile(category, name, version, skeleton),
    },
    { path: `docs/rules/${name}.md`, content: page(name, skeleton) },
    { path: `${fixtures}/found.${language}`, content: marked },
    { path: `${fixtures}/valid-other-name.${language}`, content: skeleton.example('other-name') },
  ];
}

function ruleFile(
  category: RuleCategory,
  name: string,
  version: string,
  { kind, variable, subject, place, source }: Skeleton,
): string {
  return `import { defineRule } from '../../engine/define-rule';
import { sources } from '../../knowledge/sources';
import { known } from '../../model/traced';

/** Say here, in a line or two, why this is wrong on this dataplane. */
export default defineRule({
  meta: {
    name: '${name}',
    title: '${titleOf(name)}',
    category: '${category}',
    severity: 'warning',
    recommended: true,
    since: '${version}',
    appliesTo: '${kind}',
    messages: {
      found: '"{{name}}" is named like the rule that finds it, and nothing changes in the cluster.',
    },
    references: [sources.${source}.url],
  },
  check(${variable}, { report }) {
    const { name, ${place} } = ${subject};
    if (known(name) === '${name}') {
      report({ messageId: 'found', at: ${place}, data: { name: '${name}' } });
    }
  },
});
`;
}

/** Stands in a new page where its author has to write; a test refuses pages that still have it. */
export const unwritten = '<!-- write: ';

const hints: Readonly<Record<(typeof pageHeadings)[number], string>> = {
  '## What it does': 'one or two sentences: what is reported, and where.',
  '## Why it matters': 'what the cluster does, and what the author expected.',
  '## Example': '',
  '### Bad': '',
  '### Good': '',
  '## Fix': 'how to fix it by hand, and what the fixes offered do.',
  '## Options': 'each option with its default, or "None."',
  '## When it stays silent': 'what is not reported, and why.',
  '## References': 'the sources, those in the rule itself first.',
};

function page(name: string, { example, language }: Skeleton): string {
  const block = (text: string) => `\`\`\`${language}\n${text}\`\`\``;
  const sections = pageHeadings.flatMap((heading) => {
    const hint = hints[heading];
    const body =
      heading === '### Bad'
        ? block(example(name))
        : heading === '### Good'
          ? block(example('other-name'))
          : hint && `${unwritten}${hint} -->`;
    return body === '' ? [heading] : [heading, body];
  });
  return `${[`# ${name}`, ...sections].join('\n\n')}\n`;
}

/** The list of rules with one more in it. */
export function withRule(list: string, category: string, name: string): string {
  const importLine = /^import (\w+) from '\.\/([a-z-]+\/[a-z0-9-]+)';\n/gm;
  const entries = [...list.matchAll(importLine)].map(([, id = '', path = '']) => ({ id, path }));
  const all = [...entries, { id: camelCase(name), path: `${category}/${name}` }].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
  const imports = all.map(({ id, path }) => `import ${id} from './${path}';\n`).join('');
  const names = all.map(({ id }) => `  ${id},\n`).join('');
  const head = list.replace(importLine, '');
  return head
    .replace(/((?:^import .*\n)+)/m, (others: string) => others + imports)
    .replace(/(export const rules[^=]*= \[)[^\]]*\]/, (_, start: string) => `${start}\n${names}]`);
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
