// What a whole evaluation takes, in CPU seconds and memory: node tools/bench/booster-limit/run.mjs [--rows N] [--features N]
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFile } from '../../run/run-ts.mjs';

const bench = await bundleFile(join(dirname(fileURLToPath(import.meta.url)), 'bench.ts'));
process.exitCode = spawnSync(process.execPath, ['--max-old-space-size=9000', bench, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
