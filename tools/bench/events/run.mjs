// The Firehose transform of first-party events: records and events per CPU second.
// node tools/bench/events/run.mjs [--batches N] [--json]
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const { values: flags } = parseArgs({ options: { batches: { type: 'string', default: '100' }, json: { type: 'boolean', default: false } } });

const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
try {
  const outfile = join(folder, 'measure.cjs');
  await build({ entryPoints: [join(here, 'measure.ts')], bundle: true, platform: 'node', format: 'cjs', target: 'node20', external: ['@duckdb/*'], outfile, tsconfig: resolve(here, '../../../tsconfig.base.json'), logLevel: 'error' });
  const { measure } = createRequire(import.meta.url)(outfile);
  const result = await measure(Number(flags.batches));
  if (!flags.json) console.table(result);
  console.log(JSON.stringify(result));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
