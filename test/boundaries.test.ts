import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { transform } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, buildBundles } from './support/bundles';
import { circles, importsBelow, sourceFiles } from './support/import-graph';
import { repositoryRoot } from './support/repository';
import { core, isAllowed, protocol, wallOf } from './support/walls';

const imports = [...importsBelow('server/src'), ...importsBelow('client/src')];

describe('the walls between the folders', () => {
  it('stand around every source file', () => {
    const files = [...sourceFiles('server/src'), ...sourceFiles('client/src')];
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => wallOf(file) === undefined)).toEqual([]);
  });

  it('are kept by every import, types included', () => {
    const broken = imports.filter((each) => !isAllowed(each));
    expect(broken.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it.each([
    [
      'a rule, another rule',
      `${core}/rules/network-policy/a.ts`,
      `${core}/rules/network-policy/b.ts`,
    ],
    ['a rule, one of another category', `${core}/rules/a/a.ts`, `${core}/rules/b/b.ts`],
    ['a rule, syntax', `${core}/rules/a/a.ts`, `${core}/syntax/yaml/tree.ts`],
    ['a rule, the engine', `${core}/rules/a/a.ts`, `${core}/engine/lint.ts`],
    ['a rule, the list of rules', `${core}/rules/a/a.ts`, `${core}/rules/index.ts`],
    ['the model, a rule', `${core}/model/a.ts`, `${core}/rules/a/a.ts`],
    ['syntax, the model', `${core}/syntax/yaml/a.ts`, `${core}/model/a.ts`],
    ['knowledge, the model', `${core}/knowledge/a.ts`, `${core}/model/a.ts`],
    ['core, lsp', `${core}/engine/a.ts`, 'server/src/lsp/convert.ts'],
    ['core, the protocol', `${core}/engine/a.ts`, protocol],
    ['lsp, inner parts of core', 'server/src/lsp/a.ts', `${core}/engine/lint.ts`],
    ['lsp, cli', 'server/src/lsp/a.ts', 'server/src/cli/main.ts'],
    ['cli, lsp', 'server/src/cli/a.ts', 'server/src/lsp/server.ts'],
    ['the client, core', 'client/src/features/a/a.ts', `${core}/index.ts`],
    ['a feature, its sibling', 'client/src/features/a/a.ts', 'client/src/features/b/index.ts'],
    [
      'the infrastructure, a feature',
      'client/src/infrastructure/a.ts',
      'client/src/features/b/b.ts',
    ],
    [
      'the activation, the inside of a feature',
      'client/src/activate.ts',
      'client/src/features/b/b.ts',
    ],
    ['the protocol, core', 'server/src/protocol/a.ts', `${core}/index.ts`],
  ])('keep out: %s', (_what, from, to) => {
    expect(isAllowed({ from, to, isPackage: false, isType: true })).toBe(false);
  });

  it.each([
    [`${core}/rules/a/a.ts`, 'yaml'],
    [`${core}/text/a.ts`, 'node:fs'],
    [`${core}/syntax/yaml/a.ts`, 'yaml-language-server'],
    ['server/src/lsp/a.ts', 'vscode-languageserver/node'],
    ['server/src/lsp/a.ts', 'node:path'],
    ['server/src/platform/browser/a.ts', 'node:path'],
    ['client/src/infrastructure/a.ts', 'vscode-languageclient/node'],
    ['client/src/infrastructure/a.ts', 'node:path'],
  ])('keep out of %s: %s', (from, to) => {
    expect(isAllowed({ from, to, isPackage: true, isType: true })).toBe(false);
  });

  it('have no circles of files that need each other', () => {
    // The functions of a parser, or an evaluator, call each other in circles, because the grammar does.
    const grammars = [`${core}/syntax/`, `${core}/evaluation/`];
    const parsers = imports.filter(({ from }) =>
      grammars.some((folder) => from.startsWith(folder)),
    );
    expect(circles(parsers).filter((circle) => !isWithinOneFolder(circle))).toEqual([]);
    const others = imports.filter(
      ({ from, isType }) => !isType && !parsers.some((parser) => parser.from === from),
    );
    expect(circles(others)).toEqual([]);
  });
});

describe('the rooms of the semantics of policies', () => {
  it('have no circles: what two of them need stands above, or in a room that needs neither', () => {
    const top = `${core}/policy`;
    const between = importsBelow(top).flatMap((each) => {
      const [from, to] = [dirname(each.from), dirname(each.to)];
      const isBetween = from !== to && [from, to].every((room) => room.startsWith(`${top}/`));
      return isBetween ? [{ ...each, from, to }] : [];
    });
    expect(between.length).toBeGreaterThan(10);
    expect(circles(between)).toEqual([]);
  });
});

describe('the protocol', () => {
  it.each(sourceFiles('server/src/protocol'))('%s holds types and texts only', async (file) => {
    const { code } = await transform(readFileSync(join(repositoryRoot, file), 'utf8'), {
      loader: 'ts',
    });
    const rest = code
      .replace(/^(?:import|export) \{[^}]*\}(?: from "[^"]*")?;$/gm, '')
      .replace(/^import "[^"]*";$/gm, '')
      .replace(/^(?:export )?const \w+ = (?:"[^"]*"|\[[\s",.\w-]*\]);$/gm, '');
    expect(rest.trim()).toBe('');
  });
});

