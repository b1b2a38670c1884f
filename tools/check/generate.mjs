// `npm run generate` writes every generated file; with --check it only tells which would change (and fails).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFile } from '../run/run-ts.mjs';

const home = join(dirname(fileURLToPath(import.meta.url)), '../..');
const GENERATORS = ['tools/generate/json-schemas.ts', 'tools/generate/clean-room-coverage.ts', 'tools/generate/clean-rooms-types.ts'];
const checking = process.argv.includes('--check');

const changed = [];
for (const generator of GENERATORS) {
  for (const [path, text] of await run(generator)) {
    const target = join(home, path);
    if (read(target) === text) continue;
    changed.push(path);
    if (!checking) {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
  }
}

for (const path of changed) console.log(checking ? `${path} is not what its generator makes: npm run generate` : `wrote ${path}`);
if (checking && changed.length > 0) process.exit(1);
if (changed.length === 0) console.log('every generated file is up to date');

/** A generator exports generate(): a map from path in the workspace to text. */
async function run(generator) {
  const { generate } = createRequire(import.meta.url)(await bundleFile(join(home, generator)));
  return generate();
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
