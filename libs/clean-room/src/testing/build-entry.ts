import { buildSync } from 'esbuild';
import { renameSync } from 'node:fs';
import { join, resolve } from 'node:path';

const WORKSPACE = resolve(__dirname, '../../../..');
const ENTRIES = { 'query-process': '../query-process/main.ts', 'killed-host': './killed-host.ts', 'budget-host': './budget-host.ts' } as const;

/** Builds a program of this library as the `parley` command does; it lies where it finds node_modules. */
export function buildEntry(name: keyof typeof ENTRIES): string {
  const outfile = join(WORKSPACE, 'node_modules/.cache/parley-test', `${name}.mjs`);
  const draft = `${outfile}.${process.pid}`; // other test workers build and run it too
  buildSync({
    entryPoints: [resolve(__dirname, ENTRIES[name])],
    outfile: draft,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['@duckdb/node-api', 'csv-parse', 'lossless-json', 'yaml', 'zod'],
    tsconfig: join(WORKSPACE, 'tsconfig.base.json'),
    logLevel: 'silent',
  });
  renameSync(draft, outfile);
  return outfile;
}
