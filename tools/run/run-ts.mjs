// Runs a TypeScript file of this workspace: node tools/run/run-ts.mjs FILE [arguments…]
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export const home = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Bundles one TypeScript file into node_modules/.cache, where packages resolve. Gives the path of the CommonJS made. */
export async function bundleFile(file) {
  const name = relative(home, resolve(file)).replaceAll(/[\\/]/g, '-');
  const outfile = join(home, 'node_modules/.cache/parley/run', `${name}.${process.pid}.cjs`);
  await build({
    absWorkingDir: home,
    entryPoints: [resolve(file)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    sourcesContent: false,
    tsconfig: join(home, 'tsconfig.base.json'),
    logLevel: 'warning',
  });
  return outfile;
}

if (import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  const [file, ...args] = process.argv.slice(2);
  const script = await bundleFile(file);
  process.exitCode = spawnSync(process.execPath, ['--enable-source-maps', script, ...args], { stdio: 'inherit' }).status ?? 1;
}
