// Turns the TypeScript of the `parley` command into three plain modules: the command, the process a query runs in, and the local server.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const home = join(dirname(fileURLToPath(import.meta.url)), '../../..');

const ENTRIES = {
  parley: 'apps/cli/src/main.ts',
  'query-process': 'libs/clean-room/src/query-process/main.ts',
  'clean-room-server': 'apps/clean-room-server/src/main.ts',
};
const KEEP_OLD_MS = 24 * 3600 * 1000;

/**
 * What an entry does not use stays out of it: libs/package.json says that no module of a library acts by being loaded.
 * Bundles into node_modules/.cache/parley/<digest>/, so that packages resolve and two runs never share a half-written file.
 * @returns {Promise<{ parley: string, queryProcess: string, server: string, digest: string }>} paths, and the digest of the code.
 */
export async function bundle() {
  const result = await build({
    absWorkingDir: home,
    entryPoints: ENTRIES,
    outdir: 'bundle',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    sourcesContent: false,
    tsconfig: 'tsconfig.base.json',
    logLevel: 'warning',
  });
  const digest = createHash('sha256');
  for (const file of result.outputFiles) digest.update(file.contents);
  const name = digest.digest('hex').slice(0, 16);
  const cache = join(home, 'node_modules/.cache/parley');
  const folder = join(cache, name);
  if (!existsSync(folder)) writeWhole(cache, folder, result.outputFiles);
  const module = (entry) => join(folder, `${entry}.mjs`);
  return { parley: module('parley'), queryProcess: module('query-process'), server: module('clean-room-server'), digest: name };
}

function writeWhole(cache, folder, files) {
  mkdirSync(cache, { recursive: true });
  dropOld(cache);
  const temporary = `${folder}.${process.pid}.tmp`;
  mkdirSync(temporary, { recursive: true });
  for (const file of files) writeFileSync(join(temporary, file.path.split(/[\\/]/).pop()), file.contents);
  try {
    renameSync(temporary, folder);
  } catch {
    rmSync(temporary, { recursive: true, force: true }); // another run was first with the same bytes
  }
}

function dropOld(cache) {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (Date.now() - statSync(path).mtimeMs > KEEP_OLD_MS) rmSync(path, { recursive: true, force: true });
  }
}
