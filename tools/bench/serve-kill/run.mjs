// What a kill leaves of the local server: node tools/bench/serve-kill/run.mjs [--kills N] [--operations N] [--seed N] [--json]
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../../apps/cli/bin/bundle.mjs';
import { bundleFile } from '../../run/run-ts.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { server, queryProcess } = await bundle();
const bench = await bundleFile(join(here, 'kill.ts'));
const fixed = ['--server', server, '--query-process', queryProcess];
process.exitCode = spawnSync(process.execPath, [bench, ...fixed, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
