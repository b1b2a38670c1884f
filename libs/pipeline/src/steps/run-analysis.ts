import type { ProtectedQuery, TemplateRun } from '@parley/clean-room-client';
import type { Analysis } from '@parley/contract';
import { analysisFailed, analysisTooLong } from '../errors';
import { BUCKETS } from '../buckets';
import type { AnalysisResult, QueryState } from '../machine/payloads';
import type { Ports, Run } from '../ports';

export interface AnalysisInput {
  partner: string;
  /** Name of an analysis of that pair's collaboration. */
  analysis: string;
}

const OVER = ['SUCCESS', 'FAILED', 'CANCELLED', 'TIMED_OUT'];
const MINUTE = 60;
const LONGEST_HOURS = 4;
const LONGEST = LONGEST_HOURS * 60 * MINUTE;

/** Seconds until a query is looked at again: half as long as it has run, so that a long one costs an execution few events. */
const waitAfter = (seconds: number): number => Math.max(MINUTE / 2, Math.ceil(seconds / 2));

/** How often a query is looked at before it is given up. */
export const POLLS = pollsWithin(LONGEST);

/**
 * Starts a protected query. There is no client token, so a twin is looked for first: a query of the same run and analysis that
 * an earlier, broken run started is waited for, never started again.
 *
 * @throws ParleyError refused, when a rule says no; fault QUERY_QUOTA while too many queries run: nothing was started then.
 */
export async function startAnalysis({ partner, analysis }: AnalysisInput, run: Run, ports: Ports): Promise<QueryState> {
  const found = ports.contract.collaborations.find((one) => one.partner === partner)?.analyses.find((one) => one.name === analysis);
  if (!found) throw new Error(`no analysis ${analysis} with ${partner} in the contract`);
  const membershipId = ports.membershipOf(partner);
  const keyPrefix = `results/${run.id}/${analysis}`;
  const startedAt = new Date().toISOString();
  const twin = (await ports.cleanRoom.listQueries(membershipId)).find(
    (query) => query.keyPrefix === keyPrefix && ['SUBMITTED', 'STARTED', 'SUCCESS'].includes(query.status),
  );
  const started = twin ?? (await ports.cleanRoom.startQuery({ membershipId, ...whatRuns(found), result: { bucket: BUCKETS.run, keyPrefix, format: 'PARQUET' } }));
  return queryState(started, { partner, analysis }, startedAt);
}

/** Looks once at a query under way. @throws fault ANALYSIS_FAILED, when it ended otherwise than in SUCCESS; ANALYSIS_TOO_LONG. */
export async function pollAnalysis(input: AnalysisInput, { queryId, startedAt }: QueryState, ports: Ports): Promise<QueryState> {
  const now = await ports.cleanRoom.getQuery(ports.membershipOf(input.partner), queryId);
  return queryState(now, input, startedAt);
}

function queryState(query: ProtectedQuery, input: AnalysisInput, startedAt: string): QueryState {
  const seconds = (Date.now() - Date.parse(startedAt)) / 1000;
  const ended = OVER.includes(query.status);
  if (!ended && seconds > LONGEST) throw analysisTooLong(input.analysis, input.partner, LONGEST_HOURS);
  return {
    ended,
    queryId: query.id,
    startedAt,
    waitSeconds: waitAfter(seconds),
    ...(ended ? { result: resultOf(query, input, seconds) } : {}),
  };
}

function pollsWithin(limit: number): number {
  let polls = 0;
  for (let waited = 0; waited <= limit; waited += waitAfter(waited)) polls += 1;
  return polls;
}

function resultOf({ id, status, resultUri, error }: ProtectedQuery, { partner, analysis }: AnalysisInput, seconds: number): AnalysisResult {
  if (status === 'SUCCESS' && resultUri !== undefined) return { partner, analysis, queryId: id, status, resultUri, seconds };
  throw analysisFailed(analysis, partner, `${status}${error ? `: ${error.message}` : '.'}`, id, error?.code ?? status);
}

function whatRuns({ sqlText, analysisTemplate }: Analysis): { sql: string } | { analysisTemplate: TemplateRun } {
  if (!analysisTemplate) return { sql: sqlText };
  const { arn, parameters } = analysisTemplate;
  return { analysisTemplate: { arn, parameters } };
}
