import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

// node tools/bench/partner-worth/run.mjs [--seeds N] [--only NAME,…] [--data DIR] [--json FILE]
const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'parley-partner-worth-'));
try {
  const outfile = join(folder, 'partner-worth.mjs');
  await build({
    entryPoints: [join(root, 'tools/bench/partner-worth/partner-worth.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    tsconfig: join(root, 'tsconfig.json'),
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  const { main } = await import(pathToFileURL(outfile).href);
  process.exitCode = main(process.argv.slice(2), join(root, '../shared/data'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
