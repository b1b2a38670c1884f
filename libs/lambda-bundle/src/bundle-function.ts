import { makeFileAtomically } from '@parley/files';
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sourceDigest } from './source-digest';
import { cacheFolder, workspaceRoot } from './workspace';
import { zipOf } from './zip';

export interface FunctionSource {
  /** Folder below apps/, with src/handler.ts. */
  app: string;
  /** Texts that lie beside the handler, by name. */
  files: Readonly<Record<string, string>>;
}

/**
 * A Lambda function's code: one CommonJS file, `handler.handler`, with all it needs but DuckDB, which is native and comes with
 * `duckDbLayer`. Gives the path of a zip.
 */
export async function bundleFunction({ app, files }: FunctionSource): Promise<string> {
  return zipOf(app, [{ path: 'handler.js', bytes: await codeOf(app) }, ...Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.from(text) }))]);
}

/** The app's code, bundled once for the same sources: a party's synthesis takes seconds then, not a minute. */
async function codeOf(app: string): Promise<Buffer> {
  const kept = join(cacheFolder(), `${app}-${sourceDigest(app)}.js`);
  if (existsSync(kept)) return readFile(kept);
  const { outputFiles: [code] } = await build({
    absWorkingDir: workspaceRoot(),
    entryPoints: [`apps/${app}/src/handler.ts`],
    outfile: 'handler.js',
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['@duckdb/*'],
    tsconfig: join(workspaceRoot(), 'tsconfig.base.json'),
    logLevel: 'warning',
  });
  const bytes = Buffer.from(code?.contents ?? []);
  await mkdir(cacheFolder(), { recursive: true });
  await makeFileAtomically(kept, (temporary) => writeFile(temporary, bytes));
  return bytes;
}
