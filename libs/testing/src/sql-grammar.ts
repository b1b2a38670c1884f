import { buildSync } from 'esbuild';
import { existsSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const home = resolve(__dirname, '../../..');
const CLASSES = { spark: 'SparkSQL', trino: 'TrinoSQL' } as const;

/** Problems of a text under a grammar; none where it is a query there. */
export type SqlCheck = (sql: string) => readonly string[];

/** A published grammar of the dialect that runs a query on AWS. Its package holds modules that Node can't load as they are. */
export function sqlGrammar(dialect: keyof typeof CLASSES): SqlCheck {
  const require = createRequire(__filename);
  const { version } = require(join(home, 'node_modules/dt-sql-parser/package.json')) as { version: string };
  const bundled = join(home, 'node_modules/.cache/parley', `${dialect}-grammar-${version}.cjs`);
  if (!existsSync(bundled)) bundle(dialect, bundled);
  const Grammar = (require(bundled) as Record<string, new () => { validate(sql: string): readonly { message: string }[] }>)[CLASSES[dialect]];
  if (!Grammar) throw new Error(`dt-sql-parser ${version} has no ${CLASSES[dialect]}`);
  const grammar = new Grammar();
  return (sql) => grammar.validate(sql.replace(/;\s*$/, '')).map(({ message }) => message);
}

/** Several test processes may do this at once: the last rename wins, with the same bytes. */
function bundle(dialect: keyof typeof CLASSES, outfile: string): void {
  const temporary = `${outfile}.${process.pid}.tmp`;
  const entry = { contents: `export { ${CLASSES[dialect]} } from 'dt-sql-parser/dist/parser/${dialect}';`, resolveDir: home };
  buildSync({ stdin: entry, outfile: temporary, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
  renameSync(temporary, outfile);
}
