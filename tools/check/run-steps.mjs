import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Runs each [name, command, arguments] in turn, all of them, and exits 1 if any failed. */
export async function runSteps(steps) {
  const failed = [];
  for (const [name, command, args] of steps) {
    process.stdout.write(`\n== ${name}\n`);
    const started = Date.now();
    const { status } = spawnSync(command, args, { cwd: home, stdio: 'inherit', env: { ...process.env, NX_NO_CLOUD: 'true' } });
    process.stdout.write(`== ${name}: ${status === 0 ? 'good' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
    if (status !== 0) failed.push(name);
  }
  if (failed.length > 0) {
    process.stdout.write(`\nFailed: ${failed.join(', ')}\n`);
    process.exit(1);
  }
}
