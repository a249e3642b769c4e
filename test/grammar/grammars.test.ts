import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formerCliFlags } from '../../server/src/core/knowledge';
import { repositoryRoot } from '../support/repository';

interface Pattern {
  readonly name?: string;
  readonly contentName?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly include?: string;
  readonly patterns?: readonly Pattern[];
  readonly captures?: Readonly<Record<string, Pattern>>;
  readonly beginCaptures?: Readonly<Record<string, Pattern>>;
  readonly endCaptures?: Readonly<Record<string, Pattern>>;
}

interface Grammar extends Pattern {
  readonly scopeName: string;
  readonly injectionSelector?: string;
  readonly repository?: Readonly<Record<string, Pattern>>;
}

interface Contribution {
  readonly scopeName: string;
  readonly path: string;
  readonly language?: string;
  readonly injectTo?: readonly string[];
}

const { contributes } = readJson<{ contributes: { grammars: readonly Contribution[] } }>(
  'package.json',
);
const files = readdirSync(join(repositoryRoot, 'syntaxes')).map((name) => `syntaxes/${name}`);
const grammars = files.map((path) => [path, readJson<Grammar>(path)] as const);

/** What TextMate themes know the first words of. */
const knownRoots =
  /^(?:comment|constant|entity|invalid|keyword|markup|meta|punctuation|storage|string|support|variable)\.[a-z.-]+$/;

describe('grammars', () => {
  it('are contributed, each once and by the name that stands in it', () => {
    const contributed = contributes.grammars.map(({ path, scopeName }) => [path, scopeName]).sort();
    expect(contributed).toEqual(
      grammars.map(([path, { scopeName }]) => [`./${path}`, scopeName]).sort(),
    );
  });

  it('are either of a language or injected into those of others', () => {
    for (const { scopeName, language, injectTo } of contributes.grammars) {
      const [, grammar] = grammars.find(([, each]) => each.scopeName === scopeName) ?? [];
      expect(injectTo === undefined, scopeName).toBe(language !== undefined);
      expect(grammar?.injectionSelector === undefined, scopeName).toBe(injectTo === undefined);
    }
  });

  it('give a language only a grammar whose scope nobody else defines', () => {
    // The last grammar of a language is the one that is used, so that of an extension for Bicep, which comes later by
    // the name of its folder, wins; a scope name that both define would make the editor mix up the two files.
    const own = contributes.grammars.filter(({ language }) => language !== undefined);
    expect(own.map(({ language, scopeName }) => [language, scopeName])).toEqual([
      ['bicep', 'source.bicep.aks-cilium'],
    ]);
  });
});

describe.each(grammars)('%s', (_path, grammar) => {
  const patterns = patternsWithin({ ...grammar, name: '' });

  it('includes only what is there, and everything that is there', () => {
    const included = new Set(
      patterns.flatMap(({ include }) => (include === undefined ? [] : [include])),
    );
    expect([...included].sort()).toEqual(
      Object.keys(grammar.repository ?? {})
        .map((name) => `#${name}`)
        .sort(),
    );
  });

  it('has names that themes know, and that say whose they are', () => {
    const suffix = grammar.scopeName.startsWith('source.bicep') ? 'bicep' : 'aks-cilium';
    const names = patterns.flatMap(({ name, contentName }) =>
      `${name ?? ''} ${contentName ?? ''}`.split(' '),
    );
    for (const name of names.filter((each) => each !== '')) {
      expect(name).toMatch(knownRoots);
      expect(['yaml', suffix]).toContain(name.split('.').at(-1));
    }
  });

  it('has expressions that are valid, and no begin without an end', () => {
    for (const { match, begin, end } of patterns) {
      for (const expression of [match, begin, end]) {
        expect(() => new RegExp(expression ?? '')).not.toThrow();
      }
      expect(begin === undefined).toBe(end === undefined);
    }
  });
});

describe('injected grammars', () => {
  it('match within one line only, so that they leave the structure of the file to others', () => {
    for (const [path, grammar] of grammars.filter(
      ([, each]) => each.injectionSelector !== undefined,
    )) {
      expect(
        patternsWithin(grammar).filter(({ begin }) => begin !== undefined),
        path,
      ).toEqual([]);
    }
  });

  it('stay out of comments and texts, but for comments that suppress', () => {
    for (const [, { scopeName, injectionSelector = '' }] of grammars) {
      for (const selector of injectionSelector.split(', ').filter((each) => each !== '')) {
        expect(selector, scopeName).toMatch(
          scopeName === 'aks-cilium.suppression' && selector === 'L:comment'
            ? /^/
            : /^L:\S+ -comment -string(?:\.quoted)?$/,
        );
      }
    }
  });
});

