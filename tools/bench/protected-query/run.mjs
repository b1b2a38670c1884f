// What protection costs: node tools/bench/protected-query/run.mjs [--rows N] [--rounds N] [--cold-rounds N] [--threads N] [--json]
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleFile } from '../../run/run-ts.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const home = join(here, '../../..');
const queryProcess = join(home, `node_modules/.cache/parley/run/bench-query-process.${process.pid}.mjs`);
// Built as the `parley` command builds it.
const asShipped = build({
  absWorkingDir: home,
  entryPoints: ['libs/clean-room/src/query-process/main.ts'],
  outfile: queryProcess,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  sourcesContent: false,
  tsconfig: 'tsconfig.base.json',
  logLevel: 'warning',
});
const [bench] = await Promise.all([bundleFile(join(here, 'bench.ts')), asShipped]);
const fixed = ['--query-process', queryProcess, '--bare-child', join(here, 'bare-child.mjs')];
process.exitCode = spawnSync(process.execPath, [bench, ...fixed, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
