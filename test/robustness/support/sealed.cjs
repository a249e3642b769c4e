// Loaded before a program: whatever would reach beyond its files is told on standard error, and refused.
const refuse = (what) => () => {
  process.stderr.write(`REACHED OUT: ${what}\n`);
  throw new Error(what);
};

const seal = (owner, name, names) => {
  for (const each of names) {
    owner[each] = refuse(`${name}.${each}`);
  }
};

const childProcess = require('node:child_process');
seal(childProcess, 'child_process', [
  'spawn',
  'spawnSync',
  'exec',
  'execSync',
  'execFile',
  'execFileSync',
  'fork',
]);
const net = require('node:net');
seal(net, 'net', ['connect', 'createConnection', 'createServer']);
seal(net.Socket.prototype, 'Socket', ['connect']);
seal(net.Server.prototype, 'Server', ['listen']);
seal(require('node:dgram'), 'dgram', ['createSocket']);
seal(require('node:dns'), 'dns', ['lookup', 'resolve']);
for (const name of ['http', 'https']) {
  seal(require(`node:${name}`), name, ['request', 'get', 'createServer']);
}
// More threads of the same program are sealed as the first is: what is loaded before it is loaded before them.
const threads = require('node:worker_threads');
threads.Worker = class extends threads.Worker {
  constructor(file, options) {
    if (file !== process.argv[1] || options?.eval) {
      refuse('worker_threads.Worker')();
    }
    super(file, options);
  }
};
seal(require('node:vm'), 'vm', ['runInThisContext', 'runInNewContext', 'runInContext']);
seal(globalThis, 'global', ['fetch', 'WebSocket', 'EventSource']);
