import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODES } from '../codes';
import { judge } from '../judge';
import type { RuleSwitches } from '../switches';
import { runOnDuckDb } from './run-on-duckdb';
import { type CaseTemplate, type Changes, scenarioRequest, scenarioTables, templateRequest } from './scenario';

interface Case {
  id: string;
  sql: string;
  changes?: Changes;
  switches?: Partial<RuleSwitches>;
  receivers?: string[];
  runner?: string;
  /** All codes of the refusals, sorted. */
  denied?: string[];
  /** Parts of the SQL that the refusals point at. */
  at?: string[];
  /** The rows, every value as text, sorted unless `ordered`. */
  rows?: (string | null)[][];
  ordered?: boolean;
  /** Only how many rows: LIMIT keeps any. */
  rowCount?: number;
  output?: string[];
  /** Runs the SQL as the text of a template. */
  template?: CaseTemplate;
  /** What the query's process may read. */
  reads?: unknown;
}

interface CaseFile {
  about: string;
  ruleType: 'AGGREGATION' | 'LIST' | 'CUSTOM';
  /** What all cases of the file change; a case's own changes are laid over it. */
  changes?: Changes;
  cases: Case[];
}

const files = readdirSync(__dirname).filter((name) => name.endsWith('.cases.json'));
const sorted = (rows: readonly (readonly (string | null)[])[]) => rows.map((row) => JSON.stringify(row)).sort();

describe.each(files)('%s', (name) => {
  const file = JSON.parse(readFileSync(join(__dirname, name), 'utf8')) as CaseFile;

  it.each(file.cases.map((one) => [one.id, one] as const))('%s', async (_, one) => {
    const tables = scenarioTables(file.ruleType, layered(file.changes, one.changes));
    const request = scenarioRequest(one.sql, tables, one.receivers, one.runner);
    const verdict = await judge(one.template ? templateRequest(request, one.template) : request, one.switches);
    if (!verdict.allowed) {
      expect([...new Set(verdict.refusals.map((refusal) => refusal.code))].sort()).toEqual(one.denied);
      const places = verdict.refusals.map(({ span }) => span && request.sql.slice(span.start, span.end));
      for (const place of one.at ?? []) expect(places).toContain(place);
      return;
    }
    expect({ allowed: verdict.executableSql }).toEqual(one.denied ? { denied: one.denied } : { allowed: expect.any(String) });
    const rows = await runOnDuckDb(verdict.executableSql, tables);
    if (one.rowCount !== undefined) expect(rows).toHaveLength(one.rowCount);
    else if (one.ordered) expect(rows).toEqual(one.rows);
    else expect(sorted(rows)).toEqual(sorted(one.rows ?? []));
    if (one.reads) expect(verdict.reads).toEqual(one.reads);
    if (one.output) expect(verdict.output).toEqual(one.output);
  });
});

function layered(under: Changes = {}, over: Changes = {}): Changes {
  const names = [...new Set([...Object.keys(under), ...Object.keys(over)])];
  return Object.fromEntries(names.map((name) => [name, { ...under[name], ...over[name], rule: { ...under[name]?.rule, ...over[name]?.rule } }]));
}

it('every code has a case that is denied by it', () => {
  const seen = new Set(files.flatMap((name) => (JSON.parse(readFileSync(join(__dirname, name), 'utf8')) as CaseFile).cases).flatMap((one) => one.denied ?? []));
  expect(Object.keys(CODES).filter((code) => !seen.has(code))).toEqual(['SQL_TOO_LONG', 'SQL_TOO_COMPLEX']);
});
