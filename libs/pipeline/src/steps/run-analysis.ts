import type { CleanRoomClient, ProtectedQuery, TemplateRun } from '@parley/clean-room-client';
import type { Analysis } from '@parley/contract';
import { fault } from '@parley/errors';
import { setTimeout as sleep } from 'node:timers/promises';
import { BUCKETS } from '../buckets';
import type { Ports, Run } from '../ports';

export interface AnalysisInput {
  partner: string;
  /** Name of an analysis of that pair's collaboration. */
  analysis: string;
  membershipId: string;
}

export interface AnalysisOutput {
  queryId: string;
  status: string;
  resultUri: string;
  seconds: number;
}

const POLL_MS = { first: 20, most: 2000 };
const OVER = ['SUCCESS', 'FAILED', 'CANCELLED', 'TIMED_OUT'];

/**
 * Starts a protected query and waits for its end. There is no client token, so a twin is looked for first: a query of the
 * same run and analysis that an earlier, broken run started is waited for, never started again.
 *
 * @throws ParleyError refused, when a rule says no; fault ANALYSIS_FAILED, when the query ends otherwise than in SUCCESS.
 */
export async function runAnalysis({ partner, analysis, membershipId }: AnalysisInput, run: Run, ports: Ports): Promise<AnalysisOutput> {
  const collaboration = ports.contract.collaborations.find((one) => one.partner === partner);
  const found = collaboration?.analyses.find((one) => one.name === analysis);
  if (!found) throw new Error(`no analysis ${analysis} with ${partner} in the contract`);
  const keyPrefix = `results/${run.id}/${analysis}`;
  const start = performance.now();
  const twin = (await ports.cleanRoom.listQueries(membershipId)).find(
    (query) => query.keyPrefix === keyPrefix && ['SUBMITTED', 'STARTED', 'SUCCESS'].includes(query.status),
  );
  const started = twin ?? (await ports.cleanRoom.startQuery({ membershipId, ...whatRuns(found), result: { bucket: BUCKETS.run, keyPrefix, format: 'PARQUET' } }));
  const ended = await waitFor(started, ports.cleanRoom);
  if (ended.status !== 'SUCCESS' || ended.resultUri === undefined) {
    throw fault('ANALYSIS_FAILED', {
      message: `The analysis ${analysis} with ${partner} ended as ${ended.status}${ended.error ? `: ${ended.error.message}` : '.'}`,
      repair: `The owner's log of query ${ended.id} has the detail. Run the same command again to try again.`,
      code: ended.error?.code ?? ended.status,
    });
  }
  return { queryId: ended.id, status: ended.status, resultUri: ended.resultUri, seconds: (performance.now() - start) / 1000 };
}

function whatRuns({ sqlText, analysisTemplate }: Analysis): { sql: string } | { analysisTemplate: TemplateRun } {
  if (!analysisTemplate) return { sql: sqlText };
  const { arn, parameters } = analysisTemplate;
  return { analysisTemplate: { arn, parameters } };
}

async function waitFor(query: ProtectedQuery, room: CleanRoomClient): Promise<ProtectedQuery> {
  let now = query;
  for (let pause = POLL_MS.first; !OVER.includes(now.status); pause = Math.min(pause * 1.5, POLL_MS.most)) {
    await sleep(pause);
    now = await room.getQuery(query.membershipId, query.id);
  }
  return now;
}

