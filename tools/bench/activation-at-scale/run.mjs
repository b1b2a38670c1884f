// Eight workers, killed at random, over one DynamoDB: node tools/bench/activation-at-scale/run.mjs [--recipients N] [--workers N] [--kills N] [--seed N] [--json]
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFile, home } from '../../run/run-ts.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [bench, worker] = [await bundleFile(join(here, 'testing/bench.ts')), await bundleFile(join(here, 'testing/worker.ts'))];
const fixed = ['--worker', worker, '--dynamodb', join(home, 'libs/testing/src/isolated-dynamodb.py')];
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
process.exitCode = spawnSync(process.execPath, [bench, ...fixed, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
