// Mutation testing: node tools/mutation/run.mjs [--lib analysis-rules] [--files GLOB]… [--concurrency N] [--json FILE] [--survivors] [--sample LINES --seed N]
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { copyWorkspace } from './copy-workspace.mjs';
import { sampleLines } from './sample-lines.mjs';
import { scoresOf, survivorsOf, tableOf } from './scores.mjs';
import { settingsFor } from './settings.mjs';

const OLDEST_NODE = 22;
const home = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { values: options } = parseArgs({
  options: {
    lib: { type: 'string', default: 'analysis-rules' },
    files: { type: 'string', multiple: true, default: ['**/*.ts'] },
    concurrency: { type: 'string', default: '2' },
    json: { type: 'string' },
    survivors: { type: 'boolean', default: false },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  process.stderr.write(
    `Stryker 10 needs Node ${OLDEST_NODE} or newer, and this is ${process.version}. ` +
      `Without installing it: npx --yes -p node@${OLDEST_NODE} node tools/mutation/run.mjs …\n`,
  );
  process.exitCode = 2;
} else process.exitCode = run();

function run() {
  const copy = copyWorkspace(home);
  try {
    const settings = join(copy, 'stryker.config.json');
    const files = options.sample ? sampleLines(join(copy, `libs/${options.lib}/src`), Number(options.sample), Number(options.seed)) : options.files;
    writeFileSync(settings, JSON.stringify(settingsFor({ ...options, files }, copy)));
    const { status } = spawnSync(process.execPath, [join(home, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', settings], {
      cwd: copy,
      stdio: ['ignore', 2, 2],
    });
    if (status !== 0) return 1;
    const report = JSON.parse(readFileSync(join(copy, 'mutation.json'), 'utf8'));
    if (options.json) writeFileSync(options.json, JSON.stringify(report));
    process.stdout.write(tableOf(scoresOf(report, `libs/${options.lib}/src`)));
    if (options.survivors) process.stdout.write(survivorsOf(report));
    return 0;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
