// Prints what was measured, and writes it down when it is all of it.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, platform, release, totalmem } from 'node:os';

const require = createRequire(new URL('../package.json', import.meta.url));
const { version } = require('./package.json');

/** @typedef {import('./run.mjs').Row} Row */

/** @param {readonly Row[]} rows @param {{ isPartial: boolean }} options a partial run is printed only */
export function writeResults(rows, { isPartial }) {
  console.log(`\n${tables(rows)}`);
  if (isPartial) {
    return;
  }
  const machine = {
    date: new Date().toISOString().slice(0, 10),
    version,
    node: process.version,
    system: `${platform()} ${release()}`,
    processor: `${cpus()[0]?.model.trim()}, ${cpus().length} cores`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
  };
  write('results.json', `${JSON.stringify({ machine, rows }, undefined, 2)}\n`);
  write('../docs/performance.md', page(rows, machine));
}

/** @param {string} file @param {string} text */
function write(file, text) {
  writeFileSync(new URL(file, import.meta.url), text);
}

/** @param {readonly Row[]} rows @param {Readonly<Record<string, string>>} machine */
function page(rows, machine) {
  return `# Performance

Written by \`npm run bench\`; [bench/](../bench/README.md) says how it measures. Medians of runs in turn on one machine: the ratios tell
more than the figures.

${Object.entries(machine)
  .map(([name, value]) => `* ${name}: ${value}`)
  .join('\n')}

${tables(rows)}
`;
}

/** @param {readonly Row[]} rows */
function tables(rows) {
  const topics = [...new Set(rows.map(({ topic }) => topic))];
  return topics
    .map((topic) => {
      const own = rows.filter((row) => row.topic === topic);
      const lines = own.map((row) => {
        if (row.peerName === '') {
          return `| ${row.name} | ${show(row.ours, row.unit)} | | | |`;
        }
        const better = isBiggerBetter(row) ? row.ours / row.peer : row.peer / row.ours;
        return `| ${row.name} | ${show(row.ours, row.unit)} | ${show(row.peer, row.unit)} | ${better.toFixed(better < 10 ? 2 : 0)}x | ${row.peerName} |`;
      });
      return [
        `## ${topic}`,
        '',
        '| what | this project | peer | better by | the peer |',
        '| --- | ---: | ---: | ---: | --- |',
        ...lines,
        '',
      ].join('\n');
    })
    .join('\n')
    .trimEnd();
}

/** @param {Row} row */
function isBiggerBetter({ unit }) {
  return unit.endsWith('/s');
}

/** @param {number} value @param {string} unit */
function show(value, unit) {
  return `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
}
