// The send gate in a dry run, every store in memory: people decided in a CPU second, against the hashes alone.
// node tools/bench/send-gate/run.mjs [--people N] [--rounds N] [--json]
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../../..');
const { values: flags } = parseArgs({ options: { people: { type: 'string', default: '200000' }, rounds: { type: 'string', default: '3' }, json: { type: 'boolean', default: false } } });

const folder = mkdtempSync(join(root, 'node_modules/.parley-bench-')); // where the bundle finds DuckDB
try {
  const outfile = join(folder, 'measure.cjs');
  await build({ entryPoints: [join(here, 'measure.ts')], bundle: true, platform: 'node', format: 'cjs', target: 'node20', external: ['@duckdb/node-api'], outfile, tsconfig: join(root, 'tsconfig.base.json'), logLevel: 'error' });
  const { measure } = createRequire(import.meta.url)(outfile);
  const result = await measure(Number(flags.people), Number(flags.rounds));
  if (flags.json) console.log(JSON.stringify(result, null, 2));
  else {
    console.log(`${result.people} people, ${result.rounds} rounds: ${result.perCpuSecond} decided a CPU second; the gate ${result.gateSeconds.toFixed(2)} CPU s, of which hashes ${result.hashSeconds.toFixed(2)}`);
    console.log(JSON.stringify({ ready: result.ready, ...result.heldBack }));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
