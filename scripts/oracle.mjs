// Asks Cilium's own code again: `npm run oracle`. Needs Go and its module proxy; what it writes is committed, so that
// nothing else needs them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importTypeScript } from './generate/import-typescript.mjs';
import { ciliumModules, definitionText } from './oracle/oracles.mjs';
import { repositoryRoot } from './setup/paths.mjs';
import { npmTool, runQuietly } from './setup/run-command.mjs';

const biome = join(repositoryRoot, 'node_modules', '.bin', npmTool('biome'));
const kinds = [
  ['CiliumNetworkPolicy', 'ciliumnetworkpolicies'],
  ['CiliumClusterwideNetworkPolicy', 'ciliumclusterwidenetworkpolicies'],
];

const modules = ciliumModules();
const { packSchemas } = await importTypeScript('scripts/oracle/pack-schema.ts');
await write(
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

/** @param {string} path @param {string} content */
async function write(path, content) {
  writeFileSync(join(repositoryRoot, path), content);
  await runQuietly(biome, ['format', '--write', path], { cwd: repositoryRoot });
  console.log(`wrote ${path}`);
}
