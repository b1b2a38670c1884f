// What synthesis costs with many partners: node tools/bench/synthesis/run.mjs [--partners 50] [--rounds 5] [--json]
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFile, home } from '../../run/run-ts.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [bench, empty, owner] = await Promise.all([join(here, 'bench.ts'), join(here, 'empty.ts'), join(home, 'stacks/owner/src/main.ts')].map(bundleFile));
const fixed = ['--empty', empty, '--owner', owner, '--spent', join(here, 'spent.cjs'), '--contract', join(home, 'stacks')];
process.exitCode = spawnSync(process.execPath, [bench, ...fixed, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
