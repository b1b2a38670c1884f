// `npm run generate` writes every generated file; with --check it only tells which would change (and fails).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const home = join(dirname(fileURLToPath(import.meta.url)), '../..');
const GENERATORS = ['tools/generate/json-schemas.ts'];
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
  const outfile = join(home, 'node_modules/.cache/parley', `${generator.replaceAll('/', '-')}.mjs`);
  await build({
    absWorkingDir: home,
    entryPoints: [generator],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    tsconfig: 'tsconfig.base.json',
    logLevel: 'warning',
  });
  const { generate } = await import(pathToFileURL(outfile));
  return generate();
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
