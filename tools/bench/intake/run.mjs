// Intake of a whole file against the bare library calls, in the same run: CPU seconds, their ratio, peak memory.
// node tools/bench/intake/run.mjs [--rows N] [--phone-every N] [--json]
import { build } from 'esbuild';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const { values: flags } = parseArgs({ options: { rows: { type: 'string', default: '300000' }, 'phone-every': { type: 'string', default: '1' }, json: { type: 'boolean', default: false } } });

const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
try {
  const outfile = join(folder, 'measure.cjs');
  await build({ entryPoints: [join(here, 'measure.ts')], bundle: true, platform: 'node', format: 'cjs', target: 'node20', external: ['@duckdb/*'], outfile, tsconfig: resolve(here, '../../../tsconfig.base.json'), logLevel: 'error' });
  symlinkSync(resolve(here, '../../../node_modules'), join(folder, 'node_modules')); // DuckDB is native and stays outside
  const { measure } = createRequire(import.meta.url)(outfile);
  const result = await measure({ rows: Number(flags.rows), phoneEvery: Number(flags['phone-every']), folder });
  if (!flags.json) console.table(result);
  console.log(JSON.stringify(result));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
