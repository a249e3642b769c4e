// Asks Cilium's own code again: `npm run oracle [-- FOLDER]`. Needs Go and its module proxy; what it writes is committed,
// so that nothing else needs them. Policies of other projects are asked about, too, if they lie in the folder.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importTypeScript } from './generate/import-typescript.mjs';
import { askOracle, ciliumModules, definitionText } from './oracle/oracles.mjs';
import { repositoryRoot } from './setup/paths.mjs';

const kinds = [
  ['CiliumNetworkPolicy', 'ciliumnetworkpolicies'],
  ['CiliumClusterwideNetworkPolicy', 'ciliumclusterwidenetworkpolicies'],
];

const modules = ciliumModules();
const { packSchemas } = await importTypeScript('scripts/oracle/pack-schema.ts');
write(
  'server/src/core/knowledge/cilium-schema/packed.ts',
  packSchemas(
    modules.flatMap((module) =>
      kinds.map(([kind, plural]) => ({
        minor: module.minor,
        release: module.release,
        kind,
        text: definitionText(module, plural),
      })),
    ),
  ),
);

const { compareGenerated, generatedInputs, realInputs, makeRecord, oraclePage } =
  await importTypeScript('test/oracle/recording.ts');
const real = realInputs(realFiles());
const inputs = [...generatedInputs, ...real].map(({ id, text }) => ({ id, text }));
const verdicts = modules.map((module) => askOracle(module, inputs));
const releases = Object.fromEntries(modules.map(({ minor, release }) => [minor, release]));
const record = makeRecord(releases, generatedInputs, real, verdicts);
write('test/oracle/verdicts.json', linePerEntry(record));
write('docs/oracle.md', oraclePage(record, compareGenerated(record)));

/** Files of other repositories, each in a folder of its own. */
function realFiles() {
  const [, , folder] = process.argv;
  return folder !== undefined
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.ya?ml$/.test(name))
        .sort()
        .map((name) => ({
          name: name.replaceAll('\\', '/'),
          text: readFileSync(join(folder, name), 'utf8'),
        }))
    : [];
}

/** @param {Record<string, object>} tables @returns {string} JSON in which a change shows as the lines it is about */
function linePerEntry(tables) {
  const texts = Object.entries(tables).map(([name, table]) => {
    const isList = Array.isArray(table);
    const lines = Object.entries(table).map(
      ([key, value]) => `    ${isList ? '' : `${JSON.stringify(key)}: `}${JSON.stringify(value)}`,
    );
    return `  ${JSON.stringify(name)}: ${isList ? '[' : '{'}\n${lines.join(',\n')}\n  ${isList ? ']' : '}'}`;
  });
  return `{\n${texts.join(',\n')}\n}\n`;
}

/** @param {string} path @param {string} content */
function write(path, content) {
  writeFileSync(join(repositoryRoot, path), content);
  console.log(`wrote ${path}`);
}
