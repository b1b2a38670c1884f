// Normalise + hash against the bare library calls, in the same run: CPU seconds, medians, ratios.
// node tools/bench/identity/run.mjs [--rows N] [--rounds N] [--json]
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const { values: flags } = parseArgs({ options: { rows: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '3' }, json: { type: 'boolean', default: false } } });

const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
try {
  const outfile = join(folder, 'measure.cjs');
  await build({ entryPoints: [join(here, 'measure.ts')], bundle: true, platform: 'node', format: 'cjs', target: 'node20', outfile, tsconfig: resolve(here, '../../../tsconfig.base.json'), logLevel: 'error' });
  const { measure } = createRequire(import.meta.url)(outfile);
  const results = measure(Number(flags.rows), Number(flags.rounds));
  if (flags.json) console.log(JSON.stringify(results, null, 2));
  else {
    console.table(results.map(({ name, bareSeconds, oursSeconds, speed }) => ({ what: name, 'bare CPU s': bareSeconds.toFixed(2), 'ours CPU s': oursSeconds.toFixed(2), 'of bare speed': `${Math.round(speed * 100)} %` })));
    console.log(JSON.stringify(results));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
