import { sqlGrammar } from '@parley/testing';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expand } from './scenario';

/** What runs here must be a query there: Spark's own grammar reads all allowed cases and all SQL of the repository. */

const ROOT = resolve(__dirname, '../../../..');
const sparkProblems = sqlGrammar('spark');

interface CaseFile {
  cases: { id: string; sql: string; denied?: unknown }[];
}

const allowedCases = readdirSync(__dirname)
  .filter((name) => name.endsWith('.cases.json'))
  .flatMap((name) => (JSON.parse(readFileSync(join(__dirname, name), 'utf8')) as CaseFile).cases)
  .filter((one) => !one.denied);

const shipped = ['stacks', 'examples', 'libs/contract', 'tools'].flatMap((folder) => sqlFilesIn(join(ROOT, folder)));

it.each(allowedCases.map((one) => [one.id, one.sql] as const))('case %s', (_, sql) => {
  expect(sparkProblems(expand(sql))).toEqual([]);
});

it('all SQL of the repository', () => {
  const broken = shipped.filter((file) => sparkProblems(readFileSync(file, 'utf8')).length > 0);
  expect(broken.map((file) => relative(ROOT, file))).toEqual([]);
});

it('would notice SQL that is none for Spark', () => {
  expect(sparkProblems('FROM crm SELECT * EXCLUDE (spend')).not.toEqual([]);
});

function sqlFilesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === 'node_modules' || entry.name === 'cdktf.out') return [];
    if (entry.isDirectory()) return sqlFilesIn(path);
    return entry.name.endsWith('.sql') ? [path] : [];
  });
}
