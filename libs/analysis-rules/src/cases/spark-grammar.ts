import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** Problems of a text under Spark's grammar; none when it is a query there. */
export type SparkCheck = (sql: string) => readonly string[];

/** dt-sql-parser's Spark grammar. The package holds modules that Node can't load as they are, so it is bundled first. */
export function loadSparkGrammar(): SparkCheck {
  const folder = mkdtempSync(join(tmpdir(), 'parley-spark-grammar-'));
  try {
    const outfile = join(folder, 'grammar.cjs');
    const entry = { contents: "export { SparkSQL } from 'dt-sql-parser/dist/parser/spark';", resolveDir: __dirname };
    buildSync({ stdin: entry, bundle: true, platform: 'node', format: 'cjs', outfile, logLevel: 'error' });
    const { SparkSQL } = require(outfile) as { SparkSQL: new () => { validate(sql: string): readonly { message: string }[] } };
    const parser = new SparkSQL();
    return (sql) => parser.validate(sql.replace(/;\s*$/, '')).map((problem) => problem.message);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
