import { join } from 'node:path';
import { build } from 'esbuild';
import { workspaceRoot } from './workspace';
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
  const { outputFiles } = await build({
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
  const code = outputFiles.map(({ contents }) => ({ path: 'handler.js', bytes: Buffer.from(contents) }));
  return zipOf(app, [...code, ...Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.from(text) }))]);
}
