import { z } from 'zod';
import { type AnalysisResult, type QueryState, queryState, runPayload } from '../machine/payloads';
import type { Ports } from '../ports';
import { StepRunner } from '../step-runner';
import { pollAnalysis, startAnalysis } from '../steps/run-analysis';
import { defineStep } from './define-step';

const named = { run: runPayload, partner: z.string(), analysis: z.string() };
const input = z.discriminatedUnion('op', [z.object({ op: z.literal('start'), ...named }), z.object({ op: z.literal('poll'), ...named, query: queryState })]);

/** `start` finds or starts a query, `poll` looks at it once. The analysis is over when the answer has a result. */
export const runAnalysisHandler = defineStep('run-analysis', input, async (given, ports): Promise<QueryState> => {
  const steps = new StepRunner(ports.store, ports.watcher);
  const step = `query-${given.analysis}`;
  if (given.op === 'poll') return ended(step, await pollAnalysis(given, given.query, ports), steps);
  const earlier = await steps.reused<AnalysisResult>(step);
  if (earlier) return over(earlier.output, ports);
  steps.begin(step);
  return ended(step, await startAnalysis(given, given.run, ports), steps);
});

async function ended(step: string, query: QueryState, steps: StepRunner): Promise<QueryState> {
  if (query.result) await steps.end(step, query.result, query.result.seconds);
  return query;
}

const over = (result: AnalysisResult, { now }: Ports): QueryState => ({ ended: true, queryId: result.queryId, startedAt: now.toISOString(), waitSeconds: 1, result });
