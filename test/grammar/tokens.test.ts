import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../support/repository';
import { readSnippets, withDefaults } from '../support/snippets';

// The editor of the end-to-end tests brings the engine and the grammars that people have; elsewhere this is left out.
const editor = join(repositoryRoot, 'test/vscode/node_modules/code-server/lib/vscode');
const isThere = existsSync(join(editor, 'node_modules/vscode-textmate'));

interface Token {
  readonly startIndex: number;
  readonly endIndex: number;
  readonly scopes: readonly string[];
}

interface Tokenizer {
  tokenizeLine(
    line: string,
    state: unknown,
  ): { readonly tokens: readonly Token[]; readonly ruleStack: unknown };
}

describe.runIf(isThere)('in the editor', () => {
  const manifest = `spec:
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0 # ipBlock: no
    - toEntities:
        - remote-node
        - host
      toPorts: "ipBlock: x"
`;

  it('words of manifests are coloured, and everything else is as it was', async () => {
    const plain = await scopesIn('source.yaml', manifest, false);
    const coloured = await scopesIn('source.yaml', manifest, true);
    const changed = coloured.filter(
      ([text, scopes]) => scopes.includes('aks-cilium') && text !== '',
    );
    expect(changed.map(([text]) => text)).toEqual(['ipBlock', 'toEntities', 'remote-node']);
    expect(coloured.filter(([, scopes]) => scopes.includes('invalid'))).toEqual([]);
    const own = ['ipBlock', 'toEntities', 'remote-node'];
    const rest = (all: typeof plain) => all.filter(([text]) => !own.includes(text));
    expect(rest(coloured)).toEqual(rest(plain));
  });

  const script = `# az aks create --network-dataplane cilium
id=$(az aks nodepool add --max-pods 30)
az aks create \\
  --name x --network-dataplane cilium --enable-ebpf-dataplane
`;

  it.each(['source.shell', 'source.powershell'])('commands are coloured in %s', async (scope) => {
    const found = await scopesIn(scope, script, true);
    const own = found
      .filter(([, scopes]) => scopes.includes('aks-cilium'))
      .map(([text]) => text.replace(/^-+/, ''));
    expect(own).toEqual([
      'aks nodepool add',
      'max-pods',
      'aks create',
      'network-dataplane',
      'cilium',
      'enable-ebpf-dataplane',
    ]);
  });

  it('commands are coloured in the fences of Markdown, and not in its text', async () => {
    const text = `az aks create\n\n\`\`\`bash\naz aks create --network-dataplane cilium\n\`\`\`\n`;
    const found = await scopesIn('text.html.markdown', text, true);
    const own = found.filter(([, scopes]) => scopes.includes('aks-cilium')).map(([word]) => word);
    expect(own).toEqual(['aks create', '-network-dataplane', 'cilium']);
  });

  it('comments that suppress are coloured', async () => {
    const comment = 'aks-cilium-disable-next-line windows-pool -- why';
    for (const [scope, text] of [
      ['source.yaml', `# ${comment}`],
      ['source.shell', `# ${comment}`],
      ['source.bicep.aks-cilium', `// ${comment}`],
      ['source.json.comments', `// ${comment}`],
    ] as const) {
      const found = await scopesIn(scope, text, true);
      const [, scopes = ''] = found.find(([word]) => word === 'windows-pool') ?? [];
      expect(scopes, scope).toContain('entity.name.function.rule.aks-cilium');
    }
  });

  it.each(readSnippets('bicep'))('Bicep is coloured: %s', async (_name, snippet) => {
    const found = await scopesIn('source.bicep.aks-cilium', withDefaults(snippet), true);
    const uncoloured = found.filter(([text, scopes]) => /\w/.test(text) && scopes === '');
    expect(uncoloured).toEqual([]);
  });

  it('the parts of Bicep are told apart', async () => {
    const text =
      "@description('it\\'s')\nvar a = [for x in y: '${f(b.c)} d'] // e\nparam t string = '''\n${u}\n'''\n";
    const found = await scopesIn('source.bicep.aks-cilium', text, true);
    const scopeOf = (word: string) =>
      found
        .find(([each]) => each.trim() === word)?.[1]
        .split(' ')
        .at(-1);
    expect(
      ['description', "\\'", 'var', 'a', 'for', 'x', 'f', 'c', 'd', '// e', 'string', '${u}'].map(
        (word) => [word, scopeOf(word)],
      ),
    ).toEqual([
      ['description', 'entity.name.function.decorator.bicep'],
      ["\\'", 'constant.character.escape.bicep'],
      ['var', 'keyword.declaration.bicep'],
      ['a', 'variable.other.definition.bicep'],
      ['for', 'keyword.control.bicep'],
      ['x', 'variable.other.readwrite.bicep'],
      ['f', 'entity.name.function.bicep'],
      ['c', 'variable.other.readwrite.bicep'],
      ['d', 'string.quoted.single.bicep'],
      ['// e', 'comment.line.double-slash.bicep'],
      ['string', 'support.type.bicep'],
      ['${u}', 'string.quoted.triple.bicep'],
    ]);
  });
});

/** The tokens of a text with their scopes below the first, in one string. */
async function scopesIn(
  scope: string,
  text: string,
  withOwn: boolean,
): Promise<readonly (readonly [string, string])[]> {
  const grammar = await loadGrammar(scope, withOwn);
  let state: unknown = null;
  return text.split('\n').flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(
      ({ startIndex, endIndex, scopes }) =>
        [line.slice(startIndex, endIndex), scopes.slice(1).join(' ')] as const,
    );
  });
}

async function loadGrammar(scope: string, withOwn: boolean): Promise<Tokenizer> {
  const load = createRequire(join(editor, 'package.json'));
  const textmate = load('vscode-textmate');
  const oniguruma = load('vscode-oniguruma');
  await oniguruma.loadWASM(readFileSync(load.resolve('vscode-oniguruma/release/onig.wasm')).buffer);
  const files = grammarFiles();
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: readonly string[]) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (name: string) => {
      const file = files.get(name);
      return file === undefined ? null : textmate.parseRawGrammar(readFileSync(file, 'utf8'), file);
    },
    getInjections: (name: string) =>
      withOwn
        ? ownGrammars()
            .filter(({ injectTo = [] }) => injectTo.includes(name))
            .map(({ scopeName }) => scopeName)
        : [],
  });
  return registry.loadGrammar(scope);
}

function ownGrammars() {
  const manifest = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as {
    contributes: {
      grammars: readonly { scopeName: string; path: string; injectTo?: readonly string[] }[];
    };
  };
  return manifest.contributes.grammars;
}

/** The files of all grammars by their scopes. */
function grammarFiles(): ReadonlyMap<string, string> {
  const theirs = ['json', 'markdown-basics', 'powershell', 'shellscript', 'yaml'].flatMap(
    (extension) => {
      const folder = join(editor, 'extensions', extension, 'syntaxes');
      return readdirSync(folder).map((name) => join(folder, name));
    },
  );
  return new Map([
    ...theirs.map(
      (file) =>
        [
          (JSON.parse(readFileSync(file, 'utf8')) as { scopeName: string }).scopeName,
          file,
        ] as const,
    ),
    ...ownGrammars().map(({ scopeName, path }) => [scopeName, join(repositoryRoot, path)] as const),
  ]);
}