describe('words of manifests', () => {
  const grammar = grammarOf('kubernetes');

  it.each([
    ['    - ipBlock:', ['ipBlock']],
    ['ipBlock: {cidr: 10.0.0.0/8}', ['ipBlock']],
    ['- to: [{ipBlock: {}}, {toCIDRSet: []}]', ['ipBlock', 'toCIDRSet']],
    ['  hostNetwork: true', ['hostNetwork']],
    ['    - toFQDNs:', ['toFQDNs']],
    ['  egressDeny:', ['egressDeny']],
    ['        - remote-node', ['remote-node']],
    ['        - world # Internet', ['world']],
    ['    - toEntities: [host, "world"]', ['toEntities', 'host', 'world']],
  ])('%s', (line, expected) => {
    expect(wordsIn(grammar, line)).toEqual(expected);
  });

  it.each([
    'name: ipBlock',
    'myipBlock: x',
    'ipBlocks: x',
    'x: a.ipBlock: y',
    '- host',
    '- hello-world',
    'world: 1',
    'to: []',
    'egress:',
  ])('nothing in %s', (line) => {
    expect(wordsIn(grammar, line)).toEqual([]);
  });
});

describe('words of az aks commands', () => {
  const grammar = grammarOf('azure-cli');

  it.each([
    ['az aks create --name x', ['aks create']],
    ['id=$(az aks nodepool add --max-pods 30)', ['aks nodepool add', '--max-pods']],
    ['  --network-dataplane cilium \\', ['--network-dataplane', 'cilium']],
    ['  --network-plugin-mode=overlay `', ['--network-plugin-mode', 'overlay']],
    ['  --acns-advanced-networkpolicies L7', ['--acns-advanced-networkpolicies', 'L7']],
    ['az aks show -g x', ['aks']],
  ])('%s', (line, expected) => {
    expect(wordsIn(grammar, line)).toEqual(expected);
  });

  it.each([
    'az network vnet create --name cilium',
    'echo --network-dataplanes',
    'kaz aks-x',
    'cilium status',
    'make aks create',
  ])('nothing in %s', (line) => {
    expect(wordsIn(grammar, line)).toEqual([]);
  });

  it('mark flags that are gone', () => {
    for (const { name } of formerCliFlags.filter((flag) => marked.includes(flag.name))) {
      expect(wordsIn(grammar, `  ${name} `)).toEqual([name]);
    }
    const gone = formerCliFlags.map(({ name }) => name);
    expect(marked.filter((name) => !gone.includes(name))).toEqual([]);
  });
});

/** The former flags that people still find in scripts. */
const marked = [
  '--enable-ebpf-dataplane',
  '--enable-cilium-dataplane',
  '--enable-advanced-network-observability',
];

function patternsWithin(
  pattern: Pattern & { repository?: Grammar['repository'] },
): readonly Pattern[] {
  const { patterns = [], captures, beginCaptures, endCaptures, repository } = pattern;
  const within = [
    ...patterns,
    ...[captures, beginCaptures, endCaptures, repository].flatMap((each) =>
      Object.values(each ?? {}),
    ),
  ];
  return [pattern, ...within.flatMap((each) => patternsWithin(each))];
}

/** What a grammar gives names to in a line: the first pattern that matches at the earliest place wins, as in editors. */
function wordsIn(grammar: Grammar, line: string): readonly string[] {
  const words: string[] = [];
  for (let index = 0; index < line.length; ) {
    const found = firstMatch(grammar, grammar.patterns ?? [], line, index);
    if (found === undefined) {
      break;
    }
    words.push(...found.words);
    index = Math.max(found.end, index + 1);
  }
  return words;
}

function firstMatch(grammar: Grammar, patterns: readonly Pattern[], line: string, from: number) {
  const matches = patterns.flatMap((pattern) => {
    const resolved =
      pattern.include === undefined
        ? pattern
        : (grammar.repository?.[pattern.include.slice(1)] ?? {});
    const expression = new RegExp(resolved.match ?? '$^', 'dg');
    expression.lastIndex = from;
    const match = expression.exec(line);
    return match === null ? [] : [{ resolved, match }];
  });
  const [best] = matches.sort((a, b) => a.match.index - b.match.index);
  if (best === undefined) {
    return undefined;
  }
  const { resolved, match } = best;
  const named = resolved.name === undefined ? [] : [match[0]];
  const captured = Object.entries(resolved.captures ?? {}).flatMap(
    ([group, { name, patterns: inner }]) => {
      const text = match[Number(group)] ?? '';
      return inner === undefined
        ? /aks-cilium/.test(name ?? '')
          ? [text]
          : []
        : wordsIn(
            { ...grammar, patterns: inner.filter(({ include }) => include !== undefined) },
            text,
          );
    },
  );
  return { words: [...named, ...captured], end: match.index + match[0].length };
}

function grammarOf(name: string): Grammar {
  return readJson<Grammar>(`syntaxes/${name}.tmLanguage.json`);
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(repositoryRoot, path), 'utf8')) as T;
}
