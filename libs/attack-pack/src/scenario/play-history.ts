import type { AnalysisRequest, TemplateRequest } from '@parley/analysis-rules';
import type { PastQuery, watchHistory } from '@parley/query-history';
import type { AttackHistory } from '../attack';
import type { Finding } from '../outcome';
import { refusals } from '../try-on-scenario';
import { accountOf, type Judge, OWNERS, scenarioRequest, TABLE_NAMES } from './scenario';

export type Watch = typeof watchHistory;

/** What came of an attack of many queries. */
export type HistoryTrial = { seen: true; detector: string } | { seen: false; finding: Finding };

const START = Date.parse('2026-10-01T00:00:00.000Z');
const HOUR_MS = 3_600_000;

/**
 * Asks the queries of a history one after the other, and looks whether the owner of the panel is warned of them, and the
 * runner of nothing. A history with a query that the rules do not answer as it says is none.
 */
export async function playHistory(history: AttackHistory, judge: Judge, watch: Watch): Promise<HistoryTrial> {
  const queries: PastQuery[] = [];
  for (const step of stepsOf(history)) {
    const { runner = 'shop', sql } = step;
    const request = inRoomOf(accountOf(runner), scenarioRequest(sql, history));
    const verdict = await judge(request);
    if (verdict.allowed === (history.refused === true)) return missed(request, verdict.allowed ? 'allowed' : `refused: ${refusals(verdict).join(', ')}`);
    queries.push(pastQuery(step, request, queries.length + 1, refusals(verdict)));
  }
  const { warnings } = await watch(accountOf('panel'), queries);
  const runners = [...new Set(queries.map(({ runner }) => runner))];
  for (const runner of runners) if ((await watch(runner, queries)).warnings.length > 0) return { seen: false, finding: { why: 'the runner would learn of the warning' } };
  if (warnings.some(({ detector }) => detector === history.detector)) return { seen: true, detector: history.detector };
  return { seen: false, finding: { sql: queries.map(({ sql }) => sql).join(';\n'), why: `no warning: ${history.detector}` } };
}

type Step = AttackHistory['steps'][number] & { hour: number };

/** Every single query, with its hour. */
function stepsOf({ steps }: AttackHistory): Step[] {
  let hour = 0;
  return steps.flatMap((step) =>
    Array.from({ length: step.times }, (_, index) => {
      const at = hour;
      hour += step.after ?? 24;
      return { ...step, sql: step.sql.replaceAll('{i}', String(index + 1)), hour: at };
    }),
  );
}

/** The same room for another runner: a collaboration of its own with the panel, with its own orders. */
function inRoomOf(runner: string, request: AnalysisRequest | TemplateRequest): AnalysisRequest | TemplateRequest {
  const tables = request.tables.map((table) => ({
    ...table,
    owner: table.owner === accountOf('shop') ? runner : table.owner,
    collaborationRule: { allowedResultReceivers: [runner] },
  }));
  return { ...request, runner, receivers: [runner], tables };
}

function pastQuery({ hour }: Step, request: AnalysisRequest | TemplateRequest, number: number, codes: readonly string[]): PastQuery {
  const { runner } = request;
  return {
    id: `q${number}`,
    at: new Date(START + hour * HOUR_MS).toISOString(),
    collaboration: `panel-and-${runner}`,
    runner,
    sql: textOf(request),
    ...(request.template && { parameters: request.template.values }),
    allowed: codes.length === 0,
    refusals: codes,
    tables: TABLE_NAMES.map((table) => ({ table, owner: OWNERS[table] === 'panel' ? accountOf('panel') : runner })),
  };
}

function missed(request: AnalysisRequest | TemplateRequest, why: string): HistoryTrial {
  return { seen: false, finding: { sql: textOf(request), why: `a query of the history is ${why}` } };
}

function textOf(request: AnalysisRequest | TemplateRequest): string {
  return request.template ? request.template.text : request.sql;
}
