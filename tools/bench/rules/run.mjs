// The rule engine fuzzed and timed: node tools/bench/rules/run.mjs [--queries N] [--seed N] [--timed N] [--json]
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFile } from '../../run/run-ts.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const bench = await bundleFile(join(here, 'bench.ts'));
const fixed = ['--cases', join(here, '../../../libs/analysis-rules/src/cases')];
process.exitCode = spawnSync(process.execPath, ['--enable-source-maps', bench, ...fixed, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
