import { buildSync } from 'esbuild';
import { existsSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const home = resolve(__dirname, '../../..');

/** What a grammar says of a text: empty where it reads it. */
export interface SqlGrammar {
  validate(sql: string): { message: string; startLine: number; startColumn: number }[];
}

/** A published grammar of the dialect that runs a query on AWS. The package is made of ES modules, which Jest cannot load as they are. */
export function sqlGrammar(dialect: 'SparkSQL' | 'TrinoSQL'): SqlGrammar {
  const { version } = createRequire(__filename)(join(home, 'node_modules/dt-sql-parser/package.json')) as { version: string };
  const bundled = join(home, 'node_modules/.cache/parley', `dt-sql-parser-${version}.cjs`);
  if (!existsSync(bundled)) {
    const outfile = `${bundled}.${process.pid}.tmp`;
    buildSync({ absWorkingDir: home, entryPoints: ['dt-sql-parser'], outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' });
    renameSync(outfile, bundled);
  }
  const dialects = createRequire(__filename)(bundled) as Record<typeof dialect, new () => SqlGrammar>;
  return new dialects[dialect]();
}
