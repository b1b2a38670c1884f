// Our booster against LightGBM: node tools/bench/booster/run.mjs [--set NAME…] [--seeds N] [--python PYTHON] [--json]
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFile } from '../../run/run-ts.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [bench, parley] = await Promise.all([bundleFile(join(here, 'bench.ts')), bundleFile(join(here, 'train-parley.ts'))]);
const fixed = ['--data', join(here, '../../../../shared/data'), '--parley', parley, '--lightgbm', join(here, 'train_lightgbm.py')];
process.exitCode = spawnSync(process.execPath, [bench, ...fixed, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
