import type { SourceImport } from './import-graph';

/**
 * Who may import whom: the folders or files a file may import from besides its own folder, and the packages. The
 * first entry whose path the file's path starts with counts.
 */
interface Wall {
  readonly of: string;
  readonly may: readonly string[];
  readonly packages?: readonly string[];
  /** The files of the folder may not even import each other. */
  readonly apart?: boolean;
}

export const core = 'server/src/core';
export const protocol = 'server/src/protocol/index.ts';
const inCore = (...names: readonly string[]) => names.map((name) => `${core}/${name}`);

/** What findings are made of; it needs nothing but `text`. */
const finding = 'engine/finding.ts';

const coreWalls: readonly Wall[] = [
  { of: `${core}/text/`, may: [], packages: ['fastest-levenshtein'] },
  { of: `${core}/knowledge/`, may: inCore('text/') },
  { of: `${core}/syntax/`, may: inCore('text/'), packages: ['yaml', 'jsonc-parser'] },
  { of: `${core}/evaluation/`, may: inCore('text/', 'syntax/') },
  // What a module of a registry makes of its parameters is a fact of the field.
  {
    of: `${core}/model/aks/`,
    may: inCore('text/', 'syntax/', 'evaluation/', 'model/', 'knowledge/'),
  },
  { of: `${core}/model/`, may: inCore('text/', 'syntax/', 'evaluation/') },
  {
    of: `${core}/policy/`,
    may: inCore('text/', 'syntax/', 'model/', 'facts/', 'profile/', 'knowledge/', finding),
    packages: ['cidr-tools'],
  },
  {
    of: `${core}/facts/`,
    may: inCore('text/', 'syntax/', 'model/', 'policy/', 'profile/', 'knowledge/'),
  },
  {
    of: `${core}/profile/`,
    may: inCore('text/', 'model/', 'policy/', 'knowledge/', 'config/settings.ts'),
  },
  {
    of: `${core}/fixes/`,
    may: inCore('text/', 'model/', 'policy/', 'facts/', 'profile/', 'knowledge/', finding),
  },
  { of: `${core}/rules/index.ts`, may: inCore('rules/', 'engine/define-rule.ts') },
  {
    of: `${core}/rules/`,
    may: inCore(
      ...['text/', 'model/', 'policy/', 'facts/', 'profile/', 'knowledge/', 'fixes/'],
      ...['engine/define-rule.ts', finding],
    ),
    apart: true,
  },
  { of: `${core}/workspace/`, may: inCore('text/', 'syntax/'), packages: ['ignore'] },
  {
    of: `${core}/config/`,
    may: inCore('text/', 'policy/', 'profile/', 'knowledge/', 'engine/', 'workspace/language.ts'),
    packages: ['yaml', 'picomatch/posix'],
  },
  { of: `${core}/${finding}`, may: inCore('text/') },
  // Comments are no part of the tree that syntax makes.
  {
    of: `${core}/engine/suppressions/yaml-comments.ts`,
    may: inCore('text/', 'syntax/', 'engine/suppressions/'),
    packages: ['yaml'],
  },
  {
    of: `${core}/engine/`,
    may: inCore(
      ...['text/', 'syntax/', 'model/', 'policy/', 'facts/', 'profile/', 'knowledge/'],
      ...['rules/index.ts', 'config/', 'workspace/'],
    ),
  },
  {
    of: `${core}/features/`,
    may: inCore(
      ...['text/', 'syntax/', 'model/', 'policy/', 'facts/', 'profile/', 'knowledge/'],
      ...['engine/', 'config/', 'workspace/', 'fixes/'],
    ),
  },
  { of: `${core}/index.ts`, may: [`${core}/`] },
];

const walls: readonly Wall[] = [
  ...coreWalls,
  { of: 'server/src/protocol/', may: [] },
  {
    of: 'server/src/lsp/',
    may: [`${core}/index.ts`, protocol],
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument'],
  },
  {
    of: 'server/src/cli/',
    may: [`${core}/index.ts`],
    packages: ['node:', 'commander', 'fastest-levenshtein', 'picomatch', 'sarif'],
  },
  { of: 'server/src/platform/node/', may: [protocol], packages: ['node:'] },
  { of: 'server/src/platform/browser/', may: [protocol] },
  {
    of: 'server/src/main.node.ts',
    may: ['server/src/lsp/', 'server/src/platform/node/'],
    packages: ['vscode-languageserver/node'],
  },
  {
    of: 'server/src/main.browser.ts',
    may: ['server/src/lsp/', 'server/src/platform/browser/'],
    packages: ['vscode-languageserver/browser'],
  },
  { of: 'server/src/main.cli.ts', may: ['server/src/cli/'], packages: ['node:'] },
  {
    of: 'client/src/infrastructure/process-connection.ts',
    may: [protocol, 'client/src/infrastructure/'],
    packages: ['vscode', 'vscode-languageclient', 'vscode-languageclient/node'],
  },
  {
    of: 'client/src/infrastructure/worker-connection.ts',
    may: [protocol, 'client/src/infrastructure/'],
    packages: ['vscode', 'vscode-languageclient', 'vscode-languageclient/browser'],
  },
  {
    of: 'client/src/infrastructure/',
    may: [protocol],
    packages: ['vscode', 'vscode-languageclient'],
  },
  {
    of: 'client/src/features/',
    may: [protocol, 'client/src/infrastructure/'],
    packages: ['vscode', 'vscode-languageclient'],
  },
  { of: 'client/src/activate.ts', may: ['client/src/'], packages: ['vscode'] },
  {
    of: 'client/src/extension.node.ts',
    may: ['client/src/activate.ts', 'client/src/infrastructure/process-connection.ts'],
    packages: ['vscode', 'vscode-languageclient/node'],
  },
  {
    of: 'client/src/extension.browser.ts',
    may: ['client/src/activate.ts', 'client/src/infrastructure/worker-connection.ts'],
    packages: ['vscode', 'vscode-languageclient/browser'],
  },
];

/** The wall around a source file. */
export function wallOf(file: string): Wall | undefined {
  return walls.find(({ of }) => file.startsWith(of));
}

/** Whether the wall around the importing file lets the import through. */
export function isAllowed({ from, to, isPackage }: SourceImport): boolean {
  const { may = [], packages = [], apart, of = '' } = wallOf(from) ?? {};
  if (isPackage) {
    return packages.some((name) => to === name || (name === 'node:' && to.startsWith(name)));
  }
  if (from.startsWith('client/src/features/')) {
    const own = from.split('/').slice(0, 4).join('/');
    return to.startsWith(`${own}/`) || may.some((place) => to.startsWith(place));
  }
  if (from === 'client/src/activate.ts' && to.startsWith('client/src/features/')) {
    return to.endsWith('/index.ts');
  }
  const isInside = of.endsWith('/') && to.startsWith(of) && apart !== true;
  return isInside || may.some((place) => to.startsWith(place));
}
