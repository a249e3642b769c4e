import { beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, buildBundles } from './support/bundles';

/** What each bundle asks Node for, and nothing else: a new entry is a question about what this product may do. */
const modules: Readonly<Record<string, readonly string[]>> = {
  // The client starts the server: with child_process, or over the pipes and sockets that its library offers.
  'client.node': [
    'child_process',
    'crypto',
    'fs',
    'net',
    'os',
    'path',
    'readline',
    'util',
    'vscode',
  ],
  'client.browser': ['vscode'],
  // child_process, net and crypto belong to transports of its library that only its command line asks for.
  'server.node': [
    'buffer',
    'child_process',
    'crypto',
    'fs',
    'fs/promises',
    'net',
    'os',
    'path',
    'process',
    'timers/promises',
    'url',
    'util',
  ],
  'server.browser': [],
  // child_process belongs to subcommands that are programs of their own, of which there are none.
  // worker_threads are threads of the program itself, for very many files.
  cli: [
    'buffer',
    'child_process',
    'events',
    'fs',
    'os',
    'path',
    'process',
    'url',
    'worker_threads',
  ],
};

/** Ways to evaluate text, to load code, or to reach somebody; as minified code writes them. */
const reaching = [
  /\beval\s*\(/,
  /\(0,\s*eval\)/,
  /\bnew\s+Function\b/,
  /(?<![\w$.])Function\s*\(/,
  /\.constructor\s*\(\s*["'`]/,
  /\bset(?:Timeout|Interval)\s*\(\s*["'`]/,
  /\bimportScripts\b/,
  /\bimport\s*\(/,
  /(?<![\w$.])fetch\s*\(/,
  /\b(?:XMLHttpRequest|WebSocket|WebTransport|EventSource|RTCPeerConnection|sendBeacon)\b/,
  /\b(?:WebAssembly|SharedWorker|serviceWorker)\b/,
  /\brequire\s*\(\s*(?!["'])/,
];

let bundles: readonly Bundle[] = [];

beforeAll(async () => {
  bundles = await buildBundles({ minify: true });
}, 60_000);

describe.each(Object.keys(modules))('the bundle %s, as it is shipped,', (name) => {
  const textOf = () => bundles.find((bundle) => bundle.name === name)?.text ?? '';

  it('asks for no other modules than it is known to need', () => {
    const required = [...textOf().matchAll(/\brequire\s*\(\s*["'](?:node:)?([\w/]+)["']\s*\)/g)];
    const names = new Set(required.map(([, module]) => module ?? ''));
    expect([...names].sort()).toEqual(modules[name]);
  });

  it('evaluates no text, loads no code and calls nobody', () => {
    const text = textOf();
    expect(text.length).toBeGreaterThan(100_000);
    const found = reaching.flatMap((pattern) => {
      const match = pattern.exec(text);
      return match === null ? [] : [text.slice(Math.max(0, match.index - 40), match.index + 60)];
    });
    expect(found).toEqual([]);
  });
});

it.each([
  'a=eval("1")',
  'b=(0,eval)(c)',
  'new Function("a")',
  'var d=Function("return this")()',
  'e.constructor("return 1")()',
  'setTimeout("f()",1)',
  'importScripts("x.js")',
  'await import(g)',
  'h=require(i)',
  'fetch("https://x")',
  'new WebSocket("wss://x")',
  'navigator.sendBeacon("/x")',
])('the check itself sees %s', (code) => {
  expect(reaching.some((pattern) => pattern.test(code))).toBe(true);
});
