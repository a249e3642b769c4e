// Parses every YAML file below a folder with the `yaml` package, and does nothing else.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// The version that the project itself parses with.
const require = createRequire(new URL('../package.json', import.meta.url));
const { parseAllDocuments } = require('yaml');

const [, , path = '.'] = process.argv;
const files = statSync(path).isFile()
  ? [path]
  : readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.ya?ml$/.test(file))
      .map((file) => join(path, file));
for (const file of files) {
  parseAllDocuments(readFileSync(file, 'utf8'));
}
