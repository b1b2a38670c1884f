// Starts an example's script on plain Node: bundles command.ts with esbuild and runs it.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const home = join(here, '../..');

/** @param {string} name of the data set */
export async function runMakeData(name) {
  const setUp = spawnSync(process.execPath, [join(home, 'tools/setup/setup.mjs'), 'rehearse'], { stdio: 'inherit' });
  if (setUp.status !== 0) process.exit(setUp.status ?? 1);
  const { runCommand, DATA_SETS } = await import(pathToFileURL(await bundle()).href);
  process.exitCode = await runCommand(DATA_SETS[name], process.argv.slice(2));
}

async function bundle() {
  const { build } = await import('esbuild');
  // Inside node_modules, so that the packages it leaves out are found from there.
  const folder = join(home, 'node_modules/.cache/parley');
  await mkdir(folder, { recursive: true });
  const outfile = join(folder, `make-data-${process.pid}.mjs`);
  process.once('exit', () => rmSync(outfile, { force: true }));
  await build({
    stdin: { contents: `export * from './command';\nexport * from './data-sets';`, resolveDir: here, loader: 'ts' },
    tsconfig: join(home, 'tsconfig.json'),
    absWorkingDir: home,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    outfile,
    logLevel: 'warning',
  });
  return outfile;
}
