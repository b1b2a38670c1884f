import { judge, type AnalysisRequest, type RoomTable, type Verdict } from '@parley/analysis-rules';
import { checkRows, type Cells, type WrongRows } from './check-rows';
import { isSuppressed, oracleRows } from './evaluate/evaluate-query';
import { columnsOf, type Case } from './model';
import type { Clause } from './oracle/clauses';
import { oracleJudge } from './oracle/oracle-judge';
import { printSql } from './print-sql';
import { runOnDuckDb } from './run-on-duckdb';

export type Disagreement = 'only the engine allows it' | 'only the oracle allows it' | 'the engine failed' | 'what it allowed did not run' | WrongRows;

export interface Comparison {
  /** Absent: the two judges agree. */
  disagreement?: Disagreement;
  /** The oracle's reasons to deny. */
  clauses: readonly Clause[];
  /** The engine's codes, or what it or DuckDB threw. */
  codes: readonly string[];
  executableSql?: string;
  released: readonly Cells[];
  /** Rows that the thresholds held back, by the oracle. */
  suppressed: number;
}

export type Engine = (request: AnalysisRequest) => Promise<Verdict>;

/** Puts one case to the engine and to the oracle. The only file that knows the engine; tests give one that is wrong on purpose. */
export async function compare(asked: Case, engine: Engine = judge): Promise<Comparison> {
  const clauses = oracleJudge(asked);
  const nothing = { clauses, codes: [], released: [], suppressed: 0 };
  let verdict: Verdict;
  try {
    verdict = await engine({ sql: printSql(asked.query), runner: asked.runner, receivers: asked.receivers, tables: asked.tables.map(roomTable) });
  } catch (error) {
    return { ...nothing, disagreement: 'the engine failed', codes: [String(error)] };
  }
  if (!verdict.allowed) {
    const codes = verdict.refusals.map(({ code }) => code);
    return { ...nothing, codes, ...(clauses.length === 0 && { disagreement: 'only the oracle allows it' }) };
  }
  const { executableSql, reads } = verdict;
  if (clauses.length > 0) return { ...nothing, executableSql, disagreement: 'only the engine allows it' };
  let released: Cells[];
  try {
    released = await runOnDuckDb(executableSql, asked.tables, reads);
  } catch (error) {
    return { ...nothing, executableSql, disagreement: 'what it allowed did not run', codes: [String(error)] };
  }
  const made = oracleRows(asked);
  const wrong = checkRows(released, made, asked.query);
  return { ...nothing, executableSql, released, suppressed: made.filter(isSuppressed).length, ...(wrong && { disagreement: wrong }) };
}

function roomTable(table: Case['tables'][number]): RoomTable {
  return {
    name: table.name,
    owner: table.owner,
    columns: [...columnsOf(table)].map(([name, type]) => ({ name, type })),
    ...(table.rule && { analysisRule: table.rule }),
    ...(table.allowedReceivers && { collaborationRule: { allowedResultReceivers: table.allowedReceivers } }),
  };
}
