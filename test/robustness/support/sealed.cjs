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
seal(require('node:worker_threads'), 'worker_threads', ['Worker']);
seal(require('node:vm'), 'vm', ['runInThisContext', 'runInNewContext', 'runInContext']);
seal(globalThis, 'global', ['fetch', 'WebSocket', 'EventSource']);