describe('the bundles', () => {
  let bundles: readonly Bundle[] = [];
  beforeAll(async () => {
    bundles = await buildBundles();
  }, 60_000);
  const bundle = (name: string) => {
    const found = bundles.find((each) => each.name === name);
    if (found === undefined) {
      throw new Error(`There is no bundle ${name}.`);
    }
    return found;
  };
  const sourcesOf = (name: string) =>
    Object.keys(bundle(name).inputs).filter((path) => !path.includes('node_modules'));

  it('are five', () => {
    const names = ['client.node', 'client.browser', 'server.node', 'server.browser', 'cli'];
    expect(bundles.map(({ name }) => name)).toEqual(names);
  });

  it('are made of imports that the walls above were held against', () => {
    const known = new Set(imports.map(({ from, to }) => `${from} ${to}`));
    const edges = bundles.flatMap(({ name, inputs }) =>
      sourcesOf(name).flatMap((path) =>
        (inputs[path]?.imports ?? [])
          .filter((each) => each.path.endsWith('.ts'))
          .map((each) => `${path} ${each.path}`),
      ),
    );
    expect(edges.length).toBeGreaterThan(300);
    expect(edges.filter((edge) => !known.has(edge))).toEqual([]);
  });

  it.each(['client.browser', 'server.browser'])('%s has nothing of Node in it', (name) => {
    const { inputs, text } = bundle(name);
    const paths = Object.keys(inputs);
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => /\/lib\/node\/|platform\/node\//.test(path))).toEqual([]);
    const required = [...text.matchAll(/\brequire\(([^)]*)\)/g)].map(([, what]) => what);
    const allowed = name === 'client.browser' ? ['"vscode"'] : [];
    expect(required.filter((what) => !allowed.includes(what ?? ''))).toEqual([]);
    expect([...text.matchAll(/["'`]node:\w+/g)].map(([match]) => match)).toEqual([]);
  });

  it.each(['client.node', 'client.browser'])('%s knows nothing of core', (name) => {
    expect(
      sourcesOf(name).filter((path) => !/^(?:client|server\/src\/protocol)\//.test(path)),
    ).toEqual([]);
  });

  it('cli and servers keep out of each other', () => {
    expect(
      sourcesOf('cli').filter((path) => /src\/(?:lsp|protocol|platform)\//.test(path)),
    ).toEqual([]);
    for (const name of ['server.node', 'server.browser']) {
      expect(sourcesOf(name).filter((path) => path.includes('src/cli/'))).toEqual([]);
    }
  });

  it('run no programs and talk to no network', () => {
    const reaching =
      /^(?:node:)?(?:child_process|cluster|dgram|dns|http2?|https|net|tls|vm|worker_threads)(?:\/|$)/;
    // The clients start the server with these; commander could start subcommands, and has none here.
    const trusted =
      /node_modules\/(?:vscode-languageclient|vscode-languageserver|vscode-jsonrpc|commander)\//;
    // The command line has more threads of itself.
    const ownThreads = (path: string, what: string) =>
      /^server\/src\/(?:cli\/parallel\/|main\.cli\.ts$)/.test(path) &&
      what === 'node:worker_threads';
    const reached = bundles.flatMap(({ name, inputs }) =>
      Object.entries(inputs).flatMap(([path, input]) =>
        input.imports
          .filter((each) => reaching.test(each.path) && !trusted.test(path))
          .filter((each) => !ownThreads(path, each.path))
          .map((each) => `${name}: ${path} imports ${each.path}`),
      ),
    );
    expect(reached).toEqual([]);
    const used = bundles.flatMap(({ name, text }) =>
      [
        ...text.matchAll(
          /\b(?:fetch|eval|XMLHttpRequest|WebSocket|EventSource|new Function)\s*\(/g,
        ),
      ].map(([call]) => `${name}: ${call}`),
    );
    expect(used).toEqual([]);
  });

  it('hold packages that the lockfile lists as needed at run time', () => {
    const lockfile = JSON.parse(
      readFileSync(join(repositoryRoot, 'package-lock.json'), 'utf8'),
    ) as { packages: Record<string, { dev?: boolean }> };
    const packages = new Set(
      bundles.flatMap(({ inputs }) =>
        Object.keys(inputs).flatMap(
          (path) => /node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [],
        ),
      ),
    );
    expect([...packages].filter((path) => lockfile.packages[path]?.dev !== undefined)).toEqual([]);
    expect([...packages].filter((path) => lockfile.packages[path] === undefined)).toEqual([]);
  });
});

describe('files', () => {
  it('have at most 500 lines', () => {
    const long = ['server', 'client', 'scripts', 'test']
      .flatMap((folder) => writtenFiles(folder))
      .map((path) => [path, linesOf(path)] as const)
      .filter(([, lines]) => lines > 500);
    expect(long).toEqual([]);
  });
});

function isWithinOneFolder(circle: string): boolean {
  return new Set(circle.split(' -> ').map((file) => dirname(file))).size === 1;
}

function writtenFiles(folder: string): readonly string[] {
  return readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).replaceAll(sep, '/'))
    .filter((path) => /\.m?[jt]s$/.test(path) && !/node_modules|\/out\/|fixtures/.test(path));
}

function linesOf(path: string): number {
  return readFileSync(join(repositoryRoot, path), 'utf8').trimEnd().split('\n').length;
}
